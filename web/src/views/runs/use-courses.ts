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
  /** How far each run was when it was asked for. */
  const seen = useRef(new Map<string, { step: number; at: number }>())
  const list = metrics.join('\n')
  useEffect(() => {
    seen.current = new Map()
    setCourses(new Map())
  }, [list])
  const sight = runs.map(run => `${run.id} ${run.step}`).join()
  useEffect(() => {
    if (metrics.length === 0 || runs.length === 0) return undefined
    const abort = new AbortController()
    const due = (run: Run, now: number): boolean => {
      const known = seen.current.get(run.id)
      return known === undefined || (known.step !== run.step && now - known.at >= renewMs)
    }
    const grown = runs.some(run => seen.current.has(run.id) && seen.current.get(run.id)!.step !== run.step)
    const missing = runs.some(run => !seen.current.has(run.id))
    if (!missing && !grown) return undefined
    const timer = setTimeout(
      async () => {
        const now = Date.now()
        const asked = runs.filter(run => due(run, now)).slice(0, 200)
        if (asked.length === 0) return
        try {
          const found = await api.courses(
            asked.map(run => run.id),
            metrics,
            points,
            abort.signal,
          )
          if (abort.signal.aborted) return
          for (const run of asked) seen.current.set(run.id, { step: run.step, at: now })
          setCourses(before => kept(new Map([...before, ...found])))
        } catch {
          // A row without its curve says the same in figures; the next scroll or step asks again.
        }
      },
      missing ? restMs : renewMs,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, sight, list])
  return useCallback((run, metric) => courses.get(courseKey(run, metric)), [courses])
}

/** Far more than a screen; the first ones read go first. */
const most = 2000

function kept(courses: Map<string, Course>): Map<string, Course> {
  return courses.size <= most ? courses : new Map([...courses].slice(-most))
}
