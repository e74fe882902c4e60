/**
 * Pictures of runs as points, lines and cells, drawn by Observable Plot into an SVG of their own. Loaded by the pages that show them.
 * Each is a function of its model and paper, so that the same can be drawn on the page and, on white, for a file.
 */
import * as Plot from '@observablehq/plot'
import type { Scale, SpecValue } from '../api/types'
import { category, categoryCount, sequence, type Theme } from '../core/colours'
import { number } from '../core/numbers'
import { shownValue, keyOf } from '../core/phase'
import type { Range } from '../core/series'
import { ticks, type Tick } from '../core/ticks'
import { ink } from './theme'

export interface Paper {
  width: number
  height: number
  theme: Theme
  /** Letters and lines black, for print. */
  print: boolean
}

/** A run's value along an axis: a number or, where not all runs have numbers, any value. */
export type Place = SpecValue | undefined

export interface AxisModel {
  title: string
  /** Null for an axis of texts. */
  scale: Scale | null
}

export interface Item {
  name: string
  href: string
  colour: string
}

/** What a point looks like. */
export interface Sign {
  colour: string
  /** One of Plot's. */
  symbol: string
}

export interface PointItem extends Item, Sign {
  x: Place
  y: Place
  /** What is told of it. */
  told: string
}

/** The runs as points over two quantities. */
export function scatter(points: readonly PointItem[], x: AxisModel, y: AxisModel, paper: Paper): SVGSVGElement {
  const shown = points.filter(point => drawable(point.x, x) && drawable(point.y, y))
  return finished(
    Plot.plot({
      ...frame(paper),
      x: scaleOf(
        shown.map(point => point.x),
        x,
        paper.width / 90,
      ),
      y: scaleOf(
        shown.map(point => point.y),
        y,
        paper.height / 40,
      ),
      marks: [
        Plot.frame({ stroke: lineInk(paper) }),
        Plot.dot(shown, {
          x: (point: PointItem) => placed(point.x, x),
          y: (point: PointItem) => placed(point.y, y),
          r: 4.5,
          symbol: 'symbol',
          fill: 'colour',
          stroke: paper.print ? 'white' : ink(paper.theme).paper,
          strokeWidth: 0.8,
          ...(paper.print ? {} : { href: 'href', ariaLabel: 'told', title: 'told', tip: tip(paper) }),
        }),
      ],
    }),
    paper,
  )
}

export interface CellItem extends Item {
  x: Place
  y: Place
  told: string
  /** What stands in the cell; empty where there is no value. */
  text: string
  /** Whether the cell's colour is dark, so that its text must be light. */
  dark: boolean
}

/** A cell for every pair of values. */
export function heatMap(
  cells: readonly CellItem[],
  xs: readonly Place[],
  ys: readonly Place[],
  titles: { x: string; y: string },
  paper: Paper,
): SVGSVGElement {
  const turn = tilt(xs, paper.width)
  const left = Math.min(150, Math.max(60, 42 + letter * Math.max(0, ...ys.map(y => labels(ys)(keyOf(y)).length))))
  const below = turn === 0 ? 46 : 104
  const roomy = paper.width / Math.max(1, xs.length) > 52 && paper.height / Math.max(1, ys.length) > 20
  return finished(
    Plot.plot({
      ...frame(paper),
      marginLeft: left,
      marginBottom: below,
      x: {
        type: 'band',
        padding: 0.03,
        domain: xs.map(keyOf),
        label: null,
        tickFormat: labels(xs),
        tickRotate: turn,
      },
      y: { type: 'band', padding: 0.03, domain: ys.map(keyOf).toReversed(), label: null, tickFormat: labels(ys) },
      marks: [
        ...axisTitles(titles, left, below, paper),
        Plot.cell(cells, {
          x: (cell: CellItem) => keyOf(cell.x),
          y: (cell: CellItem) => keyOf(cell.y),
          fill: 'colour',
          ...(paper.print ? {} : { href: 'href', ariaLabel: 'told', title: 'told', tip: tip(paper) }),
        }),
        ...(roomy
          ? [
              Plot.text(cells, {
                x: (cell: CellItem) => keyOf(cell.x),
                y: (cell: CellItem) => keyOf(cell.y),
                text: 'text',
                fill: (cell: CellItem) => (cell.dark ? '#ffffff' : '#000000'),
                pointerEvents: 'none',
              }),
            ]
          : []),
      ],
    }),
    paper,
  )
}

