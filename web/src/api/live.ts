/** The tracker's stream of events, kept open. */
import type { Points, Progress, Run } from './types'

export type LiveState = 'connecting' | 'live' | 'lost'

export interface LiveHandlers {
  /**
   * The stream stands, for the first time or again: read now what is to be kept up to date. The browser asks for what was
   * missed (Last-Event-ID), but a tracker that was started anew may not have it.
   */
  opened(): void
  state(state: LiveState): void
  run?(run: Run): void
  progress?(progress: Progress): void
  /** New points of a run; which ones is left to the next reading of the series. */
  points?(run: string, metric: string): void
}

/** Opens the stream and holds it until `close`. */
export function live(url: string, handlers: LiveHandlers): { close(): void } {
  let source: EventSource
  let retry: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  function connect(): void {
    source = new EventSource(url)
    source.addEventListener('open', () => {
      failures = 0
      handlers.state('live')
    })
    // What is read after the tracker's hello agrees with what follows it.
    source.addEventListener('hello', () => handlers.opened())
    source.addEventListener('error', () => {
      handlers.state('lost')
      // The browser itself retries after a broken connection, but gives up for good after an answer such as 503.
      if (source.readyState !== EventSource.CLOSED) return
      failures++
      retry = setTimeout(connect, Math.min(10_000, 500 * 2 ** Math.min(failures, 6)))
    })
    source.addEventListener('run', event => handlers.run?.(read(event) as Run))
    source.addEventListener('progress', event => handlers.progress?.(read(event) as Progress))
    source.addEventListener('points', event => {
      const { run, metric } = read(event) as Points
      handlers.points?.(run, metric)
    })
  }

  handlers.state('connecting')
  connect()
  return {
    close() {
      clearTimeout(retry)
      source.close()
    },
  }
}

function read(event: MessageEvent): unknown {
  return JSON.parse(String(event.data))
}
