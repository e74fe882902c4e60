/** A figure as an SVG file: curves as curves, marks on framed axes, black on white, sizes in points of print. */
import { axisTicks, place, type Curve, type Figure, type LegendEntry, type Mark, type Panel } from './model'
import { breadth, escaped, foreign, round, set } from './text'

/** 86 mm, the column of most journals; two columns when there are several panels. */
const column = 244
const gap = 18
const plotHeight = 150
const top = 20
const bottom = 34
const tickSize = 8
const labelSize = 9
const font = 'Helvetica, Arial, "Liberation Sans", sans-serif'
const ink = '#000000'

interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** The text of the file. */
export function svgOf(figure: Figure): string {
  const columns = figure.panels.length > 1 ? 2 : 1
  const rows = Math.ceil(figure.panels.length / columns)
  const width = columns * column + (columns - 1) * gap
  const panelHeight = top + plotHeight + bottom
  const panels = figure.panels.map((panel, i) =>
    drawn(panel, i, (i % columns) * (column + gap), Math.floor(i / columns) * (panelHeight + 6)),
  )
  const under = rows * (panelHeight + 6)
  const { text: legend, height: legendHeight } = legendOf(figure.legend, width, under + 4)
  const height = under + legendHeight + 6
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${round(height)}pt" viewBox="0 0 ${width} ${round(height)}" font-family='${font}' font-size="${tickSize}" fill="${ink}">`,
    `<title>${foreign(figure.name)}</title>`,
    `<rect width="${width}" height="${round(height)}" fill="#ffffff"/>`,
    ...panels,
    legend,
    '</svg>\n',
  ].join('\n')
}

function drawn(panel: Panel, index: number, left: number, above: number): string {
  const yTicks = axisTicks(panel.y, 5)
  const widest = Math.max(14, ...yTicks.map(tick => breadth(tick.label, tickSize)))
  const margin = labelSize + 14 + widest
  const box: Box = { left: left + margin, top: above + top, width: column - margin - 8, height: plotHeight }
  const xTicks = axisTicks(panel.x, Math.max(2, box.width / 44))
  const x = (value: number): number => box.left + place(value, panel.x) * box.width
  const y = (value: number): number => box.top + (1 - place(value, panel.y)) * box.height
  const clip = `panel-${index}`
  const marks = panel.marks.map(mark => markOf(mark, panel, box, x, y)).join('\n')
  const right = box.left + box.width
  const floor = box.top + box.height
  const ticked = [
    ...xTicks.map(({ at, label }) => {
      const size = label === '' ? 2 : 4
      return `M${round(x(at))} ${round(floor)}v${-size}M${round(x(at))} ${round(box.top)}v${size}`
    }),
    ...yTicks.map(({ at, label }) => {
      const size = label === '' ? 2 : 4
      return `M${round(box.left)} ${round(y(at))}h${size}M${round(right)} ${round(y(at))}h${-size}`
    }),
  ].join('')
  const middle = round(box.top + box.height / 2)
  const labelX = round(left + labelSize + 2)
  return [
    '<g>',
    `<clipPath id="${clip}"><rect x="${round(box.left)}" y="${round(box.top)}" width="${round(box.width)}" height="${box.height}"/></clipPath>`,
    `<g clip-path="url(#${clip})" fill="none" stroke-linejoin="round" stroke-linecap="round">`,
    marks,
    '</g>',
    `<rect x="${round(box.left)}" y="${round(box.top)}" width="${round(box.width)}" height="${box.height}" fill="none" stroke="${ink}" stroke-width="0.7"/>`,
    `<path d="${ticked}" stroke="${ink}" stroke-width="0.7" fill="none"/>`,
    ...xTicks.flatMap(({ at, label }) =>
      label === ''
        ? []
        : [
            `<text x="${round(x(at))}" y="${round(floor + 2 + tickSize)}" text-anchor="middle">${set(label, tickSize)}</text>`,
          ],
    ),
    ...yTicks.flatMap(({ at, label }) =>
      label === ''
        ? []
        : [
            `<text x="${round(box.left - 4)}" y="${round(y(at) + tickSize * 0.35)}" text-anchor="end">${set(label, tickSize)}</text>`,
          ],
    ),
    `<text x="${round(box.left + box.width / 2)}" y="${round(floor + 24)}" text-anchor="middle" font-size="${labelSize}">${set(panel.x.label, labelSize)}</text>`,
    `<text x="${labelX}" y="${middle}" text-anchor="middle" font-size="${labelSize}" transform="rotate(-90 ${labelX} ${middle})">${set(shortened(panel.y.label, 34), labelSize)}</text>`,
    `<text x="${round(box.left)}" y="${round(box.top - 6)}" font-size="${labelSize}" font-weight="bold">${panel.title === panel.y.label ? '' : set(shortened(panel.title, 44), labelSize)}</text>`,
    '</g>',
  ].join('\n')
}

type Position = (value: number) => number

