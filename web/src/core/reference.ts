/** Lines against one of them. */
import type { Scale } from '../api/types'
import { between, type Trace } from './traces'

export type Relation = 'difference' | 'ratio'

/**
 * The line less the reference, or divided by it, at the line's own places as far as the reference reaches. Between its points the
 * reference is taken as straight on the axis as drawn.
 */
export function relative(trace: Trace, reference: Trace, relation: Relation, scale: Scale): Trace {
  const base = trace.xs.map(x => between(reference, x, scale))
  const kept = Uint32Array.from([...base.keys()].filter(i => !Number.isNaN(base[i]!)))
  const against = (column: Float64Array): Float64Array =>
    Float64Array.from(kept, i => (relation === 'difference' ? column[i]! - base[i]! : column[i]! / base[i]!))
  const related: Trace = { ...trace, xs: Float64Array.from(kept, i => trace.xs[i]!), ys: against(trace.ys) }
  if (trace.band) {
    const [one, other] = [against(trace.band.low), against(trace.band.high)]
    // Divided by something negative, the least becomes the greatest.
    related.band = {
      low: one.map((value, i) => Math.min(value, other[i]!)),
      high: one.map((value, i) => Math.max(value, other[i]!)),
    }
  }
  return related
}
