import type { Run } from '../../api/types'
import { branchesView, allRuns } from '../../core/address'
import { number } from '../../core/numbers'
import { workedUntil } from '../../core/runs'
import { isOver } from '../../core/states'
import { decode, quantity } from '../../core/series'
import { age, duration, moment } from '../../core/times'
import { useApi, useNow, useResource } from '../hooks'
import { useMayEdit } from '../may-edit'
import { Copy, Link, Name, Progress, Prose, RunLink, shortId, StateBadge, SyntheticBadge } from '../parts'
import { oneLine } from '../../core/text'
import { Actions } from './actions'
import { RunName } from './run-name'
import { Tags } from './tags'

export function RunHeader({
  run,
  spec,
  changed,
}: {
  run: Run
  spec: Run['spec']
  changed(run: Run | undefined): void
}) {
  const mayEdit = useMayEdit()
  return (
    <header class="run-head">
      <div class="run-title">
        <p class="crumbs">
          <Link to={allRuns}>Runs</Link> /{' '}
          <Link to={{ ...allRuns, experiment: run.experiment }}>
            <Name text={run.experiment} />
          </Link>
        </p>
        <h1>
          <RunName run={run} changed={changed} /> <StateBadge state={run.state} /> {run.synthetic && <SyntheticBadge />}
        </h1>
        {run.stateReason !== undefined && run.state !== 'failed' && <Prose text={run.stateReason} most={400} />}
        <Tags run={run} changed={changed} />
      </div>
      {mayEdit && <Actions run={run} spec={spec} changed={changed} />}
      <Facts run={run} />
    </header>
  )
}

function Facts({ run }: { run: Run }) {
  const now = useNow(1000)
  const { parent } = run
  return (
    <dl class="facts">
      <Fact term="step">
        <Progress run={run} />
      </Fact>
      {quantity(run.tau) !== undefined && (
        <Fact term="τ" title="proper time: the sum of the learning rates">
          {number(decode(run.tau))}
        </Fact>
      )}
      {run.lastNll !== undefined && (
        <Fact term="last nll" title="negative log-likelihood, bits per unit">
          {number(decode(run.lastNll), 5)}
        </Fact>
      )}
      {run.stepsPerSecond !== undefined && <Fact term="steps/s">{number(decode(run.stepsPerSecond), 3)}</Fact>}
      <Fact term="time">{elapsed(run, now)}</Fact>
      {parent && (
        <Fact term="branch of">
          <ParentLink id={parent.run} /> at step {number(parent.step, 6)}
          {quantity(parent.tau) !== undefined && (
            <>
              , τ<sub>w</sub> = {number(decode(parent.tau))}
            </>
          )}
        </Fact>
      )}
      {(run.branches > 0 || parent) && <BranchLinks run={run} />}
      <Fact term="data">{run.dataset || '–'}</Fact>
      {run.worker !== undefined && !isOver(run.state) && (
        <Fact term="worker">
          <Name text={run.worker} />
          {run.heartbeatAt !== undefined && <span class="muted"> {age(Date.parse(run.heartbeatAt), now)} ago</span>}
        </Fact>
      )}
      <Fact term="attempts">{run.attempts}</Fact>
      <Fact term="created" title={`by ${oneLine(run.createdBy)}`}>
        {moment(run.createdAt)}
        {run.createdBy !== 'someone' && (
          <span class="muted">
            {' '}
            by <Name text={run.createdBy} />
          </span>
        )}
      </Fact>
      {run.kind !== 'queued' && (
        <Fact term="kind" title={kinds[run.kind]}>
          {run.kind}
        </Fact>
      )}
      <Fact term="id">
        <Copy text={run.id} shown={<code>{shortId(run.id)}</code>} label="Copy the id" />
      </Fact>
    </dl>
  )
}

const kinds = {
  queued: 'executed by a worker',
  published: 'trained elsewhere and published later',
  external: 'driven by a program of its own',
}

function Fact({
  term,
  title,
  children,
}: {
  term: preact.ComponentChildren
  title?: string
  children: preact.ComponentChildren
}) {
  return (
    <div class="fact" title={title}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ParentLink({ id }: { id: string }) {
  const api = useApi()
  return <RunLink id={id} name={useResource(id, signal => api.run(id, signal)).data?.name} />
}

/** From a parent to its branches, from a branch to it and its siblings. */
function BranchLinks({ run }: { run: Run }) {
  const api = useApi()
  const parent = run.branches > 0 ? run.id : run.parent!.run
  const { data } = useResource(`${parent} ${run.branches}`, signal => api.runs({ parent }, signal))
  const ids = data?.items.map(each => each.id) ?? []
  if (ids.length === 0) return null
  return (
    <Fact term={run.branches > 0 ? 'branches' : 'siblings'}>
      <Link to={branchesView(ids)} title="aging and msd over (τ − τw)/τw, both axes logarithmic">
        compare {ids.length} {ids.length === 1 ? 'branch' : 'branches'}
      </Link>
    </Fact>
  )
}

function elapsed(run: Run, now: number): preact.ComponentChildren {
  if (run.startedAt === undefined) return <span class="muted">not started</span>
  const left = run.expectedEndAt === undefined || isOver(run.state) ? NaN : Date.parse(run.expectedEndAt) - now
  return (
    <>
      {duration(workedUntil(run, now) - Date.parse(run.startedAt))}
      {left > 0 && <span class="muted">, about {duration(left)} left</span>}
    </>
  )
}
