/** A curve of the size of a word. */

export interface Course {
  xs: readonly number[]
  values: readonly number[]
}

/** What the tracker's series as CSV says: `run,metric,step,tau,wall_ms,x,value,...`. */
export function parseCourses(csv: string): Map<string, Course> {
  const found = new Map<string, { xs: number[]; values: number[] }>()
  const [head = '', ...rows] = csv.split(/\r?\n/)
  const names = cells(head)
  const [run, metric, x, value] = ['run', 'metric', 'x', 'value'].map(name => names.indexOf(name))
  for (const row of rows) {
    if (row === '') continue
    const all = cells(row)
    const key = courseKey(all[run!] ?? '', all[metric!] ?? '')
    const course = found.get(key) ?? { xs: [], values: [] }
    found.set(key, course)
    course.xs.push(Number(all[x!]))
    // An empty cell is no zero.
    course.values.push(all[value!] === '' ? NaN : Number(all[value!]))
  }
  return found
}

export function courseKey(run: string, metric: string): string {
  return `${run} ${metric}`
}

/** The cells of a row of CSV (RFC 4180). */
function cells(row: string): string[] {
  if (!row.includes('"')) return row.split(',')
  return [...row.matchAll(/(?:^|,)(?:"((?:""|[^"])*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  )
}

export interface Sparkline {
  /** As an SVG path; it breaks where a value is no number. */
  path: string
  /** The last point. */
  end: { x: number; y: number } | undefined
}

/** @param air left free on all sides, for the stroke and the last point */
export function sparkline({ xs, values }: Course, width: number, height: number, air: number): Sparkline {
  const shown = values.filter(Number.isFinite)
  const low = Math.min(...shown)
  const high = Math.max(...shown)
  const first = xs[0] ?? 0
  const span = (xs.at(-1) ?? 0) - first
  const toX = (x: number): number => air + (span > 0 ? (x - first) / span : 1) * (width - 2 * air)
  // A constant lies in the middle. Halves, for the difference of two values may be no double.
  const toY = (y: number): number =>
    air + (high > low ? (high / 2 - y / 2) / (high / 2 - low / 2) : 0.5) * (height - 2 * air)
  let path = ''
  let pen = 'M'
  let end: Sparkline['end']
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      pen = 'M'
      continue
    }
    end = { x: round(toX(xs[i]!)), y: round(toY(value)) }
    path += `${pen}${end.x} ${end.y}`
    pen = 'L'
  }
  return { path, end }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
