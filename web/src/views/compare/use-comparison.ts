/** What is compared, kept up to date: the runs, their lines as a whole, and finer where somebody looks closer. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ApiError } from '../../api/client'
import type { LiveState } from '../../api/live'
import type { Clock, Scale } from '../../api/types'
import { reader, type Comparison } from '../../charts/comparison'
import { mostCompared, type CompareView } from '../../core/address'
import { nameList } from '../../core/names'
import type { Range } from '../../core/series'
import { spliced, type Trace } from '../../core/traces'
import { withMargin } from '../../core/zoom'
import { visiblePart } from '../chart'
import { useApi, useLive, useNow, useResource, useThrottled } from '../hooks'

/** How many points a picture is made of, all lines together: more than its pixels, and no more than are read in a moment. */
const budget = 40_000
/** Beside the part that is looked at, for the next move. */
const margin = 0.5

export interface Compared extends Omit<Comparison, 'traces'> {
  x: Clock
  xScale: Scale
  metrics: readonly string[]
  traces: readonly Trace[]
}

export interface Reading {
  /** Of the last that was read; it stays while the next is on its way. */
  data: Compared | undefined
  error: ApiError | undefined
  /** Whether something else than `data` was asked for. */
  stale: boolean
  /** Whether the filter finds more runs than are compared. */
  more: boolean
  /** Whether runs were chosen, or found. */
  some: boolean
  live: LiveState | undefined
  reload(): void
}

export function useComparison(view: CompareView, metrics: readonly string[]): Reading {
  const api = useApi()
  const [series] = useState(reader)
  useEffect(() => () => series.close(), [series])

  const byFilter = view.runs.length === 0 && view.filter !== ''
  // What comes to fulfil a filter is not told by the stream of the runs that do.
  const look = useNow(byFilter ? 30_000 : 3_600_000)
  const found = useResource(
    `found ${byFilter ? view.filter : ''}`,
    async signal => (byFilter ? await api.found(view.filter, mostCompared, signal) : undefined),
    look,
  )
  const ids = byFilter ? (found.data?.runs.map(run => run.id) ?? []) : view.runs.slice(0, mostCompared)
  const some = ids.length > 0
  const { x, xScale } = view
  const points = Math.round(Math.min(1500, Math.max(150, budget / Math.max(1, ids.length * metrics.length))))
  const query = { metrics, x, scale: xScale, points }
  const key = JSON.stringify([ids, query])

  const took = useRef(0)
  const whole = useResource(key, async signal => {
    if (!some) return undefined
    const start = performance.now()
    const answer = await series.read(ids, query, signal)
    took.current = performance.now() - start
    return { ...answer, x, xScale, metrics }
  })
  const part = visiblePart(view)
  const close = useResource(part && some ? JSON.stringify([key, part]) : '', async signal => {
    if (!part || !some) return undefined
    const { from, to } = withMargin(margin, part, xScale)
    const { traces } = await series.read(ids, { ...query, from, to }, signal)
    return { key, part: { from, to }, traces }
  })

  const reload = (): void => {
    whole.reload()
    if (part) close.reload()
  }
  // What takes the tracker long is asked for less often: most of its time is for others.
  const refresh = useThrottled(reload, Math.round(Math.min(4000, Math.max(500, 3 * took.current))))
  const live = useLive(some ? api.streamUrl({ runs: ids, metrics: nameList(metrics) }) : '', {
    opened: refresh,
    points: refresh,
    run: refresh,
  })

  const { data } = whole
  const fine = close.data?.key === key && part ? close.data : undefined
  const joined = useMemo(
    () => data && { ...data, traces: fine ? closer(data.traces, fine.traces, fine.part) : data.traces },
    [data, fine],
  )
  const error = (byFilter ? found.error : undefined) ?? whole.error ?? (part ? close.error : undefined)
  return {
    data: some || (byFilter && !found.data) ? joined : undefined,
    error,
    stale: some && (whole.stale || (part !== undefined && close.stale)),
    more: byFilter && found.data?.more === true,
    some: some || (byFilter && !found.data && !found.error),
    live: some ? live : undefined,
    reload: () => {
      found.reload()
      reload()
    },
  }
}

function closer(coarse: readonly Trace[], fine: readonly Trace[], part: Range): Trace[] {
  const of = (trace: Trace): string => JSON.stringify([trace.key, trace.metric])
  const known = new Map(fine.map(trace => [of(trace), trace]))
  return coarse.map(trace => {
    const detail = known.get(of(trace))
    return detail ? spliced(trace, detail, part) : trace
  })
}
