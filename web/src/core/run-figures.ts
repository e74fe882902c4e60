/** The pictures of one run as figures for papers. Each is made of the same numbers as the picture on the page. */
import type { Clock, Scale } from '../api/types'
import { table } from '../figure/csv'
import type { Axis, Curve, Figure, Mark, Panel } from '../figure/model'
import { category, sequence } from './colours'
import { metricTitle } from './metrics'
import { number } from './numbers'
import { clockName, xExtent, yExtent, type Line, type Range } from './series'
import { extent, outline, ridgeOverlap, type Bin, type Dot } from './snapshots'
import { timeUnit } from './ticks'

/** What all curves over a clock have in common. */
export interface Over {
  clock: Clock
  xScale: Scale
  yScale: Scale
  /** The zoomed part; all of the lines where there is none. */
  visible: Range | undefined
}

const blue = category(0, 'light').colour
const black = '#000000'

/** @param of the lines of each metric; where there are two, the first is what was recorded, behind what was smoothed */
export function metricsFigure(name: string, of: ReadonlyMap<string, readonly Line[]>, over: Over): Figure {
  const panels = [...of].flatMap(([metric, lines]): Panel[] => {
    const axes = axesOf(lines, over, titled(metric, lines.at(-1)?.unit))
    if (!axes) return []
    const marks = lines.flatMap((line, i): Mark[] => {
      const behind = i < lines.length - 1
      const look: Pick<Curve, 'width' | 'opacity'> = behind ? { width: 0.6, opacity: 0.35 } : {}
      const said = behind ? `${metric}, not smoothed` : metric
      const curve: Mark = { kind: 'curve', name: said, colour: blue, ...look, xs: line.xs, ys: line.values }
      const border: Mark[] = line.ownFrom === undefined ? [] : [{ kind: 'rule', name: 'branch point', x: line.ownFrom }]
      if (!line.band) return [...border, curve]
      const { min: low, max: high } = line.band
      return [
        ...border,
        { kind: 'band', name: `${said}, least to greatest`, colour: blue, xs: line.xs, low, high },
        curve,
      ]
    })
    return [{ ...axes, marks }]
  })
  return { name, panels, legend: [] }
}

/**
 * The way of every singular value.
 *
 * @param lines one a rank, from the largest
 * @param mark where the chosen moment is
 */
export function pathsFigure(name: string, matrix: string, lines: readonly Line[], over: Over, mark?: number): Figure {
  const axes = axesOf(lines, over, `singular values of ${matrix}`)
  const colour = (rank: number): string => sequence(rank / Math.max(1, lines.length - 1), 'light')
  const curves = lines.map((line, rank): Mark => {
    return { kind: 'curve', name: `${rank + 1}`, colour: colour(rank), width: 0.7, xs: line.xs, ys: line.values }
  })
  const moment: Mark[] = mark === undefined ? [] : [{ kind: 'rule', name: 'the chosen moment', x: mark }]
  return {
    name,
    panels: axes ? [{ ...axes, marks: [...moment, ...curves] }] : [],
    legend:
      lines.length < 2
        ? []
        : [
            { name: 'the largest', colour: colour(0) },
            { name: 'the smallest', colour: colour(lines.length - 1) },
          ],
  }
}

/** Bars, and over them the density that a law foretells. */
export function histogramFigure(
  name: string,
  label: string,
  bins: readonly Bin[],
  law: readonly { s: number; p: number }[] = [],
): Figure {
  const x = extent([...bins.flatMap(bin => [bin.from, bin.to]), ...law.map(each => each.s)])
  const highest = Math.max(...bins.map(bin => bin.density), ...law.map(each => each.p))
  const bars = bins.filter(bin => bin.count > 0)
  const marks = bars.map(({ from, to, density }): Mark => {
    return { kind: 'band', name: 'measured', colour: blue, opacity: 0.55, ...box(from, to, density) }
  })
  if (law.length > 0) {
    const [xs, ys] = [law.map(each => each.s), law.map(each => each.p)]
    marks.push({ kind: 'curve', name: 'Marchenko–Pastur', colour: red, width: 1.4, xs, ys })
  }
  return {
    name,
    panels: [
      {
        title: '',
        x: { label, scale: 'linear', range: x },
        y: { label: 'density', scale: 'linear', range: { from: 0, to: highest > 0 ? highest * 1.06 : 1 } },
        marks,
      },
    ],
    legend: law.length > 0 ? [{ name: 'Marchenko–Pastur', colour: red }] : [],
  }
}

/** A row a bar with its edges, and a row a place at which the law is known. */
export function histogramCsv(bins: readonly Bin[], law: readonly { s: number; p: number }[] = []): string {
  return table(
    ['what', 'from', 'to', 'count', 'density'],
    [
      ...bins.map(({ from, to, count, density }) => ['measured', from, to, count, density]),
      ...law.map(({ s, p }) => ['Marchenko-Pastur', s, s, '', p]),
    ],
  )
}

