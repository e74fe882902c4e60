/** What a run shows in a column. */
import type { ComponentChildren } from 'preact'
import type { Run } from '../../api/types'
import { number } from '../../core/numbers'
import { keyParams, plain, shortPath, workedUntil } from '../../core/runs'
import { decode, quantity } from '../../core/series'
import { isOver } from '../../core/states'
import type { Column } from '../../core/table/columns'
import { numberOf, textOf } from '../../core/table/values'
import type { Course } from '../../core/table/spark'
import { age, duration, moment } from '../../core/times'
import { NamedRunLink, Progress, ProgressBar, RunLink, shortId, StateBadge, SyntheticBadge, Typeset } from '../parts'
import { clip } from './clip'
import { Spark } from './spark'

/** What cells know beside their run. */
export interface Surroundings {
  now: number
  /** Parameters that are not the same in all runs listed. */
  differing: ReadonlySet<string>
  /** Names of runs that are known, for those of parents. */
  nameOf(run: string): string | undefined
  course(run: string, metric: string): Course | undefined
  newestNote(run: Run): string | undefined
  showBranches(run: Run): void
}

export function Cell({ run, column, around }: { run: Run; column: Column; around: Surroundings }): ComponentChildren {
  const { now } = around
  switch (column.key) {
    case 'state':
      return (
        <>
          <StateBadge state={run.state} />
          {run.stateReason !== undefined && (
            <span class="second" title={clip(run.stateReason, 2000)}>
              <bdi>{clip(run.stateReason)}</bdi>
            </span>
          )}
        </>
      )
    case 'name':
      return <Name run={run} around={around} />
    case 'parent':
      return <Parent run={run} around={around} />
    case 'params':
      return <Differing run={run} differing={around.differing} />
    case 'step':
      return <Progress run={run} />
    case 'age':
      return <span title={moment(run.createdAt)}>{age(Date.parse(run.createdAt), now)}</span>
    case 'updated':
      return <span title={moment(run.updatedAt)}>{age(Date.parse(run.updatedAt), now)}</span>
    case 'wall':
      return run.startedAt === undefined ? none : duration(workedUntil(run, now) - Date.parse(run.startedAt))
    case 'rate':
      return run.stepsPerSecond === undefined ? none : number(decode(run.stepsPerSecond), 3)
    case 'end':
      return <End run={run} now={now} />
    case 'tags':
      return <Tags tags={run.tags} />
    case 'notes': {
      const note = around.newestNote(run)
      return note === undefined ? none : <bdi title={clip(note, 2000)}>{clip(note)}</bdi>
    }
    case 'id':
      return <code title={run.id}>{shortId(run.id)}</code>
    default:
      return column.curve === undefined ? (
        <Value run={run} column={column} />
      ) : (
        <Spark course={around.course(run.id, column.curve)} metric={column.curve} state={run.state} />
      )
  }
}

const none = <span class="muted">–</span>

function Value({ run, column }: { run: Run; column: Column }) {
  const value = numberOf(run, column)
  // A seed is a name, not a quantity: all its figures count.
  const isName = column.field?.of === 'params' && shortPath(column.field.name) === 'seed'
  if (value !== undefined && !isName) {
    return (
      <>
        {number(value, column.field?.of === 'params' ? 6 : 4, column.field?.of === 'metrics' ? 'keep' : 'drop')}
        {column.field?.of === 'metrics' && <ProgressBar run={run} />}
      </>
    )
  }
  const text = textOf(run, column.key)
  return text === undefined ? none : <bdi title={clip(text, 2000)}>{clip(text)}</bdi>
}

function Name({ run, around }: { run: Run; around: Surroundings }) {
  return (
    <>
      <span class="first">
        <NamedRunLink id={run.id} name={clip(run.name)} />
        {run.synthetic && <SyntheticBadge />}
      </span>
      <span class="second">
        {run.parent && (
          <>
            ↳ <Parent run={run} around={around} />
          </>
        )}
        {run.branches > 0 && (
          <>
            {run.parent && ' · '}
            <button
              type="button"
              class="link"
              tabIndex={-1}
              title="Compare how the branches age"
              onClick={() => around.showBranches(run)}
            >
              {run.branches} {run.branches === 1 ? 'branch' : 'branches'}
            </button>
          </>
        )}
      </span>
    </>
  )
}

function Parent({ run, around }: { run: Run; around: Surroundings }) {
  const { parent } = run
  if (!parent) return none
  const name = around.nameOf(parent.run)
  const tau = quantity(parent.tau)
  return (
    <>
      <RunLink id={parent.run} name={name === undefined ? undefined : clip(name)} />
      <Typeset text={tau === undefined ? ` at step ${number(parent.step, 6)}` : ` at τw = ${number(tau)}`} />
    </>
  )
}

/** As many as two lines of the widest column hold. */
const mostParams = 8

function Differing({ run, differing }: { run: Run; differing: ReadonlySet<string> }) {
  const params = keyParams(run, differing).filter(param => differing.size === 0 || param.differs)
  return (
    <span class="params" title={clip(params.map(param => `${param.path} = ${param.value}`).join('\n'), 2000)}>
      {params.slice(0, mostParams).flatMap(param => [
        <span key={param.path} class="param">
          {shortPath(param.path)} <b>{paramText(run, param.path)}</b>
        </span>,
        ' ',
      ])}
    </span>
  )
}

function paramText(run: Run, path: string): string {
  const value = run.params[path]
  if (value === undefined) return '–'
  return typeof value === 'number' && shortPath(path) !== 'seed' ? number(value, 6) : clip(plain(value), 60)
}

function End({ run, now }: { run: Run; now: number }) {
  if (run.expectedEndAt === undefined || isOver(run.state)) return none
  const left = Date.parse(run.expectedEndAt) - now
  return <span title={moment(run.expectedEndAt)}>{left > 0 ? duration(left) : 'any moment'}</span>
}

function Tags({ tags }: { tags: Run['tags'] }) {
  const all = Object.entries(tags)
  return (
    <span class="tags" title={clip(all.map(([key, value]) => `${key} = ${value}`).join('\n'), 2000)}>
      {all.slice(0, 6).map(([key, value]) => (
        <span key={key} class="tag">
          <bdi>{clip(value === '' ? key : `${key} = ${value}`, 40)}</bdi>
        </span>
      ))}
      <span class="tag-add" aria-hidden="true">
        {all.length === 0 ? '+ tag' : '+'}
      </span>
    </span>
  )
}
