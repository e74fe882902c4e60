import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { literal } from '../../core/search/text'
import { useApi } from '../hooks'

/** Names of parents that are not in the list themselves: one question for all in sight. */
export function useParentNames(
  parents: readonly string[],
  known: ReadonlyMap<string, Run>,
): (run: string) => string | undefined {
  const api = useApi()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = [...new Set(parents)].filter(id => !known.has(id) && !asked.current.has(id))
  const key = missing.join()
  useEffect(() => {
    if (missing.length === 0) return undefined
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      const some = missing.slice(0, 100)
      const filter = `id in (${some.map(literal).join(', ')})`
      try {
        const { items } = await api.find(
          {
            filter,
            experiment: undefined,
            state: undefined,
            archived: 'yes',
            trashed: 'yes',
            order: 'id',
            metrics: '',
            params: '',
          },
          100,
          undefined,
          abort.signal,
        )
        for (const id of some) asked.current.add(id)
        setNames(before => new Map([...before, ...items.map(run => [run.id, run.name] as const)]))
      } catch {
        // The id stands in place of the name until the next scroll.
      }
    }, 150)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, key])
  // Known runs come first, and only their names matter: a heartbeat must not draw every row again.
  const latest = useRef(known)
  latest.current = known
  return useCallback((id: string) => latest.current.get(id)?.name ?? names.get(id), [names])
}

/** A browser has six connections, and the stream holds one. */
const atOnce = 3

/** The newest note of each run in sight, when notes are shown; read again when somebody has changed the run. */
export function useNewestNotes(runs: readonly Run[], wanted: boolean): (run: Run) => string | undefined {
  const api = useApi()
  const [notes, setNotes] = useState<ReadonlyMap<string, string | undefined>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = wanted ? runs.filter(run => !asked.current.has(noteKey(run))) : []
  // Those in sight by now: a note that has come changes what is missing, and stops no reading beside it.
  const queue = useRef<readonly Run[]>(missing)
  queue.current = missing
  const readers = useRef(0)
  const gone = useRef(new AbortController())
  useEffect(() => () => gone.current.abort(), [])

  const readOn = useCallback(async (): Promise<void> => {
    const run = queue.current.find(each => !asked.current.has(noteKey(each)))
    const { signal } = gone.current
    if (!run || signal.aborted) return
    const key = noteKey(run)
    asked.current.add(key)
    try {
      const { notes: newest } = await api.notes(run.id, { limit: 1 }, signal)
      setNotes(before => new Map(before).set(run.id, newest[0]?.text))
    } catch {
      asked.current.delete(key)
      return
    }
    await readOn()
  }, [api])

  const key = missing.map(noteKey).join()
  useEffect(() => {
    if (queue.current.length === 0) return undefined
    const timer = setTimeout(() => {
      while (readers.current < atOnce) {
        readers.current++
        void readOn().finally(() => readers.current--)
      }
    }, 200)
    return () => clearTimeout(timer)
  }, [readOn, key])
  return useCallback((run: Run) => notes.get(run.id), [notes])
}

function noteKey(run: Run): string {
  return `${run.id} ${run.revision}`
}
