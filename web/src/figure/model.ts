/** What a figure for a paper shows, before it is set: numbers, names and colours. No DOM, no pixels. */
import type { Scale } from '../api/types'
import type { Range } from '../core/series'
import { ticks, type Tick } from '../core/ticks'

export interface Axis {
  /** With unit or definition; `τw`, and raised figures such as 10⁻³, are set as in print. */
  label: string
  scale: Scale
  range: Range
  /** How much of the data's coordinate makes one of the axis: 60,000 for milliseconds shown as minutes. */
  per?: number
  /** Where it is marked and how, if not at round numbers. */
  marked?: readonly Tick[]
}

/** A line through points that are in order. A value that is no finite number, or cannot stand on its axis, breaks it. */
export interface Curve {
  kind: 'curve'
  name: string
  colour: string
  /** Lengths of strokes and gaps; empty for a solid line. */
  dash?: readonly number[]
  /** In points; 1.2 if not said. */
  width?: number
  opacity?: number
  /** Up to this x it repeats its ancestors': paler, for it would hide them and its siblings. */
  paleTo?: number | undefined
  xs: readonly number[]
  ys: readonly number[]
}

/** The area between two values at every x: extremes of reduced points, a spread about a mean. */
export interface Band {
  kind: 'band'
  name: string
  colour: string
  opacity?: number
  xs: readonly number[]
  low: readonly number[]
  high: readonly number[]
}

export interface Dots {
  kind: 'dots'
  name: string
  colour: string
  xs: readonly number[]
  ys: readonly number[]
}

/** A broken line across the panel: a branch point, an edge of a law. */
export interface Rule {
  kind: 'rule'
  name: string
  x?: number
  y?: number
}

export type Mark = Curve | Band | Dots | Rule

export interface Panel {
  /** What y is, with its unit. */
  title: string
  x: Axis
  y: Axis
  /** The later ones lie over the earlier ones. */
  marks: readonly Mark[]
}

export interface LegendEntry {
  name: string
  colour: string
  dash?: readonly number[]
}

export interface Figure {
  /** Becomes the name of the file. */
  name: string
  panels: readonly Panel[]
  legend: readonly LegendEntry[]
}

/** Where an axis is marked, in the data's coordinate. */
export function axisTicks({ scale, range, per = 1, marked }: Axis, room: number): readonly Tick[] {
  if (marked) return marked
  const shown = { from: range.from / per, to: range.to / per }
  return ticks(shown, scale, room).map(tick => ({ ...tick, at: tick.at * per }))
}

/** 0 at the axis's beginning, 1 at its end; NaN for what it cannot show. */
export function place(value: number, { scale, range: { from, to } }: Axis): number {
  if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return NaN
  return scale === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
}
