import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Api, ApiError } from '../../api/client'
import type { LiveState } from '../../api/live'
import type { Run } from '../../api/types'
import {
  drift,
  emptyList,
  readAnew,
  withBeat,
  withNews,
  withPage,
  type Drift,
  type PageOfRuns,
  type RunList,
} from '../../core/table/list'
import { among, type RunQuery } from '../../core/table/query'
import { asApiError, useApi, useLive } from '../hooks'

/** What the first screen needs, and then what a scroll's length needs. The API gives 1000 at most. */
export const firstPage = 50
export const laterPage = 1000

/** A group's mean is of all its runs, so these are read whole; beyond this many the page says that they are not. */
export const mostRead = 20_000

/** How often runs that changed elsewhere are looked at, and how many at a time: a filter has its length. */
const lookEveryMs = 1000
const lookAt = 100

const stays: Drift = { come: [], gone: [] }

export interface ReadList {
  list: RunList
  /** Of which question the list is the answer; undefined before the first. */
  answered: string | undefined
  /** Whether a page is on its way. */
  busy: boolean
  error: ApiError | undefined
  live: LiveState
  /** How the list differs by now from what was read. */
  drift: Drift
  /** Reads the next page, if there is one and none is on its way. */
  more(): void
  /** Reads as much as is there again. */
  reload(): void
  /** A run as the tracker answered it to something that was asked of it. */
  told(run: Run): void
}

/** Runs by a question, a page at a time, kept up to date by the stream; rows keep their places until one asks to read again. */
export function useRunList(query: RunQuery): ReadList {
  const api = useApi()
  const key = JSON.stringify(query)
  const [list, setList] = useState(emptyList)
  const [state, setState] = useState<Pick<ReadList, 'answered' | 'busy' | 'error' | 'drift'>>({
    answered: undefined,
    busy: false,
    error: undefined,
    drift: stays,
  })
  const latest = useRef({ list, query, key, reload: () => {} })
  latest.current = { ...latest.current, list, query, key }
  /** Whether to read again once what is on its way has come. */
  const again = useRef(false)
  const reading = useRef<AbortController | undefined>(undefined)

  const change = useBatched(setList)

  /** One reading at a time; what was asked before is given up. */
  const read = useCallback(
    async (pages: (signal: AbortSignal) => Promise<(before: RunList) => RunList>, anew: boolean): Promise<void> => {
      reading.current?.abort()
      const abort = new AbortController()
      reading.current = abort
      setState(before => ({ ...before, busy: true }))
      const asked = latest.current.key
      try {
        const put = await pages(abort.signal)
        if (abort.signal.aborted) return
        setList(put)
        setState(before => ({ answered: asked, busy: false, error: undefined, drift: anew ? stays : before.drift }))
      } catch (error) {
        if (!abort.signal.aborted) setState(before => ({ ...before, busy: false, error: asApiError(error) }))
      }
      if (reading.current !== abort) return
      reading.current = undefined
      if (again.current) {
        again.current = false
        setTimeout(() => latest.current.reload(), 200)
      }
    },
    [],
  )

  const reload = useCallback(() => {
    const { query: asked, list: now } = latest.current
    void read(async signal => {
      const page = await readPages(api, asked, Math.max(firstPage, now.ids.length), signal)
      return before => readAnew(before, page)
    }, true)
  }, [api, read])

  latest.current.reload = reload

  const more = useCallback(() => {
    const { query: asked, list: now } = latest.current
    if (reading.current || now.next === undefined || now.ids.length >= mostRead) return
    void read(async signal => {
      const page = await api.find(asked, laterPage, now.next, signal)
      return before => withPage(before, page)
    }, false)
  }, [api, read])

  // Another choice of columns is the same list with more in it; another question is another list, from its top.
  const { metrics, params, ...which } = query
  const question = JSON.stringify(which)
  const asked = useRef(question)
  const ahead = useAhead(() => readPages(api, query, firstPage, new AbortController().signal))
  // Before the page is painted, as other resources are.
  useLayoutEffect(() => {
    const same = asked.current === question
    asked.current = question
    const first = ahead()
    void read(async signal => {
      const { query: now, list: shown } = latest.current
      const page = await (first ??
        readPages(api, now, same ? Math.max(firstPage, shown.ids.length) : firstPage, signal))
      return before => readAnew(same ? before : emptyList, page)
    }, true)
  }, [api, read, question, metrics, params])
  useEffect(() => () => reading.current?.abort(), [])

  // Other columns are another stream, which carries their metrics.
  const live = useLive(api.streamUrl({ metrics }), {
    // What changed between the first reading and the stream's beginning, or while the stream was lost. The first rows come first.
    opened: () => {
      if (reading.current) again.current = true
      else reload()
    },
    run: run => change(before => withNews(before, run)),
    progress: progress => change(before => withBeat(before, progress)),
  })

  useDrift(list, latest, change, found => setState(before => ({ ...before, drift: merged(before.drift, found) })))

  const told = useCallback((run: Run) => change(before => withNews(before, run)), [change])
  return { list, ...state, live, more, reload, told }
}

