/** A figure as comma-separated lines (RFC 4180): a row a point of what is drawn, numbers with all their digits. */
import type { Figure, Mark } from './model'

export function csvOf(figure: Figure): string {
  const rows = figure.panels.flatMap(panel =>
    panel.marks.flatMap(mark =>
      valuesOf(mark, panel.x.range).map(values => [panel.title, nameAt(mark, values[0]!), panel.x.label, ...values]),
    ),
  )
  return table(['chart', 'line', 'x is', 'x', 'y', 'low', 'high'], rows)
}

/** Any table; texts are quoted where they must be. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map(row => `${row.map(field).join(',')}\r\n`).join('')
}

/** What a line inherits is told from its own points. */
function nameAt(mark: Mark, x: number | string): string {
  const inherited = mark.kind === 'curve' && mark.paleTo !== undefined && Number(x) <= mark.paleTo
  return inherited ? `${mark.name}, inherited` : mark.name
}

function valuesOf(mark: Mark, range: { from: number; to: number }): (number | string)[][] {
  if (mark.kind === 'rule') return [[mark.x ?? '', mark.y ?? '', '', '']]
  const { xs } = mark
  return xs.flatMap((x, i) => {
    if (!(x >= range.from && x <= range.to)) return []
    return mark.kind === 'band' ? [[x, '', mark.low[i]!, mark.high[i]!]] : [[x, mark.ys[i]!, '', '']]
  })
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  // A spreadsheet takes a text that begins so for a formula, and a formula can do harm.
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
