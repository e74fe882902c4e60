/**
 * Smoothing of a line: an exponential mean of its past over distances on the axis as it is drawn, so that a line looks the same
 * whether it has many points or few, evenly spaced or not.
 *
 *   s[i] = sum_(j <= i) k[i,j] v[j] / sum_(j <= i) k[i,j]      k[i,j] = exp(-(p[i] - p[j]) / length)
 *
 * p is x, or ln x on a log axis; likewise v is the value or its logarithm, since an arithmetic mean hangs above a line that falls
 * by powers of ten. The division removes the pull to the first value that a plain recursion has (its bias). On equal distances
 * this is the debiased exponential moving average with weight exp(-distance/length).
 */
import type { Scale } from '../api/types'
import { drawable, type Range } from './series'

/** Shares of the axis to choose from; 0 is the line as it was recorded. */
export const smoothings: readonly number[] = [0, 0.005, 0.01, 0.02, 0.05, 0.1]

/**
 * How far the mean remembers, in places of the axis.
 *
 * @param share of the axis
 * @param whole all of x that there is, not the zoomed part: zooming must not change a line
 */
export function smoothingLength(share: number, { from, to }: Range, xScale: Scale): number {
  return share * (place(to, xScale) - place(from, xScale))
}

/**
 * The smoothed values, one for each; what the axis cannot show (NaN, infinities, on a log axis what is not positive) stays as it
 * is and counts for nothing.
 *
 * @param length as of {@link smoothingLength}; not above 0 means no smoothing
 */
export function smoothed(
  { xs, values }: { readonly xs: readonly number[]; readonly values: readonly number[] },
  length: number,
  xScale: Scale,
  yScale: Scale,
): number[] {
  if (!(length > 0)) return [...values]
  let sum = 0
  let weights = 0
  let before: number | undefined
  return values.map((value, i) => {
    const at = place(xs[i]!, xScale)
    // A point that has no place on the axis is not drawn; it must not make all that follow NaN.
    if (!drawable(value, yScale) || !Number.isFinite(at)) return value
    const kept = before === undefined ? 0 : Math.exp(-(at - before) / length)
    before = at
    sum = sum * kept + place(value, yScale)
    weights = weights * kept + 1
    return yScale === 'log' ? Math.exp(sum / weights) : sum / weights
  })
}

function place(value: number, scale: Scale): number {
  return scale === 'log' ? Math.log(value) : value
}
