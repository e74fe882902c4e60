/** Lines of a comparison in packed columns, each over its own points. */
import type { Scale, WireSeries } from '../api/types'
import { drawable, firstBehind, firstFrom, lineOf, type Range } from './series'
import { seam } from './splice'

/** `xs` rises. NaN and infinities are values. */
export interface Trace {
  /** Tells the lines of a chart apart: a run's id, or what the runs of a group have in common. */
  key: string
  metric: string
  unit?: string
  /** How many points were recorded; fewer are drawn when reduced. */
  points: number
  xs: Float64Array
  ys: Float64Array
  /** Least and greatest value about each point: of a bucket, or a spread about a mean. */
  band?: { low: Float64Array; high: Float64Array }
  /** The coordinate at which the run's own points begin, when earlier ones are inherited. */
  ownFrom?: number
  /** Points with x <= 0 that a log axis leaves out. */
  leftOut: number
  /** Of a group's mean: how many lines reach each point. */
  lines?: Float64Array
}

export function traceOf(wire: WireSeries, scale: Scale): Trace {
  const line = lineOf(wire, scale)
  const trace: Trace = {
    key: line.run,
    metric: line.metric,
    points: line.points,
    xs: Float64Array.from(line.xs),
    ys: Float64Array.from(line.values),
    leftOut: line.leftOut,
  }
  if (line.unit !== undefined) trace.unit = line.unit
  if (line.ownFrom !== undefined) trace.ownFrom = line.ownFrom
  if (line.band) trace.band = { low: Float64Array.from(line.band.min), high: Float64Array.from(line.band.max) }
  return trace
}

/** The points that a picture of this part needs: those inside, and one on either side. */
export function window(xs: ArrayLike<number>, { from, to }: Range): { start: number; end: number } {
  return { start: Math.max(0, firstFrom(xs, from) - 1), end: Math.min(xs.length, firstBehind(xs, to) + 1) }
}

/** The coarse line with the fine one in its place between `from` and `to`. */
export function spliced(coarse: Trace, fine: Trace, part: Range): Trace {
  const at = seam(coarse.xs, fine.xs, part)
  // A live line may have gone on after the fine part was read, which then is the older of the two.
  if (!at) return coarse
  const { before, after, start, end } = at
  const join = (outer: Float64Array, inner: Float64Array): Float64Array => {
    const middle = inner.subarray(start, end)
    const joined = new Float64Array(before + middle.length + outer.length - after)
    joined.set(outer.subarray(0, before))
    joined.set(middle, before)
    joined.set(outer.subarray(after), before + middle.length)
    return joined
  }
  const trace: Trace = { ...coarse, xs: join(coarse.xs, fine.xs), ys: join(coarse.ys, fine.ys) }
  if (coarse.band || fine.band) {
    // Points that were not reduced are their own extremes.
    const outer = coarse.band ?? { low: coarse.ys, high: coarse.ys }
    const inner = fine.band ?? { low: fine.ys, high: fine.ys }
    trace.band = { low: join(outer.low, inner.low), high: join(outer.high, inner.high) }
  }
  return trace
}

/** The value between the points about `x`, straight on the axis as drawn; NaN beyond the ends and next to what is missing. */
export function between({ xs, ys }: Pick<Trace, 'xs' | 'ys'>, x: number, scale: Scale): number {
  const i = firstFrom(xs, x)
  if (i === xs.length) return NaN
  if (xs[i] === x) return ys[i]!
  if (i === 0) return NaN
  const [left, right] = [xs[i - 1]!, xs[i]!]
  const share = scale === 'log' ? Math.log(x / left) / Math.log(right / left) : (x - left) / (right - left)
  return ys[i - 1]! + (ys[i]! - ys[i - 1]!) * share
}

/** The index of the point nearest to `x` on the axis as drawn; -1 beyond the ends, where a line has no value. */
export function nearestPoint(xs: ArrayLike<number>, x: number, scale: Scale): number {
  if (xs.length === 0 || !(x >= xs[0]! && x <= xs[xs.length - 1]!)) return -1
  const i = firstFrom(xs, x)
  if (i === 0) return 0
  const middle = scale === 'log' ? Math.sqrt(xs[i - 1]! * xs[i]!) : (xs[i - 1]! + xs[i]!) / 2
  return x <= middle ? i - 1 : i
}

/** All of x that any line reaches; undefined when there is no point. */
export function xSpan(traces: readonly Trace[]): Range | undefined {
  let from = Infinity
  let to = -Infinity
  for (const { xs } of traces) {
    if (xs.length === 0) continue
    from = Math.min(from, xs[0]!)
    to = Math.max(to, xs[xs.length - 1]!)
  }
  if (!(from <= to)) return undefined
  // A single point has an axis around it.
  return from < to ? { from, to } : around(from)
}

function around(value: number): Range {
  const air = Math.abs(value) * 0.1 || 1
  return { from: value - (value > 0 ? Math.min(air, value / 2) : air), to: value + air }
}

/** The values of the visible part with some air above and below; undefined when none can be drawn. */
export function ySpan(traces: readonly Trace[], scale: Scale, visible: Range, bands: boolean): Range | undefined {
  let from = Infinity
  let to = -Infinity
  const take = (value: number): void => {
    if (!drawable(value, scale)) return
    if (value < from) from = value
    if (value > to) to = value
  }
  for (const { xs, ys, band } of traces) {
    const { start, end } = window(xs, visible)
    for (let i = start; i < end; i++) {
      take(ys[i]!)
      if (bands && band) {
        take(band.low[i]!)
        take(band.high[i]!)
      }
    }
  }
  if (!(from <= to)) return undefined
  if (scale === 'log') {
    const factor = from === to ? 2 : (to / from) ** 0.05
    return { from: from / factor, to: to * factor }
  }
  const air = from === to ? Math.abs(from) * 0.1 || 1 : (to - from) * 0.05
  return { from: from - air, to: to + air }
}

/** How many values an axis of this scale cannot show. */
export function lost(traces: readonly Trace[], scale: Scale): number {
  let missing = 0
  for (const { ys } of traces) {
    for (let i = 0; i < ys.length; i++) if (!drawable(ys[i]!, scale)) missing++
  }
  return missing
}

/**
 * The points that a line of `columns` pixels needs: of each pixel's column the first, the least, the greatest and the last. All of
 * them, when there are few. What cannot be drawn stays, where it breaks the line.
 */
export function thinned(
  { xs, ys }: Pick<Trace, 'xs' | 'ys'>,
  { start, end }: { start: number; end: number },
  columns: number,
  column: (x: number) => number,
): Uint32Array {
  const count = end - start
  if (count <= 3 * columns) return Uint32Array.from({ length: count }, (_, i) => start + i)
  const kept: number[] = []
  let i = start
  while (i < end) {
    const at = column(xs[i]!)
    const first = i
    let least = i
    let greatest = i
    let missing = -1
    for (i++; i < end && column(xs[i]!) === at; i++) {
      const y = ys[i]!
      if (Number.isNaN(y)) missing = i
      else {
        // Not "less" and "greater", which a column that begins with NaN would never pass.
        if (!(y >= ys[least]!)) least = i
        if (!(y <= ys[greatest]!)) greatest = i
      }
    }
    const part = [first, least, greatest, missing, i - 1].filter(each => each >= 0).toSorted((a, b) => a - b)
    for (const each of part) if (kept.at(-1) !== each) kept.push(each)
  }
  return Uint32Array.from(kept)
}