export interface PathItem extends Item {
  key: string
  /** A place 0..1 on each axis; NaN where the run has none. */
  places: readonly number[]
  told: string
}

export interface Dimension {
  title: string
  /** Where it is marked, 0..1. */
  marks: readonly { at: number; label: string }[]
  /** What is said of runs that have no place on it. */
  without: string
}

/** How much of an axis is left to the runs without a place on it, if there are any. */
const besideScale = 0.12

/** With a place for every run on every axis: those without one meet before the scale begins. */
function completed(
  paths: readonly PathItem[],
  dimensions: readonly Dimension[],
): { paths: readonly PathItem[]; dimensions: readonly Dimension[] } {
  const lacking = dimensions.map((_, i) => paths.some(path => !Number.isFinite(path.places[i])))
  const moved = (at: number, i: number): number =>
    !Number.isFinite(at) ? 0 : lacking[i] ? besideScale + at * (1 - besideScale) : at
  return {
    paths: paths.map(path => ({ ...path, places: path.places.map(moved) })),
    dimensions: dimensions.map((dimension, i) => ({
      ...dimension,
      marks: [
        ...(lacking[i] ? [{ at: 0, label: dimension.without }] : []),
        ...dimension.marks.map(mark => ({ ...mark, at: moved(mark.at, i) })),
      ],
    })),
  }
}

/** Nearer to each other upright axes have no room for what is written on them. */
const leastApart = 84

/** The runs as lines across parallel axes: upright ones beside each other, or where they would be too near, flat ones below each other. */
export function parallel(all: readonly PathItem[], axes: readonly Dimension[], paper: Paper): SVGSVGElement {
  const { paths, dimensions } = completed(all, axes)
  const gaps = Math.max(1, dimensions.length - 1)
  const left = 60
  const right = Math.min(118, Math.max(60, 14 + letter * longest(dimensions.at(-1)?.marks ?? [])))
  const apart = (paper.width - left - right) / gaps
  const picture = apart < leastApart ? flat(dimensions, gaps, paper) : upright(dimensions, gaps, paper, left, right)
  const steps = paths.flatMap(path => path.places.map((at, i) => ({ ...path, at, i })))
  return finished(
    Plot.plot({
      ...frame(paper),
      ...picture.frame,
      marks: [
        picture.axes,
        Plot.line(steps, {
          ...picture.along,
          z: 'key',
          stroke: 'colour',
          strokeWidth: paths.length > 40 ? 1 : 1.5,
          strokeOpacity: 0.8,
          ...(paper.print ? {} : { href: 'href', ariaLabel: 'told', title: 'told', tip: tip(paper) }),
        }),
        ...picture.words,
      ],
    }),
    paper,
  )
}

interface Laid {
  frame: Plot.PlotOptions
  axes: Plot.Markish
  along: { x: 'i' | 'at'; y: 'i' | 'at' }
  words: Plot.Markish[]
}

function upright(dimensions: readonly Dimension[], gaps: number, paper: Paper, left: number, right: number): Laid {
  const apart = (paper.width - left - right) / gaps
  const marks = dimensions.flatMap(({ marks: all }, i) =>
    all.map(({ at, label }) => ({ at, i, label: short(label, ((i < gaps ? apart : right) - 12) / letter) })),
  )
  // A title stands about the middle of its axis, and none over its neighbour's or beyond the edge.
  const room = (i: number): number => Math.min(apart, 2 * (i === 0 ? left : i === gaps ? right : apart)) - 8
  const titles = dimensions.map(({ title }, i) => ({ i, title: short(title, room(i) / letter) }))
  return {
    frame: {
      marginLeft: left,
      marginRight: right,
      marginTop: 34,
      marginBottom: 12,
      x: { type: 'linear', domain: [0, gaps], axis: null },
      y: { domain: [0, 1], axis: null },
    },
    axes: Plot.ruleX(dimensions, { x: (_, i) => i, stroke: lineInk(paper) }),
    along: { x: 'i', y: 'at' },
    words: [
      Plot.text(marks, { x: 'i', y: 'at', text: 'label', textAnchor: 'start', dx: 5, ...written(paper) }),
      Plot.text(titles, { x: 'i', y: 1, text: 'title', dy: -18, fontWeight: 600, fill: textInk(paper) }),
    ],
  }
}

