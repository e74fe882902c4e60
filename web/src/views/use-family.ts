import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ApiError } from '../api/client'
import type { Family } from '../api/family'
import type { LiveState } from '../api/live'
import type { Run } from '../api/types'
import { belongs, learn, type Members } from '../core/family'
import { withProgress } from '../core/runs'
import { asApiError, useApi, useLive } from './hooks'

export interface FamilyRuns {
  runs: Members
  /** Whether all pages have come. */
  complete: boolean
  error: ApiError | undefined
  live: LiveState
  reload(): void
}

type Change = (draft: Map<string, Run>) => void

/**
 * The runs of a family, a page after the other, read when the stream opens and kept up to date by it.
 *
 * @param family does not change as long as the view lives: another family is another view, by its key
 */
export function useFamily(family: Family): FamilyRuns {
  const api = useApi()
  const [runs, setRuns] = useState<Members>(new Map())
  const [answer, setAnswer] = useState<{ complete: boolean; error: ApiError | undefined }>({
    complete: false,
    error: undefined,
  })
  const latest = useRef(runs)
  latest.current = runs
  const pending = useRef<Change[]>([])
  const reader = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => reader.current?.abort(), [])

  /** Heartbeats of many runs come at once: one copy and one rendering for all of them. */
  const apply = useCallback((change: Change) => {
    if (pending.current.push(change) > 1) return
    setTimeout(() => {
      const changes = pending.current.splice(0)
      setRuns(before => {
        const draft = new Map(before)
        for (const each of changes) each(draft)
        return draft
      })
    }, 200)
  }, [])

  const reload = useCallback(async () => {
    reader.current?.abort()
    const abort = new AbortController()
    reader.current = abort
    const gone = new Set(latest.current.keys())
    let after: string | undefined
    try {
      do {
        // One page needs the cursor of the one before.
        const page = await api.family(family, after, abort.signal)
        for (const run of page.runs) gone.delete(run.id)
        // Through the same queue as the stream's events, so that what came meanwhile is not lost.
        apply(draft => {
          for (const run of page.runs) learn(draft, run)
        })
        after = page.next
      } while (after !== undefined)
      apply(draft => {
        for (const id of gone) draft.delete(id)
      })
      setAnswer({ complete: true, error: undefined })
    } catch (error) {
      if (!abort.signal.aborted) setAnswer(known => ({ ...known, error: asApiError(error) }))
    }
  }, [api, apply])

  const live = useLive(api.streamUrl({}), {
    opened: () => void reload(),
    run: run =>
      apply(draft => {
        if (belongs(family, run, draft)) learn(draft, run)
      }),
    progress: progress =>
      apply(draft => {
        const run = draft.get(progress.run)
        if (run) draft.set(run.id, withProgress(new Map([[run.id, run]]), progress).get(run.id)!)
      }),
  })
  return { runs, ...answer, live, reload: () => void reload() }
}
