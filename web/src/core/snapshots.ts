/** What is recorded whole at a step (spectra, histograms, curves), ready to be drawn. */
import type { WireNumber } from '../api/types'
import { decode, type Range } from './series'

/** The row that was recorded last up to `step`; the first when all are later, the last when no step is chosen; -1 of none. */
export function rowAt(steps: readonly number[], step: number | undefined): number {
  if (step === undefined) return steps.length - 1
  return Math.max(
    steps.findLastIndex(each => each <= step),
    steps.length === 0 ? -1 : 0,
  )
}

/** At most `most` places of 0 .. length - 1, evenly spread; the first and the last stay. */
export function spread(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i)
  return [...new Set(Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1))))]
}

export interface Bin {
  from: number
  to: number
  /** Share of all, divided by the bin's width. */
  density: number
  count: number
}

/** The bins of a histogram whose counts were recorded. */
export function bins(edges: readonly number[], counts: readonly number[]): Bin[] {
  const all = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count, i) => {
    const from = edges[i]!
    const to = edges[i + 1]!
    return { from, to, count, density: all === 0 ? 0 : count / all / (to - from) }
  })
}

/**
 * A histogram of single values. The bins' width is that of Freedman and Diaconis, 2 IQR n^(-1/3), so that a few outliers do not
 * squeeze the bulk; between 4 and 60 bins.
 */
export function binned(values: readonly number[]): Bin[] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b)
  const least = sorted[0]
  if (least === undefined) return []
  const greatest = sorted.at(-1)!
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!
  const ideal = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length)
  const range = greatest - least
  // Values that are all alike have a bin around them.
  if (!(range > Math.max(tiny, 1e-12 * Math.max(Math.abs(least), Math.abs(greatest))))) {
    const half = Math.abs(least) > tiny ? Math.abs(least) * 0.05 : 0.05
    return [{ from: least - half, to: least + half, count: sorted.length, density: 1 / (2 * half) }]
  }
  const number = ideal > 0 ? Math.min(60, Math.max(4, Math.ceil(range / ideal))) : 10
  const width = range / number
  const edges = Array.from({ length: number + 1 }, (_, i) => least + i * width)
  const counts = Array.from({ length: number }, () => 0)
  for (const value of sorted) counts[Math.min(number - 1, Math.floor((value - least) / width))]!++
  return bins(edges, counts)
}

/** Below this a width could round to 0. */
const tiny = 1e-290

export interface Statistics {
  count: number
  mean: number
  /** Population standard deviation, of bins as if all lay in their middles. */
  deviation: number
  least: number
  greatest: number
}

/** @returns undefined if nothing was counted */
export function statistics(of: readonly Bin[]): Statistics | undefined {
  const filled = of.filter(bin => bin.count > 0)
  const count = filled.reduce((sum, bin) => sum + bin.count, 0)
  if (count === 0) return undefined
  const middle = (bin: Bin): number => (bin.from + bin.to) / 2
  const mean = filled.reduce((sum, bin) => sum + bin.count * middle(bin), 0) / count
  const square = filled.reduce((sum, bin) => sum + bin.count * (middle(bin) - mean) ** 2, 0) / count
  return { count, mean, deviation: Math.sqrt(square), least: filled[0]!.from, greatest: filled.at(-1)!.to }
}

export interface Dot {
  x: number
  /** NaN where the curve breaks. */
  y: number
}

export function dots(at: readonly WireNumber[], values: readonly WireNumber[]): Dot[] {
  return at.map((x, i) => {
    const y = decode(values[i])
    return { x: decode(x), y: Number.isFinite(y) ? y : NaN }
  })
}

/** Where a curve crosses zero, by straight lines between its points. */
export function roots(curve: readonly Dot[]): number[] {
  const found: number[] = []
  for (const [i, { x, y }] of curve.entries()) {
    const next = curve[i + 1]
    if (y === 0) found.push(x)
    else if (next && y * next.y < 0) found.push(x + ((next.x - x) * y) / (y - next.y))
  }
  return found
}

/** How many rows the highest bar of a ridge reaches over. */
export const ridgeOverlap = 3.2

/** From foot to foot through the middles of the bins. */
export function outline(bins: readonly Bin[]): Dot[] {
  const first = bins[0]
  const last = bins.at(-1)
  if (!first || !last) return []
  return [
    { x: first.from, y: 0 },
    ...bins.map(bin => ({ x: (bin.from + bin.to) / 2, y: bin.density })),
    { x: last.to, y: 0 },
  ]
}

/** From the least to the greatest, with something around a value that is alone. */
export function extent(values: readonly number[]): Range {
  let from = Infinity
  let to = -Infinity
  for (const value of values) {
    if (value < from) from = value
    if (value > to) to = value
  }
  if (!(from <= to)) return { from: 0, to: 1 }
  return from < to ? { from, to } : { from: from - (Math.abs(from) || 1), to: to + (Math.abs(to) || 1) }
}