function flat(dimensions: readonly Dimension[], gaps: number, paper: Paper): Laid {
  const side = 22
  const across = paper.width - 2 * side
  const marks = dimensions.flatMap(({ marks: all }, i) =>
    spaced(
      all.map(({ at, label }) => ({ at, i, label: short(label, 16) })),
      across,
      side,
    ),
  )
  const titles = dimensions.map(({ title }, i) => ({ i, title: short(title, across / letter) }))
  return {
    frame: {
      height: 30 + gaps * 62 + 26,
      marginLeft: side,
      marginRight: side,
      marginTop: 30,
      marginBottom: 26,
      x: { type: 'linear', domain: [0, 1], axis: null },
      y: { type: 'linear', domain: [gaps, 0], axis: null },
    },
    axes: Plot.ruleY(dimensions, { y: (_, i) => i, stroke: lineInk(paper) }),
    along: { x: 'at', y: 'i' },
    words: [
      Plot.text(marks, { x: 'stands', y: 'i', text: 'label', lineAnchor: 'top', dy: 5, ...written(paper) }),
      Plot.text(titles, {
        x: 0,
        y: 'i',
        text: 'title',
        textAnchor: 'start',
        lineAnchor: 'bottom',
        dx: -side + 2,
        dy: -6,
        fontWeight: 600,
        ...written(paper),
      }),
    ],
  }
}

/** How wide a letter of the pictures is, about. */
const letter = 7

function longest(marks: readonly { label: string }[]): number {
  return Math.max(0, ...marks.map(mark => Array.from(mark.label).length))
}

/** Those of the marks, in order, that do not run into the one before; `stands` is where there is room for the label. */
function spaced<M extends { at: number; label: string }>(
  marks: readonly M[],
  across: number,
  side: number,
): (M & { stands: number })[] {
  let free = -Infinity
  return marks.flatMap(mark => {
    const half = (longest([mark]) * letter) / 2
    const middle = Math.min(across + side - half, Math.max(half - side, mark.at * across))
    if (middle - half < free) return []
    free = middle + half + letter
    return [{ ...mark, stands: middle / across }]
  })
}

/** Readable over lines. */
function written(paper: Paper): Plot.TextOptions {
  return {
    stroke: paper.print ? 'white' : ink(paper.theme).paper,
    // So wide that no line is seen between two letters.
    strokeWidth: 7,
    fill: textInk(paper),
    pointerEvents: 'none',
  }
}

/** How much room the bar of colours takes beside a picture. */
export const rampWidth = 84

