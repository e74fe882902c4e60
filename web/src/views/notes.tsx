/** What stands where something is not there: not yet, not at all, or because it went wrong. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { isUnanswered, type ApiError } from '../api/http'
import { straight } from '../core/text'
import { Prose } from './text'

/** From when on a reader wonders whether it is still going on. */
const late = 5000

/** Shows nothing at first, for most answers are quick, and says so when one is late. */
export function Loading({ what }: { what: string }) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), late)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p class="note loading" role="status">
      {isLate ? `Still loading ${what}: the tracker takes longer than usual …` : `Loading ${what} …`}
    </p>
  )
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="note empty">{children}</div>
}

export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { title, detail, problems } = error.problem
  // The frame of the page says that the tracker does not answer; what was asked is asked again when it does.
  if (isUnanswered(error)) return <p class="note muted">Waiting for the tracker …</p>
  return (
    <div class="note failure" role="alert">
      <strong>{title}</strong>
      {detail !== title && <Prose text={straight(detail)} />}
      {/* One alone is what the detail says. */}
      {problems && problems.length > 1 && (
        <ul>
          {problems.map((problem, i) => (
            <li key={i}>
              {problem.line !== undefined && `line ${problem.line}: `}
              {problem.path !== '' && <code>{straight(problem.path)}: </code>}
              {straight(problem.message)}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}