/** Asks while the page is being drawn for the first time: the answer takes about as long. @returns what gives the answer, once */
function useAhead<T>(ask: () => Promise<T>): () => Promise<T> | undefined {
  const [asked] = useState<{ answer: Promise<T> | undefined }>(() => {
    const answer = ask()
    // It is waited for a moment later, and told then.
    answer.catch(() => undefined)
    return { answer }
  })
  return () => {
    const { answer } = asked
    asked.answer = undefined
    return answer
  }
}

async function readPages(api: Api, query: RunQuery, atLeast: number, signal: AbortSignal): Promise<PageOfRuns> {
  const items: Run[] = []
  let next: string | undefined
  do {
    // One page needs the cursor of the one before.
    const page = await api.find(query, Math.min(laterPage, atLeast - items.length), next, signal)
    items.push(...page.items)
    next = page.next
  } while (next !== undefined && items.length < atLeast)
  return next === undefined ? { items } : { items, next }
}

/** Heartbeats of many runs come at once: one rendering for all of them. */
function useBatched(set: (change: (list: RunList) => RunList) => void): (change: (list: RunList) => RunList) => void {
  const waiting = useRef<((list: RunList) => RunList)[]>([])
  return useCallback(
    change => {
      if (waiting.current.push(change) > 1) return
      setTimeout(() => {
        const changes = waiting.current.splice(0)
        set(before => changes.reduce((list, each) => each(list), before))
      }, 100)
    },
    [set],
  )
}

/** Asks for runs that changed whether they belong into the list: only the tracker knows what a filter lets through. */
function useDrift(
  list: RunList,
  latest: { current: { query: RunQuery; key: string } },
  change: (change: (list: RunList) => RunList) => void,
  found: (drift: Drift) => void,
): void {
  const api = useApi()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const looking = useRef(false)
  const now = useRef(list)
  now.current = list
  const look = useCallback(async () => {
    const { query, key } = latest.current
    const ids = [...now.current.changed].slice(0, lookAt)
    timer.current = undefined
    if (ids.length === 0) return
    looking.current = true
    change(before => ({ ...before, changed: new Set([...before.changed].filter(id => !ids.includes(id))) }))
    try {
      const { items } = await api.find({ ...among(query, ids), metrics: '', params: '' }, lookAt)
      if (latest.current.key === key) found(drift(now.current, ids, new Set(items.map(run => run.id))))
    } catch {
      // The list itself will say that the tracker does not answer; these runs are looked at when they change again.
    }
    looking.current = false
    // What changed while the answer was out.
    if (now.current.changed.size > 0) arm.current()
  }, [api, change, found, latest])
  const perform = useRef(look)
  perform.current = look
  const arm = useRef((): void => {
    if (!looking.current) timer.current ??= setTimeout(() => void perform.current(), lookEveryMs)
  })
  useEffect(() => {
    if (list.changed.size > 0) arm.current()
  }, [list.changed])
  useEffect(
    () => () => {
      arm.current = () => {}
      clearTimeout(timer.current)
    },
    [],
  )
}

/** A run that came and went again has done neither. */
function merged(before: Drift, found: Drift): Drift {
  const come = new Set([...before.come, ...found.come])
  const gone = new Set([...before.gone, ...found.gone])
  return {
    come: [...come].filter(id => !found.gone.includes(id)),
    gone: [...gone].filter(id => !found.come.includes(id)),
  }
}
