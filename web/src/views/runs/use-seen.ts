import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { literal } from '../../core/search/text'
import { useApi } from '../hooks'

/** Names of parents that are not in the list themselves: one question for all in sight. */
export function useParentNames(
  runs: readonly Run[],
  known: ReadonlyMap<string, Run>,
): (run: string) => string | undefined {
  const api = useApi()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = [...new Set(runs.flatMap(run => run.parent?.run ?? []))].filter(
    id => !known.has(id) && !asked.current.has(id),
  )
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

/** The newest note of each run in sight, when notes are shown; read again when somebody has changed the run. */
export function useNewestNotes(runs: readonly Run[], wanted: boolean): (run: Run) => string | undefined {
  const api = useApi()
  const [notes, setNotes] = useState<ReadonlyMap<string, string | undefined>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = wanted ? runs.filter(run => !asked.current.has(noteKey(run))) : []
  const key = missing.map(noteKey).join()
  useEffect(() => {
    if (missing.length === 0) return undefined
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      const queue = [...missing]
      const readNext = async (): Promise<void> => {
        const run = queue.shift()
        if (!run || abort.signal.aborted) return
        try {
          const { notes: newest } = await api.notes(run.id, { limit: 1 }, abort.signal)
          asked.current.add(noteKey(run))
          setNotes(before => new Map(before).set(run.id, newest[0]?.text))
        } catch {
          return
        }
        await readNext()
      }
      // A browser has six connections, and the stream holds one.
      await Promise.all([readNext(), readNext(), readNext()])
    }, 200)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, key])
  return useCallback((run: Run) => notes.get(run.id), [notes])
}

function noteKey(run: Run): string {
  return `${run.id} ${run.revision}`
}
