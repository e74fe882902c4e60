/** Series of many runs, read and unpacked beside the page: the page never stands still for it. */
import type { SeriesQuery } from '../api/client'
import { ApiError, failed } from '../api/http'
import type { NotDrawn, Problem, Run, SpecDifference } from '../api/types'
import type { Trace } from '../core/traces'

export interface Comparison {
  traces: Trace[]
  notDrawn: NotDrawn[]
  specDiff: SpecDifference[]
  runs: Run[]
}

/** To the worker: what to read, or which of them no longer. */
export type Request = { id: number; runs: readonly string[]; query: SeriesQuery } | { cancel: number }
/** From the worker. */
export type Reply = { id: number; answer: Comparison } | { id: number; problem: Problem }

export interface Reader {
  /** Rejects with an ApiError, or when the signal says so. */
  read(runs: readonly string[], query: SeriesQuery, signal: AbortSignal): Promise<Comparison>
  close(): void
}

export function reader(): Reader {
  const worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { resolve(answer: Comparison): void; reject(reason: Error): void }>()
  let last = 0

  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('answer' in data) asked?.resolve(data.answer)
    else asked?.reject(new ApiError(data.problem))
  })
  worker.addEventListener('error', () => {
    const reason = failed(
      'Series cannot be read',
      'The part of this page that reads series did not come or broke. Load the page anew.',
    )
    for (const asked of waiting.values()) asked.reject(reason)
    waiting.clear()
  })

  return {
    read: (runs, query, signal) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        const send = (request: Request): void => worker.postMessage(request)
        signal.addEventListener('abort', () => {
          if (!waiting.delete(id)) return
          send({ cancel: id })
          reject(new DOMException('no longer wanted', 'AbortError'))
        })
        send({ id, runs, query })
      }),
    close: () => worker.terminate(),
  }
}