function markOf(mark: Mark, panel: Panel, box: Box, x: Position, y: Position): string {
  const colour = mark.kind === 'rule' ? ink : escaped(mark.colour)
  switch (mark.kind) {
    case 'curve': {
      const own = ownPoints(mark)
      const dash =
        mark.dash && mark.dash.length > 0 ? ` stroke-dasharray="${mark.dash.map(n => n * 0.6).join(' ')}"` : ''
      const part = (from: number, to: number, opacity: number): string => {
        const d = path(mark.xs.slice(from, to), mark.ys.slice(from, to).map(y), mark.xs.slice(from, to).map(x), box)
        const faint = opacity === 1 ? '' : ` stroke-opacity="${round(opacity)}"`
        return `<path d="${d}" stroke="${colour}" stroke-width="${mark.width ?? 1.2}"${dash}${faint}><title>${foreign(mark.name)}</title></path>`
      }
      const opacity = mark.opacity ?? 1
      // The pale part goes to the first of its own points, so that there is no gap.
      const pale = own > 0 ? part(0, own + 1, opacity / 3) : ''
      return own < mark.xs.length ? pale + part(own, mark.xs.length, opacity) : pale
    }
    case 'band':
      return `<path d="${area(mark.xs.map(x), mark.low.map(lowest(panel, y)), mark.high.map(y), box)}" fill="${colour}" fill-opacity="${mark.opacity ?? 0.18}"><title>${foreign(mark.name)}</title></path>`
    case 'dots': {
      const dots = mark.xs.flatMap((at, i) => {
        const [px, py] = [x(at), y(mark.ys[i] ?? NaN)]
        return within(px, py, box) ? [`<circle cx="${round(px)}" cy="${round(py)}" r="2"/>`] : []
      })
      return `<g fill="${colour}"><title>${foreign(mark.name)}</title>${dots.join('')}</g>`
    }
    case 'rule': {
      const upright = mark.x === undefined ? '' : `M${round(x(mark.x))} ${round(box.top)}v${box.height}`
      const level = mark.y === undefined ? '' : `M${round(box.left)} ${round(y(mark.y))}h${round(box.width)}`
      return /NaN|Infinity/.test(upright + level)
        ? ''
        : `<path d="${upright}${level}" stroke="#666666" stroke-width="0.6" stroke-dasharray="2 2"><title>${foreign(mark.name)}</title></path>`
    }
  }
}

/** Where a line's own points begin. */
function ownPoints({ xs, paleTo }: Curve): number {
  if (paleTo === undefined) return 0
  const first = xs.findIndex(x => x > paleTo)
  return first < 0 ? xs.length : first
}

/** The lower edge of a band may lie below all that a log axis can show. */
function lowest({ y: axis }: Panel, y: Position): Position {
  return value => (axis.scale === 'log' && value <= 0 ? y(axis.range.from) : y(value))
}

function within(x: number, y: number, { left, top: above, width, height }: Box): boolean {
  return x >= left - 1 && x <= left + width + 1 && y >= above - 1 && y <= above + height + 1
}

/** Only what touches the box: a figure of a small part does not carry the whole. */
function path(data: readonly number[], ys: readonly number[], xs: readonly number[], box: Box): string {
  let d = ''
  let broken = true
  for (let i = 0; i < data.length; i++) {
    const near = (xs[i + 1] ?? xs[i]!) >= box.left && (xs[i - 1] ?? xs[i]!) <= box.left + box.width
    if (!near || !Number.isFinite(xs[i]!) || !Number.isFinite(ys[i]!)) {
      broken = true
      continue
    }
    const at = `${round(xs[i]!)} ${round(tame(ys[i]!, box))}`
    if (broken) {
      const alone = !Number.isFinite(ys[i + 1] ?? NaN)
      // A stroke of no length with round ends is a dot: a value between two missing ones is seen.
      d += alone ? `M${at}h0` : `M${at}`
    } else d += `L${at}`
    broken = false
  }
  return d
}

function area(xs: readonly number[], low: readonly number[], high: readonly number[], box: Box): string {
  const kept = xs.flatMap((at, i) =>
    Number.isFinite(at) && Number.isFinite(low[i]!) && Number.isFinite(high[i]!) ? [i] : [],
  )
  if (kept.length === 0) return ''
  const there = kept.map(i => `${round(xs[i]!)} ${round(tame(high[i]!, box))}`)
  const back = kept.toReversed().map(i => `${round(xs[i]!)} ${round(tame(low[i]!, box))}`)
  return `M${there.join('L')}L${back.join('L')}Z`
}

/** Renderers of SVG count in 32 bits: what lies far outside is brought near. */
function tame(y: number, { top: above, height }: Box): number {
  return Math.min(above + 20 * height, Math.max(above - 20 * height, y))
}

function legendOf(entries: readonly LegendEntry[], width: number, above: number): { text: string; height: number } {
  if (entries.length === 0) return { text: '', height: 0 }
  const swatch = 22
  const widest = Math.max(...entries.map(entry => breadth(foreign(entry.name), tickSize))) + swatch + 12
  const columns = Math.max(1, Math.min(entries.length, Math.floor(width / Math.min(widest, width))))
  const rows = Math.ceil(entries.length / columns)
  const text = entries.map(({ name, colour, dash }, i) => {
    const x = round(4 + Math.floor(i / rows) * (width / columns))
    const y = round(above + (i % rows) * (tickSize + 4) + tickSize)
    const broken = dash && dash.length > 0 ? ` stroke-dasharray="${dash.map(n => n * 0.6).join(' ')}"` : ''
    return `<path d="M${x} ${y - 3}h16" stroke="${escaped(colour)}" stroke-width="1.4"${broken}/><text x="${x + swatch}" y="${y}">${foreign(name)}</text>`
  })
  return { text: `<g>${text.join('\n')}</g>`, height: rows * (tickSize + 4) + 4 }
}

function shortened(text: string, most: number): string {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}
