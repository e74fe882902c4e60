/** What was read of a part of a line more closely, put into the line as a whole: so it goes on to the points beside the part. */
import { firstBehind, firstFrom, type Line, type Range } from './series'

/** Where a fine part takes the place of a coarse one: what stands before and after it, and what of the fine one stands in it. */
interface Seam {
  before: number
  after: number
  start: number
  end: number
}

/** @returns undefined where the fine one has nothing in the part */
export function seam(coarse: ArrayLike<number>, fine: ArrayLike<number>, { from, to }: Range): Seam | undefined {
  const start = firstFrom(fine, from)
  const end = firstBehind(fine, to)
  return start === end ? undefined : { before: firstFrom(coarse, from), after: firstBehind(coarse, to), start, end }
}

export function joined(
  { before, after, start, end }: Seam,
  outer: readonly number[],
  inner: readonly number[],
): number[] {
  return [...outer.slice(0, before), ...inner.slice(start, end), ...outer.slice(after)]
}

/** The coarse line with the fine one in its place between `from` and `to`. */
export function splicedLine(coarse: Line, fine: Line, part: Range): Line {
  const at = seam(coarse.xs, fine.xs, part)
  // A live line may have gone on after the fine part was read, which then is the older of the two.
  if (!at) return coarse
  const line: Line = {
    ...coarse,
    steps: joined(at, coarse.steps, fine.steps),
    xs: joined(at, coarse.xs, fine.xs),
    values: joined(at, coarse.values, fine.values),
  }
  if (coarse.band || fine.band) {
    // Points that were not reduced are their own extremes.
    const outer = coarse.band ?? { min: coarse.values, max: coarse.values }
    const inner = fine.band ?? { min: fine.values, max: fine.values }
    line.band = { min: joined(at, outer.min, inner.min), max: joined(at, outer.max, inner.max) }
  }
  return line
}
