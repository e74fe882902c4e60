/** Series ready to be drawn: plain numbers, one shared axis. No DOM here. */
import type { AlignedData } from 'uplot'
import type { Clock, Scale, WireNumber, WireSeries } from '../api/types'

/** One metric of one run. The columns have one length; `xs` rises. NaN and infinities are values. */
export interface Line {
  run: string
  metric: string
  unit?: string
  /** Waiting time, the parent's tau at the branch point. */
  tw?: number
  /** How many points there are; fewer are drawn when reduced. */
  points: number
  steps: number[]
  xs: number[]
  values: number[]
  /** Least and greatest value of each bucket, when the tracker reduced the points. */
  band?: { min: number[]; max: number[] }
  /** The coordinate at which the run's own points begin, when earlier ones are inherited. */
  ownFrom?: number
  /** Points with x <= 0 that a log axis leaves out. */
  leftOut: number
}

export interface Range {
  from: number
  to: number
}

export function decode(value: WireNumber | undefined): number {
  // JSON cannot say NaN; the words the API uses are those that Number() reads.
  return value === undefined ? NaN : Number(value)
}

/** A quantity that is there and finite: the proper time of a run driven from outside, say, is often neither. */
export function quantity(value: WireNumber | undefined): number | undefined {
  const number = decode(value)
  return Number.isFinite(number) ? number : undefined
}

/** Points whose coordinate is unknown are dropped: a run driven from outside may lack tau. */
export function lineOf(wire: WireSeries, scale: Scale): Line {
  const all = wire.xs.map(decode)
  const positive = scale === 'log'
  const kept = all.flatMap((x, i) => (Number.isFinite(x) && (!positive || x > 0) ? [i] : []))
  const pick = (column: readonly WireNumber[]): number[] => kept.map(i => decode(column[i]))
  const finite = all.filter(Number.isFinite)
  const line: Line = {
    run: wire.run,
    metric: wire.metric,
    points: wire.points,
    steps: kept.map(i => wire.steps[i] ?? NaN),
    xs: pick(wire.xs),
    values: pick(wire.values),
    leftOut: (wire.leftOut ?? 0) + (finite.length - kept.length),
  }
  if (wire.unit !== undefined) line.unit = wire.unit
  const tw = quantity(wire.tw)
  if (tw !== undefined) line.tw = tw
  if (wire.reduced && wire.min && wire.max) line.band = { min: pick(wire.min), max: pick(wire.max) }
  const border = wire.inheritedUntilStep
  if (border !== undefined && wire.x !== 'tau/tw') {
    const last = line.steps.findLastIndex(step => step <= border)
    const x = line.xs[last]
    // Without an own point there is no border to draw.
    if (x !== undefined && last < line.xs.length - 1) {
      // Wall time has no branch point of its own: the last inherited point stands for it.
      line.ownFrom = wire.x === 'step' ? (wire.branchStep ?? border) : wire.x === 'tau' ? (tw ?? x) : x
    }
  }
  return line
}

/**
 * Puts lines on one shared axis, as uPlot wants: undefined where a line has no point (the stroke goes on), null where it has
 * one that cannot be drawn (the stroke breaks): NaN, infinities, and on a log axis what is not positive.
 */
export function align(lines: readonly Line[], yScale: Scale): AlignedData {
  const xs = [...new Set(lines.flatMap(line => line.xs))].toSorted((a, b) => a - b)
  const columns = lines.map(line => {
    const at = new Map(line.xs.map((x, i) => [x, drawable(line.values[i]!, yScale) ? line.values[i]! : null]))
    return xs.map(x => at.get(x))
  })
  return [xs, ...columns]
}

export function drawable(value: number, scale: Scale): boolean {
  return Number.isFinite(value) && (scale === 'linear' || value > 0)
}

/** How many values of the lines a y axis of this scale cannot show. */
export function undrawable(lines: readonly Line[], yScale: Scale): number {
  let missing = 0
  for (const line of lines) for (const value of line.values) if (!drawable(value, yScale)) missing++
  return missing
}

/** The whole extent of the x axis; undefined when nothing can be drawn. */
export function xExtent(lines: readonly Line[], scale: Scale): Range | undefined {
  return widened(
    extent(
      lines.flatMap(line => [line.xs[0] ?? NaN, line.xs.at(-1) ?? NaN]),
      scale,
    ),
    scale,
    0,
  )
}

/** The extent of the values, bands included, over the visible part of x, with some air above and below. */
export function yExtent(lines: readonly Line[], scale: Scale, visible?: Range): Range | undefined {
  const values: number[] = []
  for (const line of lines) {
    for (let i = 0; i < line.xs.length; i++) {
      if (visible && !touches(line.xs, i, visible)) continue
      values.push(line.values[i]!)
      if (line.band) values.push(line.band.min[i]!, line.band.max[i]!)
    }
  }
  return widened(extent(values, scale), scale, 0.06)
}

/** Whether point i or a segment at it lies in the visible part. */
function touches(xs: readonly number[], i: number, { from, to }: Range): boolean {
  return (xs[i + 1] ?? xs[i]!) >= from && (xs[i - 1] ?? xs[i]!) <= to
}

function extent(values: readonly number[], scale: Scale): Range | undefined {
  let from = Infinity
  let to = -Infinity
  for (const value of values) {
    if (!drawable(value, scale)) continue
    if (value < from) from = value
    if (value > to) to = value
  }
  return from <= to ? { from, to } : undefined
}

function widened(range: Range | undefined, scale: Scale, share: number): Range | undefined {
  if (!range) return undefined
  const { from, to } = range
  if (scale === 'log') {
    const factor = from === to ? 2 : (to / from) ** share
    return { from: from / factor, to: to * factor }
  }
  // A constant gets an axis around itself; zero has no size of its own.
  const air = from === to ? Math.abs(from) * 0.1 || 1 : (to - from) * share
  return { from: from - air, to: to + air }
}

/** The index of the first entry that is not below `x`; the length if there is none. */
export function firstFrom(xs: ArrayLike<number>, x: number): number {
  let low = 0
  let high = xs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (xs[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the first that lies behind x. */
export function firstBehind(xs: ArrayLike<number>, x: number): number {
  let i = firstFrom(xs, x)
  while (i < xs.length && xs[i] === x) i++
  return i
}

/** The index of the point nearest to x, by distance on the axis as drawn; -1 when there are none. */
export function nearest(xs: readonly number[], x: number, scale: Scale): number {
  const low = firstFrom(xs, x)
  if (low === 0) return xs.length === 0 ? -1 : 0
  if (low === xs.length) return low - 1
  const place = (v: number): number => (scale === 'log' ? Math.log(v) : v)
  return place(x) - place(xs[low - 1]!) <= place(xs[low]!) - place(x) ? low - 1 : low
}

/** What an axis with this clock is called, with its unit or definition. */
export function clockName(clock: Clock): string {
  switch (clock) {
    case 'step':
      return 'step'
    case 'tau':
      return 'τ, proper time'
    case 'wall':
      return 'wall time since first attempt'
    case 'tau/tw':
      return '(τ − τw) / τw'
  }
}
