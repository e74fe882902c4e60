import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { courseKey, type Course } from '../../core/table/spark'
import { useApi } from '../hooks'

/** As many as a sparkline has pixels to show. */
const points = 50
/** A scroll that goes on asks for nothing; a course that grows is read again only so often. */
const restMs = 120
const renewMs = 4000

/** Curves of the runs in sight: one question for all that are missing or have grown. */
export function useCourses(
  runs: readonly Run[],
  metrics: readonly string[],
): (run: string, metric: string) => Course | undefined {
  const api = useApi()
  const [courses, setCourses] = useState<ReadonlyMap<string, Course>>(new Map())
  /** At which step each run was when it was asked for. */
  const seen = useRef(new Map<string, number>())
  const list = metrics.join('\n')
  const latest = useRef({ runs, metrics })
  latest.current = { runs, metrics }
  const given = useRef<AbortController | undefined>(undefined)
  const renewal = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    const abort = new AbortController()
    given.current = abort
    seen.current = new Map()
    setCourses(new Map())
    return () => {
      abort.abort()
      clearTimeout(renewal.current)
      renewal.current = undefined
    }
  }, [list])

  const read = useCallback(
    async (wanted: (run: Run) => boolean): Promise<void> => {
      const asked = latest.current.runs.filter(wanted).slice(0, 200)
      const abort = given.current
      if (asked.length === 0 || !abort) return
      for (const run of asked) seen.current.set(run.id, run.step)
      try {
        const ids = asked.map(run => run.id)
        const found = await api.courses(ids, latest.current.metrics, points, abort.signal)
        if (!abort.signal.aborted) setCourses(before => kept(new Map([...before, ...found])))
      } catch {
        // A row without its curve says the same in figures; the next scroll or step asks again.
        if (!abort.signal.aborted) for (const run of asked) seen.current.delete(run.id)
      }
    },
    [api],
  )

  const rows = runs.map(run => run.id).join()
  useEffect(() => {
    if (latest.current.metrics.length === 0) return undefined
    const timer = setTimeout(() => void read(run => !seen.current.has(run.id)), restMs)
    return () => clearTimeout(timer)
  }, [read, rows, list])

  const sight = runs.map(run => `${run.id} ${run.step}`).join()
  useEffect(() => {
    const grown = (run: Run): boolean => seen.current.get(run.id) !== run.step
    if (latest.current.metrics.length === 0 || !latest.current.runs.some(grown)) return
    // Runs step all the time: a wait that began goes on.
    renewal.current ??= setTimeout(() => {
      renewal.current = undefined
      void read(grown)
    }, renewMs)
  }, [read, sight, list])
  return useCallback((run, metric) => courses.get(courseKey(run, metric)), [courses])
}

/** Far more than a screen; the first ones read go first. */
const most = 2000

function kept(courses: Map<string, Course>): Map<string, Course> {
  return courses.size <= most ? courses : new Map([...courses].slice(-most))
}
