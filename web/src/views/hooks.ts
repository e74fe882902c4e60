/** What the views share: the address, loading, the stream, the theme, the time. */
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ApiError, type Api } from '../api/client'
import { failed, isUnanswered } from '../api/http'
import { live, type LiveHandlers, type LiveState } from '../api/live'
import { format, pageOf, parse, type View } from '../core/address'

import { oneLine } from '../core/text'
import { useLostSince } from './connection'

export { useMedia } from './media'
export { useTheme } from './theme'

export const ApiContext = createContext<Api | undefined>(undefined)

export function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new Error('no API around this view')
  return api
}

/** `replace` for what is no step of its own in the history, such as every letter typed into a filter. */
export type Navigate = (view: View, how?: 'replace') => void

const visited = { visited: true }

/** Whether another address than the first was come to; a fresh page leaves the focus at its top. */
export const journey = { begun: false }

/** The view of the address, and a way to change it from the page that shows it. */
export function useAddress(): [View, Navigate] {
  const [at, setAt] = useState(here)
  const latest = useRef(at)
  useEffect(() => {
    const follow = (): void => {
      journey.begun = true
      latest.current = here()
      setAt(latest.current)
      // An entry that has no state is new: a link was followed. Going back and forth, the browser finds the place again.
      if (history.state !== null) return
      history.replaceState(visited, '')
      scrollTo(0, 0)
    }
    if (location.hash !== latest.current.hash) follow()
    history.replaceState(visited, '')
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const from = pageOf(at.view)
  const navigate = useCallback<Navigate>(
    (next, how) => {
      // Nobody is taken back by a page that they have left, such as with what they typed last. From a click on a link the
      // address is ahead of what the browser tells.
      if (location.hash !== latest.current.hash || pageOf(latest.current.view) !== from) return
      const hash = format(next)
      if (how === 'replace') history.replaceState(visited, '', hash)
      else if (hash !== location.hash) history.pushState(visited, '', hash)
      latest.current = { hash: location.hash, view: next }
      setAt(latest.current)
    },
    [from],
  )
  return [at.view, navigate]
}

function here(): { hash: string; view: View } {
  return { hash: location.hash, view: parse(location.hash) }
}

export interface Resource<T> {
  data?: T
  /** Of the last attempt; what was read before stays in `data`. */
  error?: ApiError
  /** Whether `data` answers an earlier key; what answers this one is on its way. */
  stale: boolean
  reload(): void
}

/**
 * Reads at once, anew when `key` changes, and again when `version` does and on `reload`. What asks to read again while an
 * answer is on its way waits for it: a busy stream cannot keep restarting a slow answer.
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>, version = 0): Resource<T> {
  const [state, setState] = useState<{ data?: T; error?: ApiError; key?: string }>({})
  const latest = useRef(load)
  latest.current = load
  const reader = useRef<{ reload(): void } | undefined>(undefined)

  // Before the page is painted, not after: the answer takes longer than the painting does.
  useLayoutEffect(() => {
    const abort = new AbortController()
    let running = false
    let again = false
    const read = async (): Promise<void> => {
      if (running) {
        again = true
        return
      }
      running = true
      try {
        const data = await latest.current(abort.signal)
        if (!abort.signal.aborted) setState({ data, key })
      } catch (error) {
        if (!abort.signal.aborted) setState(before => ({ ...before, error: asApiError(error) }))
      }
      running = false
      if (again && !abort.signal.aborted) {
        again = false
        void read()
      }
    }
    reader.current = { reload: () => void read() }
    void read()
    return () => abort.abort()
  }, [key])

  const reload = useCallback(() => reader.current?.reload(), [])
  const lost = useLostSince()
  const unread = state.error !== undefined && isUnanswered(state.error)
  useEffect(() => {
    // The tracker is back: what could not be read is read now.
    if (lost === undefined && unread) reload()
  }, [lost, unread, reload])
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current !== version) reload()
    seen.current = version
  }, [version, reload])
  const { key: answered, ...answer } = state
  return { ...answer, stale: answered !== key, reload }
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return failed('This page failed', String(error))
}

export interface Doing {
  busy: boolean
  /** Of the last attempt. */
  error?: ApiError
  /** @returns whether it went well */
  run(act: () => Promise<unknown>): Promise<boolean>
}

/** Something a person asked for: one at a time, and what went wrong is kept to be shown. */
export function useDoing(): Doing {
  const [state, setState] = useState<{ busy: boolean; error?: ApiError }>({ busy: false })
  const run = useCallback(async (act: () => Promise<unknown>): Promise<boolean> => {
    setState({ busy: true })
    try {
      await act()
      setState({ busy: false })
      return true
    } catch (error) {
      setState({ busy: false, error: asApiError(error) })
      return false
    }
  }, [])
  return { ...state, run }
}

/** The stream at `url`, with the handlers of the last rendering; no stream for an empty address. */
export function useLive(url: string, handlers: Omit<LiveHandlers, 'state'>): LiveState {
  const [state, setState] = useState<LiveState>('connecting')
  const latest = useRef(handlers)
  latest.current = handlers
  const api = useApi()
  useEffect(() => {
    if (url === '') return
    const stream = live(url, {
      state: now => {
        setState(now)
        // An event source does not say why it was refused; if the session has ended, this does.
        if (now === 'lost') api.me().catch(() => undefined)
      },
      opened: () => latest.current.opened(),
      run: run => latest.current.run?.(run),
      progress: progress => latest.current.progress?.(progress),
      points: (run, metric) => latest.current.points?.(run, metric),
    })
    return () => stream.close()
  }, [url, api])
  return state
}

/** Calls at most once in `ms`, the last call included. */
export function useThrottled(call: () => void, ms: number): () => void {
  const latest = useRef(call)
  latest.current = call
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, ms)
  }, [ms])
}

/** The time, renewed every `ms`. */
export function useNow(ms: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms)
    return () => clearInterval(timer)
  }, [ms])
  return now
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Hourglass' : `${oneLine(title, 80)} · Hourglass`
  }, [title])
}

/** The width of an element, followed. */
export function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0)
  const observer = useRef<ResizeObserver | undefined>(undefined)
  const attach = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    observer.current = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.current.observe(element)
    setWidth(element.clientWidth)
  }, [])
  return [attach, width]
}
