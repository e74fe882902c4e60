import { useMemo } from 'preact/hooks'
import type { Run, Scale } from '../../api/types'
import type { ApiError } from '../../api/client'
import { agesOf, agingMetrics, closer, curveOf, lengthOf, waitingTime, type AgingCurve } from '../../core/aging'
import type { Range } from '../../core/series'
import { useApi, useResource } from '../hooks'

export interface Closer {
  /** With what was read closer in its place, where the axis is zoomed. */
  seen(curves: readonly AgingCurve[]): readonly AgingCurve[]
  stale: boolean
  error: ApiError | undefined
  reload(): void
}

/** So many points are read at most, all curves together. */
const budget = 240_000

interface Axis {
  /** 0 for t. */
  mu: number
  scale: Scale
  /** How many points a curve has over the whole. */
  points: number
}

/**
 * The zoomed part of an axis of t/τw^μ, read with about as many points as the whole has. The tracker is asked for one part over
 * τ/τw, which is that of all waiting times.
 */
export function useCloser(runs: readonly Run[], part: Range | undefined, { mu, scale, points }: Axis): Closer {
  const api = useApi()
  const aged = runs.flatMap(run => {
    const tw = waitingTime(run)
    return tw === undefined ? [] : [{ id: run.id, tw }]
  })
  const ids = aged.map(run => run.id)
  const waiting = aged.map(run => run.tw)
  const asked = part && aged.length > 0 ? queryOf(waiting, part, { mu, scale, points }) : undefined
  const key = asked ? JSON.stringify([ids, asked]) : ''
  const answer = useResource(key, async signal => {
    if (!asked) return undefined
    const { series } = await api.compare(ids, asked, signal)
    return { key, curves: new Map(series.flatMap(wire => curveOf(wire) ?? []).map(curve => [nameOf(curve), curve])) }
  })
  // What was read for another part is of no use in this one.
  const fine = asked && answer.data?.key === key ? answer.data.curves : undefined
  const seen = useMemo(
    () => (curves: readonly AgingCurve[]) =>
      curves.map(curve => {
        const detail = fine?.get(nameOf(curve))
        return detail ? closer(curve, detail) : curve
      }),
    [fine],
  )
  return { seen, stale: asked !== undefined && answer.stale, error: asked && answer.error, reload: answer.reload }
}

function queryOf(waiting: readonly number[], part: Range, { mu, scale, points }: Axis) {
  const ages = agesOf(part, mu, waiting)
  // Each curve's own share of what is read is the smaller, the farther the waiting times are from each other.
  const own = Math.min(...waiting.map(tw => lengthOf(agesOf(part, mu, [tw]), scale)))
  const most = Math.max(points, Math.floor(budget / (waiting.length * agingMetrics.length)))
  const wanted = Math.min(most, Math.ceil((points * lengthOf(ages, scale)) / own))
  return { metrics: agingMetrics, x: 'tau/tw' as const, scale, points: wanted, ...ages }
}

function nameOf({ run, metric }: AgingCurve): string {
  return `${metric} ${run}`
}
