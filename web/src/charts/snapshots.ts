/**
 * Pictures of what was recorded whole at a step, by Observable Plot: bars and areas over axes of their own, which uPlot's one shared
 * x axis cannot give. Loaded by the tab that shows them alone.
 */
import {
  areaY,
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  lineY,
  plot,
  rect,
  ruleY,
  text,
  type Markish,
} from '@observablehq/plot'
import { sequence, type Theme } from '../core/colours'
import type { Range } from '../core/series'
import { extent, outline, ridgeOverlap, type Bin, type Dot } from '../core/snapshots'
import { ticks, type Tick } from '../core/ticks'

export interface Paper {
  width: number
  height: number
  theme: Theme
}

/** One histogram; over it the density that a law foretells. */
export interface Histogram {
  bins: readonly Bin[]
  law: readonly { s: number; p: number }[]
  /** What lies along x. */
  label: string
}

export function histogram(paper: Paper, { bins, law, label }: Histogram): Element {
  const x = extent([...bins.flatMap(bin => [bin.from, bin.to]), ...law.map(each => each.s)])
  const highest = Math.max(...bins.map(bin => bin.density), ...law.map(each => each.p))
  const y = { from: 0, to: highest > 0 ? highest * 1.06 : 1 }
  return drawn(paper, { x, y, label, heights: 'density' }, [
    rect(bins, { x1: 'from', x2: 'to', y1: 0, y2: 'density', fill: 'var(--bar)', insetLeft: 0.5, insetRight: 0.5 }),
    lineY(law, { x: 's', y: 'p', stroke: 'var(--law)', strokeWidth: 2 }),
  ])
}

export interface Ridges {
  rows: readonly { name: string; bins: readonly Bin[]; chosen: boolean }[]
  label: string
}

/** Histograms over time, the earliest at the back; each is drawn to a height of its own. */
export function ridges(paper: Paper, { rows, label }: Ridges): Element {
  const x = extent(rows.flatMap(({ bins }) => bins.filter(bin => bin.count > 0).flatMap(bin => [bin.from, bin.to])))
  const marks = rows.flatMap(({ bins, chosen }, i) => {
    const base = rows.length - 1 - i
    const highest = Math.max(...bins.map(bin => bin.density))
    const line = outline(bins).map(at => ({
      x: at.x,
      y: base + (highest > 0 ? (at.y / highest) * ridgeOverlap : 0),
      base,
    }))
    const colour = sequence(rows.length < 2 ? 0.5 : i / (rows.length - 1), paper.theme)
    return [
      areaY(line, { x: 'x', y1: 'base', y2: 'y', fill: 'var(--paper)', fillOpacity: 0.82 }),
      areaY(line, { x: 'x', y1: 'base', y2: 'y', fill: colour, fillOpacity: chosen ? 0.55 : 0.22 }),
      lineY(line, { x: 'x', y: 'y', stroke: chosen ? 'var(--text)' : colour, strokeWidth: chosen ? 1.75 : 1 }),
    ]
  })
  const every = Math.max(1, Math.ceil(rows.length / Math.max(1, Math.floor(paper.height / 34))))
  const names = rows.flatMap(({ name }, i) =>
    (rows.length - 1 - i) % every === 0 ? [{ name, y: rows.length - 1 - i }] : [],
  )
  return drawn(paper, { x, y: { from: -0.2, to: rows.length - 1 + ridgeOverlap + 0.3 }, label }, [
    ...marks,
    text(names, {
      x: x.from,
      y: 'y',
      text: 'name',
      textAnchor: 'end',
      dx: -8,
      fill: 'currentColor',
      clip: false,
    }),
  ])
}

export interface Curves {
  shown: readonly Dot[]
  roots: readonly number[]
  /** Curves of other moments, the earliest first. */
  others: readonly (readonly Dot[])[]
}

export function curves(paper: Paper, { shown, roots, others }: Curves): Element {
  const all = [shown, ...others].flat()
  const x = extent(all.map(each => each.x))
  const tight = extent([0, ...all.map(each => each.y)])
  const air = (tight.to - tight.from) * 0.05
  const y = { from: tight.from - air, to: tight.to + air }
  return drawn(paper, { x, y, label: 'x', heights: 'value' }, [
    ruleY([0], { stroke: 'var(--line-strong)' }),
    ...others.map((line, i) =>
      lineY(line, {
        x: 'x',
        y: 'y',
        stroke: sequence(others.length < 2 ? 0 : i / (others.length - 1), paper.theme),
        strokeOpacity: 0.4,
        strokeWidth: 1,
      }),
    ),
    lineY(shown, { x: 'x', y: 'y', stroke: 'var(--text)', strokeWidth: 2 }),
    dot(roots, {
      x: (root: number) => root,
      y: 0,
      r: 4,
      fill: 'var(--paper)',
      stroke: 'var(--text)',
      strokeWidth: 1.75,
    }),
  ])
}

interface Axes {
  x: Range
  y: Range
  label: string
  /** What y is; without it the heights mean nothing beside each other. */
  heights?: string
}

function drawn({ width, height }: Paper, { x, y, label, heights }: Axes, marks: readonly Markish[]): Element {
  const left = 60
  const xs = ticks(x, 'linear', (width - left) / 64)
  const ys = heights === undefined ? [] : ticks(y, 'linear', height / 34)
  const grid = { stroke: 'var(--line)', strokeOpacity: 1 }
  const figure = plot({
    width,
    height,
    marginLeft: left,
    marginRight: 14,
    marginTop: 22,
    marginBottom: 40,
    className: 'snapshot-plot',
    x: { domain: [x.from, x.to] },
    y: { domain: [y.from, y.to] },
    marks: [
      gridX(places(xs), grid),
      gridY(places(ys), grid),
      axisX(places(xs), {
        tickFormat: (_, i) => xs[i]!.label,
        label,
        labelAnchor: 'center',
        labelArrow: 'none',
      }),
      axisY(places(ys), { tickFormat: (_, i) => ys[i]!.label, label: heights ?? null, labelArrow: 'none' }),
      ...marks,
    ],
  })
  // Plot's own style sheet would be an inline one, which the tracker's Content-Security-Policy forbids; ours has its rules.
  for (const style of figure.querySelectorAll('style')) style.remove()
  // The picture has one name, which says more than "line" and "rect" for its parts.
  for (const part of figure.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  return figure
}

function places(marks: readonly Tick[]): number[] {
  return marks.map(tick => tick.at)
}
