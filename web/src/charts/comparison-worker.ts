/** Asks the tracker, parses, and packs into columns that change hands without a copy. */
import { api } from '../api/client'
import { ApiError, failed } from '../api/http'
import type { Problem } from '../api/types'
import { traceOf } from '../core/traces'
import type { Reply, Request } from './comparison'

const tracker = api()
const reading = new Map<number, AbortController>()

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if ('cancel' in data) reading.get(data.cancel)?.abort()
  else void read(data)
})

async function read({ id, runs, query }: Exclude<Request, { cancel: number }>): Promise<void> {
  const abort = new AbortController()
  reading.set(id, abort)
  try {
    const { series, scale, notDrawn, specDiff, runs: found } = await tracker.compare(runs, query, abort.signal)
    const traces = series.map(each => traceOf(each, scale))
    const columns = traces.flatMap(({ xs, ys, band }) => [xs, ys, ...(band ? [band.low, band.high] : [])])
    tell(
      { id, answer: { traces, notDrawn, specDiff, runs: found } },
      columns.map(column => column.buffer as ArrayBuffer),
    )
  } catch (error) {
    if (!abort.signal.aborted) tell({ id, problem: problemOf(error) }, [])
  } finally {
    reading.delete(id)
  }
}

function problemOf(error: unknown): Problem {
  return (error instanceof ApiError ? error : failed('Series cannot be read', String(error))).problem
}

/** The page's types know no workers: there, `postMessage` wants an origin. */
function tell(reply: Reply, transfer: Transferable[]): void {
  postMessage(reply, { transfer })
}
