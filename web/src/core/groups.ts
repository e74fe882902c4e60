/** Runs with one thing in common as one line: their mean, with how far they spread. */
import type { Scale } from '../api/types'
import type { Range } from './series'
import { between, xSpan, type Trace } from './traces'

/** `deviation`: one standard deviation to either side; `range`: from the least to the greatest. */
export type Spread = 'deviation' | 'range'

/** Lines recorded at the same places are averaged there; others on a grid of so many. */
const finest = 1200
const gridSize = 600

/** One grid for lines that were recorded at different places: all their places if these are few, else evenly on the axis as drawn. */
export function gridOf(traces: readonly Trace[], scale: Scale): Float64Array {
  const all = new Set<number>()
  for (const { xs } of traces) {
    for (const x of xs) all.add(x)
    if (all.size > finest) return evenly(xSpan(traces)!, scale)
  }
  return Float64Array.from(all).toSorted()
}

function evenly({ from, to }: Range, scale: Scale): Float64Array {
  return Float64Array.from({ length: gridSize }, (_, i) => {
    const share = i / (gridSize - 1)
    if (i === gridSize - 1) return to
    return scale === 'log' ? from * (to / from) ** share : from + (to - from) * share
  })
}

/**
 * The mean of the lines wherever at least one of them reaches, with the spread as its band. Between a line's points it is taken as
 * straight on the axis as drawn. On a logarithmic y axis mean and deviation are those of the logarithms (the geometric mean), for
 * what lies a deviation below an arithmetic mean there is often not positive; values that are not positive count for nothing.
 */
export function meanOf(key: string, traces: readonly Trace[], xScale: Scale, yScale: Scale, spread: Spread): Trace {
  const grid = gridOf(traces, xScale)
  const length = grid.length
  const [sums, least, greatest, counts] = [0, Infinity, -Infinity, 0].map(value => new Float64Array(length).fill(value))
  const columns = traces.map(trace => resampled(trace, grid, xScale, yScale))
  for (const column of columns) {
    for (let i = 0; i < length; i++) {
      const value = column[i]!
      if (Number.isNaN(value)) continue
      sums![i]! += value
      counts![i]! += 1
      if (value < least![i]!) least![i] = value
      if (value > greatest![i]!) greatest![i] = value
    }
  }
  const means = sums!.map((sum, i) => sum / counts![i]!)
  const band = spread === 'range' ? { low: least!, high: greatest! } : deviations(columns, means, counts!)
  const kept = Uint32Array.from([...counts!.keys()].filter(i => counts![i]! > 0))
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, i => column[i]!)
  const valued = (column: Float64Array): Float64Array => (yScale === 'log' ? pick(column).map(Math.exp) : pick(column))
  const trace: Trace = {
    key,
    metric: traces[0]?.metric ?? '',
    points: traces.reduce((sum, each) => sum + each.points, 0),
    xs: pick(grid),
    ys: valued(means),
    band: { low: valued(band.low), high: valued(band.high) },
    lines: pick(counts!),
    leftOut: traces.reduce((sum, each) => sum + each.leftOut, 0),
  }
  const unit = traces[0]?.unit
  if (unit !== undefined) trace.unit = unit
  return trace
}

/** Values on the grid, as places of the y axis; NaN where there is none. */
function resampled(trace: Trace, grid: Float64Array, xScale: Scale, yScale: Scale): Float64Array {
  return grid.map(x => {
    const value = between(trace, x, xScale)
    if (yScale === 'linear') return value
    return value > 0 ? Math.log(value) : NaN
  })
}

/** About the mean that is already known: the sum of squares less the square of the sum would lose the digits of a small spread. */
function deviations(
  columns: readonly Float64Array[],
  means: Float64Array,
  counts: Float64Array,
): { low: Float64Array; high: Float64Array } {
  const squares = new Float64Array(means.length)
  for (const column of columns) {
    for (let i = 0; i < means.length; i++) {
      const away = column[i]! - means[i]!
      if (!Number.isNaN(away)) squares[i]! += away * away
    }
  }
  // Of a single line the spread is not known; it is drawn as none.
  const sigma = squares.map((sum, i) => (counts[i]! > 1 ? Math.sqrt(sum / (counts[i]! - 1)) : 0))
  return { low: means.map((mean, i) => mean - sigma[i]!), high: means.map((mean, i) => mean + sigma[i]!) }
}
