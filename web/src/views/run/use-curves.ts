/** The curves of a run as a whole, and finer where somebody looks closer. */
import { useMemo } from 'preact/hooks'
import type { ApiError } from '../../api/client'
import type { Clock, Scale } from '../../api/types'
import type { RunView } from '../../core/address'
import { lineOf, type Line, type Range } from '../../core/series'
import { splicedLine } from '../../core/splice'
import { withMargin } from '../../core/zoom'
import { visiblePart } from '../chart'
import { useApi, useResource } from '../hooks'

/** Enough for every pixel of a small chart. */
const points = 800
/** Beside the part that is looked at, for the next move. */
const margin = 0.5

export interface CurvesReading {
  /** Of the last that was read; it stays while the next is on its way. */
  data: { x: Clock; scale: Scale; lines: readonly Line[] } | undefined
  error: ApiError | undefined
  /** Whether something else than `data` was asked for. */
  stale: boolean
  reload(): void
}

/** @param version grows with what the run recorded */
export function useCurves(run: string, view: RunView, metrics: readonly string[], version: number): CurvesReading {
  const api = useApi()
  const { x, xScale: scale, attempt } = view
  const query = { metrics, x, scale, attempt: attempt || undefined }
  const key = JSON.stringify([run, query])
  const read = async (more: Partial<Range> & { points: number }, signal: AbortSignal): Promise<Line[]> => {
    const series = metrics.length > 0 ? await api.series(run, { ...query, ...more }, signal) : []
    return series.map(each => lineOf(each, scale))
  }
  const whole = useResource(key, async signal => ({ x, scale, lines: await read({ points }, signal) }), version)
  const part = visiblePart(view)
  const close = useResource(
    part ? JSON.stringify([key, part]) : '',
    async signal => {
      if (!part) return undefined
      const range = withMargin(margin, part, scale)
      return { key, range, lines: await read({ ...range, points: points * (1 + 2 * margin) }, signal) }
    },
    version,
  )
  const { data } = whole
  const fine = close.data?.key === key && part ? close.data : undefined
  const joined = useMemo(() => {
    if (!data || !fine) return data
    const known = new Map(fine.lines.map(line => [line.metric, line]))
    const lines = data.lines.map(line => {
      const detail = known.get(line.metric)
      return detail ? splicedLine(line, detail, fine.range) : line
    })
    return { ...data, lines }
  }, [data, fine])
  return {
    data: joined,
    error: whole.error ?? (part ? close.error : undefined),
    stale: whole.stale || (part !== undefined && close.stale),
    reload: () => {
      whole.reload()
      if (part) close.reload()
    },
  }
}
