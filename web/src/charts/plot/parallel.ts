import * as Plot from '@observablehq/plot'
import { finished, frame, letter, lineInk, longest, short, textInk, tip, written, type Item, type Paper } from './paper'

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
