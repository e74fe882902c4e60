/** What colours and forms mean, beside or below a picture. */
import * as Plot from '@observablehq/plot'
import type { Scale } from '../../api/types'
import { category, categoryCount, sequence, type Theme } from '../../core/colours'
import type { Range } from '../../core/series'
import { ticks, type Tick } from '../../core/ticks'
import { finished, frame, letter, longest, short, textInk, type Paper } from './paper'
import type { Sign } from './scatter'

const rampBar = 16

function rampMarks(range: Range, scale: Scale): Tick[] {
  return ticks(range, scale, 5).filter(tick => tick.label !== '')
}

/** How much room the bar of colours takes beside a picture, with its marks and its title. */
export function rampWidth(range: Range, scale: Scale): number {
  return 6 + rampBar + 26 + letter * longest(rampMarks(range, scale))
}

/** What colours mean: a bar with its marks, beside the picture. */
export function withRamp(
  picture: SVGSVGElement,
  title: string,
  range: Range,
  scale: Scale,
  paper: Paper,
): SVGSVGElement {
  const width = rampWidth(range, scale)
  const height = paper.height
  const parts = Array.from({ length: 48 }, (_, i) => ({
    from: i / 48,
    to: (i + 1) / 48,
    colour: sequence((i + 0.5) / 48, paper.theme),
  }))
  const span = (value: number): number =>
    scale === 'log'
      ? Math.log(value / range.from) / Math.log(range.to / range.from)
      : (value - range.from) / (range.to - range.from)
  const marks = rampMarks(range, scale)
  const bar = finished(
    Plot.plot({
      ...frame({ ...paper, width }),
      marginLeft: 6,
      marginRight: width - 6 - rampBar,
      marginTop: 14,
      marginBottom: 46,
      x: { axis: null },
      y: { domain: [0, 1], axis: null },
      marks: [
        // A little over each other, so that no seam shows between them.
        Plot.rect(parts, { x1: 0, x2: 1, y1: 'from', y2: 'to', fill: 'colour', insetTop: -0.6 }),
        Plot.text(marks, {
          x: 1,
          y: (tick: Tick) => span(tick.at),
          text: 'label',
          textAnchor: 'start',
          dx: 4,
          fill: textInk(paper),
        }),
        Plot.text([title], {
          frameAnchor: 'right',
          dx: width - 6 - rampBar - 12,
          rotate: 90,
          textAnchor: 'middle',
          text: (text: string) => short(text, Math.round(height / 9)),
          fill: textInk(paper),
        }),
      ],
    }),
    paper,
  )
  bar.setAttribute('x', String(paper.width))
  return together([picture, bar], paper.width + width, height)
}

/** What one of the looks means. */
export interface KeyEntry extends Sign {
  text: string
}

/** More rows than these would be taller than the picture. */
const mostRows = 6

/** What colours and forms mean where they stand for texts: the values, below the picture. */
export function withKey(picture: SVGSVGElement, title: string, all: readonly KeyEntry[], paper: Paper): SVGSVGElement {
  const { width } = paper
  const above = Number(picture.getAttribute('height'))
  const entries = all.map(entry => ({ ...entry, text: short(entry.text, 28) }))
  const columns = Math.max(
    1,
    Math.floor((width - 20) / (32 + letter * longest(entries.map(each => ({ label: each.text }))))),
  )
  const most = columns * mostRows
  const shown = entries.length > most ? entries.slice(0, most - 1) : entries
  const rows = Math.ceil(Math.min(entries.length, most) / columns)
  const placed = (i: number): { x: number; y: number } => ({
    x: 14 + Math.floor(i / rows) * ((width - 20) / columns),
    y: 32 + (i % rows) * 18,
  })
  const height = 32 + rows * 18
  const words = [
    { x: 6, y: 12, text: short(title, width / letter) },
    ...shown.map(({ text }, i) => ({ x: placed(i).x + 12, y: placed(i).y, text })),
    ...(shown.length < all.length ? [{ ...placed(shown.length), text: `and ${all.length - shown.length} more` }] : []),
  ]
  const key = finished(
    Plot.plot({
      ...frame({ ...paper, width, height }),
      margin: 0,
      x: { domain: [0, width], range: [0, width], axis: null },
      y: { domain: [0, height], range: [0, height], axis: null },
      marks: [
        Plot.dot(
          shown.map((entry, i) => ({ ...entry, ...placed(i) })),
          { x: 'x', y: 'y', r: 4.5, symbol: 'symbol', fill: 'colour' },
        ),
        Plot.text(words, { x: 'x', y: 'y', text: 'text', textAnchor: 'start', fill: textInk(paper) }),
      ],
    }),
    paper,
  )
  key.setAttribute('y', String(above))
  return together([picture, key], width, above + height)
}

function together(parts: readonly SVGSVGElement[], width: number, height: number): SVGSVGElement {
  const all = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  all.setAttribute('width', String(width))
  all.setAttribute('height', String(height))
  all.setAttribute('viewBox', `0 0 ${width} ${height}`)
  all.append(...parts)
  return all
}

/** One colour a place on the colour's axis, 0..1; grey for what has none. */
export function colourAt(place: number, theme: Theme): string {
  return Number.isFinite(place) ? sequence(place, theme) : theme === 'light' ? '#c9c6bf' : '#454c56'
}

/** Forms that are told apart at the size of a point. */
const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross', 'wye']

/** Colour and form of the i-th of values that are no numbers. */
export function signOf(index: number, theme: Theme): Sign {
  return { colour: category(index, theme).colour, symbol: symbols[Math.floor(index / categoryCount) % symbols.length]! }
}
