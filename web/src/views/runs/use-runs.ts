import { useCallback, useRef, useState } from 'preact/hooks'
import type { Api, ApiError } from '../../api/client'
import type { LiveState } from '../../api/live'
import type { Progress, Run } from '../../api/types'
import { withProgress, withRun, type Runs } from '../../core/runs'
import { asApiError, useApi, useLive } from '../hooks'

/** More than this is more than a table is for; the page says that older runs are left out. */
const most = 10_000

export interface RunList {
  runs: Runs
  loaded: boolean
  /** Whether there are more runs than were read. */
  cut: boolean
  error: ApiError | undefined
  live: LiveState
  reload(): void
}

/** All runs, read when the stream opens and kept up to date by it. */
export function useRuns(): RunList {
  const api = useApi()
  const [runs, setRuns] = useState<Runs>(new Map())
  const [answer, setAnswer] = useState<{ loaded: boolean; cut: boolean; error: ApiError | undefined }>({
    loaded: false,
    cut: false,
    error: undefined,
  })
  const pending = useRef<((runs: Runs) => Runs)[]>([])

  /** Heartbeats of many runs come at once: one rendering for all of them. */
  const apply = useCallback((change: (runs: Runs) => Runs) => {
    if (pending.current.push(change) > 1) return
    setTimeout(() => {
      const changes = pending.current.splice(0)
      setRuns(before => changes.reduce((list, each) => each(list), before))
    }, 100)
  }, [])

  const reload = useCallback(async () => {
    try {
      const { read, cut } = await readAll(api)
      // Through the same queue as the stream's events, so that what came meanwhile is not lost.
      apply(before => read.reduce(withRun, new Map([...before].filter(([id]) => read.some(run => run.id === id)))))
      setAnswer({ loaded: true, cut, error: undefined })
    } catch (error) {
      setAnswer(before => ({ ...before, error: asApiError(error) }))
    }
  }, [api, apply])

  const live = useLive(api.streamUrl({}), {
    opened: () => void reload(),
    run: (run: Run) => apply(list => withRun(list, run)),
    progress: (progress: Progress) => apply(list => withProgress(list, progress)),
  })
  return { runs, ...answer, live, reload: () => void reload() }
}

async function readAll(api: Api): Promise<{ read: Run[]; cut: boolean }> {
  const read: Run[] = []
  let after: string | undefined
  do {
    // One page needs the cursor of the one before.
    // oxlint-disable-next-line no-await-in-loop
    const page = await api.runs({ after })
    read.push(...page.items)
    after = page.next
  } while (after !== undefined && read.length < most)
  return { read, cut: after !== undefined }
}