const red = category(1, 'light').colour

export interface Ridge {
  step: number
  bins: readonly Bin[]
}

/** Histograms over time, the earliest at the back; each to a height of its own, marked by its step. */
export function ridgesFigure(name: string, label: string, rows: readonly Ridge[]): Figure {
  const base = (i: number): number => rows.length - 1 - i
  const x = extent(rows.flatMap(({ bins }) => bins.filter(bin => bin.count > 0).flatMap(bin => [bin.from, bin.to])))
  const marks = rows.flatMap(({ step, bins }, i): Mark[] => {
    const highest = Math.max(...bins.map(bin => bin.density))
    const line = outline(bins)
    const xs = line.map(at => at.x)
    const ys = line.map(at => base(i) + (highest > 0 ? (at.y / highest) * ridgeOverlap : 0))
    const colour = sequence(rows.length < 2 ? 0.5 : i / (rows.length - 1), 'light')
    const area = { kind: 'band', xs, low: xs.map(() => base(i)), high: ys } as const
    return [
      { ...area, name: '', colour: '#ffffff', opacity: 0.85 },
      { ...area, name: `step ${step}`, colour, opacity: 0.22 },
      { kind: 'curve', name: `step ${step}`, colour, width: 0.8, xs, ys },
    ]
  })
  const every = Math.max(1, Math.ceil(rows.length / 9))
  const marked = rows.flatMap(({ step }, i) => (base(i) % every === 0 ? [{ at: base(i), label: number(step, 5) }] : []))
  const y: Axis = { label: 'step', scale: 'linear', range: { from: -0.2, to: base(0) + ridgeOverlap + 0.3 }, marked }
  return { name, panels: [{ title: '', x: { label, scale: 'linear', range: x }, y, marks }], legend: [] }
}

/** The numbers of ridges, for their heights in the picture mean nothing beside each other. */
export function ridgesCsv(rows: readonly Ridge[]): string {
  return table(
    ['step', 'from', 'to', 'count', 'density'],
    rows.flatMap(({ step, bins }) => bins.map(({ from, to, count, density }) => [step, from, to, count, density])),
  )
}

export interface CurveAtStep {
  step: number
  dots: readonly Dot[]
}

/** A function at a moment, over what it was at others. */
export function curvesFigure(
  name: string,
  label: string,
  shown: CurveAtStep,
  roots: readonly number[],
  others: readonly CurveAtStep[],
): Figure {
  const all = [shown, ...others].flatMap(each => each.dots)
  const tight = extent([0, ...all.map(each => each.y)])
  const air = (tight.to - tight.from) * 0.05
  const curve = ({ step, dots }: CurveAtStep, look: Pick<Curve, 'colour' | 'width' | 'opacity'>): Mark => {
    return { kind: 'curve', name: `step ${step}`, ...look, xs: dots.map(each => each.x), ys: dots.map(each => each.y) }
  }
  return {
    name,
    panels: [
      {
        title: '',
        x: { label: 'x', scale: 'linear', range: extent(all.map(each => each.x)) },
        y: { label, scale: 'linear', range: { from: tight.from - air, to: tight.to + air } },
        marks: [
          { kind: 'rule', name: 'zero', y: 0 },
          ...others.map((each, i) => {
            const colour = sequence(others.length < 2 ? 0 : i / (others.length - 1), 'light')
            return curve(each, { colour, width: 0.6, opacity: 0.5 })
          }),
          curve(shown, { colour: black, width: 1.4 }),
          { kind: 'dots', name: 'zeros', colour: black, xs: roots, ys: roots.map(() => 0) },
        ],
      },
    ],
    legend: [],
  }
}

/** One panel's axes; none where nothing can be drawn on them. */
function axesOf(
  lines: readonly Line[],
  { clock, xScale, yScale, visible }: Over,
  label: string,
): Omit<Panel, 'marks'> | undefined {
  const range = visible ?? xExtent(lines, xScale)
  const y = yExtent(lines, yScale, visible)
  if (!range || !y) return undefined
  return { title: label, x: clockAxis(clock, xScale, range), y: { label, scale: yScale, range: y } }
}

/** Wall time is read in the unit that fits its length. */
function clockAxis(clock: Clock, scale: Scale, range: Range): Axis {
  if (clock !== 'wall') return { label: clockName(clock), scale, range }
  const unit = timeUnit(range.to)
  return { label: `${clockName(clock)} (${unit.name})`, scale, range, per: unit.ms }
}

function titled(metric: string, unit: string | undefined): string {
  const said = metricTitle(metric) || metric
  return unit ? `${said} (${unit})` : said
}

function box(from: number, to: number, height: number): { xs: number[]; low: number[]; high: number[] } {
  return { xs: [from, to], low: [0, 0], high: [height, height] }
}
