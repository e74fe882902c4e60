import type { Attempt, Run } from '../../api/types'
import type { RunView } from '../../core/address'
import { count } from '../../core/numbers'
import { duration, moment } from '../../core/times'
import { supersededBy, type Overridden } from '../../core/attempts'
import { useApi, useNow, useResource } from '../hooks'
import { Copy, Empty, Failure, Link, Loading } from '../parts'
import { AttemptBars } from './attempt-bars'

export function Attempts({ run, view, version }: { run: Run; view: RunView; version: number }) {
  const api = useApi()
  const now = useNow(5000)
  const { data, error, reload } = useResource(run.id, signal => api.attempts(run.id, signal), version)
  if (error) return <Failure error={error} retry={reload} />
  if (!data) return <Loading what="the attempts" />
  if (data.length === 0) return <Empty>No worker has taken this run yet.</Empty>
  return (
    <>
      {data.length > 1 && <AttemptBars attempts={data} current={run.attempt} />}
      <ol class="attempts">
        {data.toReversed().map(attempt => (
          <li key={attempt.id} class="attempt">
            <AttemptCard
              attempt={attempt}
              over={supersededBy(attempt, data)}
              now={now}
              current={attempt.id === run.attempt}
              view={view}
            />
          </li>
        ))}
      </ol>
    </>
  )
}

interface CardProps {
  attempt: Attempt
  /** What it put out of count. */
  over: readonly Overridden[]
  now: number
  current: boolean
  view: RunView
}

function AttemptCard({ attempt, over, now, current, view }: CardProps) {
  const end = attempt.endedAt === undefined ? now : Date.parse(attempt.endedAt)
  const facts: [string, string | undefined][] = [
    ['worker', attempt.worker || undefined],
    ['kernel', attempt.kernel || undefined],
    ['threads', attempt.threads > 0 ? String(attempt.threads) : undefined],
    ['engine', [attempt.engineVersion, attempt.gitCommit.slice(0, 9)].filter(Boolean).join(' ') || undefined],
    ['data', [attempt.dataName, attempt.dataSha256.slice(0, 10)].filter(Boolean).join(' ') || undefined],
    ['JVM', attempt.jvm || undefined],
    ['system', [attempt.os, attempt.cpu].filter(Boolean).join(', ') || undefined],
  ]
  return (
    <>
      <h3>
        Attempt {attempt.number} <span class="muted">{attempt.end ?? (current ? 'running' : 'open')}</span>
        <Copy text={attempt.id} shown={<code>{attempt.id.slice(-8)}</code>} label="Copy the attempt's id" />
        <Link class="aside" to={{ ...view, attempt: attempt.id }} title="draw the points of this attempt alone">
          its points
        </Link>
      </h3>
      <p>
        {moment(attempt.startedAt)}, {duration(end - Date.parse(attempt.startedAt))}; from{' '}
        {attempt.fromStep ? `step ${count(attempt.fromStep)}` : 'the start'} to step {count(attempt.lastStep)}.
        {attempt.supersededFrom !== undefined && (
          <strong class="superseding">
            {' '}
            {attempt.supersededFrom < attempt.fromStep
              ? 'All its points'
              : `Its own points beyond step ${count(attempt.supersededFrom)}`}{' '}
            are superseded by a later attempt.
          </strong>
        )}
        {over.map(({ number, from, to }) => (
          <strong key={number} class="superseding">
            {' '}
            It superseded what attempt {number} recorded {from === 0 ? '' : `beyond step ${count(from)} `}up to step{' '}
            {count(to)}.
          </strong>
        ))}
        {attempt.refusedEvents > 0 && (
          <strong class="superseding"> {count(attempt.refusedEvents)} late events were refused.</strong>
        )}
        {attempt.gaps > 0 && <strong class="superseding"> {count(attempt.gaps)} gaps in its numbers.</strong>}
      </p>
      <dl class="facts small">
        {facts.map(
          ([term, value]) =>
            value !== undefined && (
              <div class="fact" key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}