/** What colours mean: a bar with its marks, beside the picture. */
export function withRamp(
  picture: SVGSVGElement,
  title: string,
  range: Range,
  scale: Scale,
  paper: Paper,
): SVGSVGElement {
  const width = rampWidth
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
  const marks = ticks(range, scale, 5).filter(tick => tick.label !== '')
  const bar = finished(
    Plot.plot({
      ...frame({ ...paper, width }),
      marginLeft: 6,
      marginRight: 62,
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
          dx: 50,
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

function frame(paper: Paper): Plot.PlotOptions {
  return {
    width: paper.width,
    height: paper.height,
    marginLeft: 76,
    marginBottom: 46,
    marginTop: 14,
    marginRight: 18,
    // Colours are worked out before: ours can be told apart on either ground.
    color: { type: 'identity' },
  }
}

function scaleOf(places: readonly Place[], { title, scale }: AxisModel, room: number): Plot.ScaleOptions {
  const label = title
  if (scale === null) {
    const all = [...new Map(places.map(place => [keyOf(place), place])).values()]
    return { type: 'point', domain: all.map(keyOf), label, tickFormat: labels(all) }
  }
  const values = places.filter(place => typeof place === 'number')
  const range = spanOf(values, scale)
  const marks = ticks(range, scale, room).filter(tick => tick.label !== '')
  const said = new Map(marks.map(tick => [tick.at, tick.label]))
  return {
    type: scale,
    domain: [range.from, range.to],
    label,
    labelAnchor: 'center',
    labelArrow: 'none',
    ticks: marks.map(tick => tick.at),
    tickFormat: (value: number) => said.get(value) ?? number(value),
  }
}

/** The values with some air about them. */
export function spanOf(values: readonly number[], scale: Scale): Range {
  const shown = values.filter(value => Number.isFinite(value) && (scale === 'linear' || value > 0))
  if (shown.length === 0) return { from: 1, to: 10 }
  const [from, to] = [Math.min(...shown), Math.max(...shown)]
  if (scale === 'log') {
    const factor = from === to ? 2 : (to / from) ** 0.05
    return { from: from / factor, to: to * factor }
  }
  const air = from === to ? Math.abs(from) * 0.1 || 1 : (to - from) * 0.05
  return { from: from - air, to: to + air }
}

function placed(place: Place, { scale }: AxisModel): number | string {
  return scale === null ? keyOf(place) : (place as number)
}

function drawable(place: Place, { scale }: AxisModel): boolean {
  if (scale === null) return true
  return typeof place === 'number' && Number.isFinite(place) && (scale === 'linear' || place > 0)
}

function labels(places: readonly Place[]): (key: string) => string {
  const said = new Map(
    places.map(place => [keyOf(place), short(typeof place === 'number' ? number(place) : shownValue(place), 16)]),
  )
  return key => said.get(key) ?? key
}

/** Labels that would run into each other are tilted. */
function tilt(places: readonly Place[], width: number): number {
  const longest = Math.max(...places.map(place => labels([place])(keyOf(place)).length))
  return longest * 7 > (width - 94) / places.length ? -45 : 0
}

/** Beside the labels, and no longer than the axes. */
function axisTitles(titles: { x: string; y: string }, left: number, below: number, paper: Paper): Plot.Markish[] {
  const x = short(titles.x, (paper.width - left) / letter)
  const y = short(titles.y, (paper.height - below) / letter)
  const fill = textInk(paper)
  return [
    Plot.text([x], { frameAnchor: 'bottom', dy: below - 10, fill }),
    Plot.text([y], { frameAnchor: 'left', textAnchor: 'middle', dx: 12 - left, rotate: -90, fill }),
  ]
}

function tip({ theme }: Paper): Plot.TipOptions {
  const { paper, axis, text } = ink(theme)
  return { fill: paper, stroke: axis, ...({ textColor: text } as object) }
}

function textInk(paper: Paper): string {
  return paper.print ? '#000000' : ink(paper.theme).text
}

function lineInk(paper: Paper): string {
  return paper.print ? '#000000' : ink(paper.theme).axis
}

function short(text: string, most: number): string {
  const letters = Array.from(text.slice(0, 4 * most))
  return letters.length > most ? `${letters.slice(0, Math.max(1, most - 1)).join('')}…` : text
}

/** As the page takes it: Plot brings a style sheet within the SVG, which the Content-Security-Policy refuses; ours says the same. */
function finished(drawn: (SVGSVGElement | HTMLElement) & Plot.Plot, paper: Paper): SVGSVGElement {
  const svg = drawn as SVGSVGElement
  svg.querySelector('style')?.remove()
  svg.classList.add('plot')
  svg.setAttribute('color', textInk(paper))
  svg.setAttribute('font-size', '12')
  if (paper.print) svg.setAttribute('font-family', 'Helvetica, Arial, "Liberation Sans", sans-serif')
  // What can be followed is named for those who listen; Plot's names of its own parts would be read out between.
  for (const link of svg.querySelectorAll('a')) {
    const name = link.firstElementChild?.getAttribute('aria-label')
    if (name) link.setAttribute('aria-label', name)
  }
  for (const part of svg.querySelectorAll('[aria-label]:not(a)')) part.removeAttribute('aria-label')
  return svg
}
