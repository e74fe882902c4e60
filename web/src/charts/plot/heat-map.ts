import * as Plot from '@observablehq/plot'
import { keyOf } from '../../core/phase'
import { labels } from './labels'
import { finished, frame, letter, short, textInk, tip, type Item, type Paper, type Place } from './paper'

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
