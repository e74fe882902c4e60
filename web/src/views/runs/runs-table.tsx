/** A table that draws only the rows in sight: a thousand runs cost as much as thirty. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import type { RunsView, Sort } from '../../core/address'
import { agingView } from '../../core/address'
import { number } from '../../core/numbers'
import { keyParams, plain, shortPath, type Runs } from '../../core/runs'
import { decode, quantity } from '../../core/series'
import { age, moment } from '../../core/times'
import { useNow } from '../hooks'
import { Link, Progress, ProgressBar, RunLink, StateBadge, SyntheticBadge, Typeset } from '../parts'

/** In pixels, as in the style sheet. */
const rowHeight = 48
/** Rows drawn beyond either edge of the window. */
const margin = 12

interface TableProps {
  rows: readonly Run[]
  /** All runs there are, for the names of parents. */
  known: Runs
  differing: ReadonlySet<string>
  view: RunsView
  sort(by: Sort): void
  select(runs: readonly Run[], on: boolean): void
}

interface ColumnHead {
  name: string
  title: string
  by?: Sort
  class: string
}

const columns: readonly ColumnHead[] = [
  { name: 'State', title: 'state, and its reason', by: 'state', class: 'c-state' },
  { name: 'Run', title: 'name and parent', by: 'name', class: 'c-run' },
  { name: 'Experiment', title: 'experiment', by: 'experiment', class: 'c-experiment' },
  { name: 'Parameters', title: 'those that differ between these runs first', class: 'c-params' },
  { name: 'Step', title: 'how many updates, and how many there are to be', by: 'step', class: 'c-step' },
  { name: 'τ', title: 'proper time: the sum of the learning rates', by: 'tau', class: 'c-tau num' },
  { name: 'Last nll', title: 'last negative log-likelihood, bits per unit', by: 'nll', class: 'c-nll num' },
  { name: 'Steps/s', title: 'steps a second, by the last heartbeat', by: 'speed', class: 'c-speed num' },
  { name: 'Age', title: 'time since the run was created', by: 'age', class: 'c-age num' },
]

export function RunsTable({ rows, known, differing, view, sort, select }: TableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [first, last] = useWindow(body, rows.length)
  const now = useNow(5000)
  const chosen = new Set(view.selected)
  const all = rows.every(run => chosen.has(run.id))
  return (
    <table class="runs" aria-rowcount={rows.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th class="c-select" scope="col">
            <input
              type="checkbox"
              aria-label={`Select all ${rows.length} runs listed`}
              checked={all}
              onChange={event => select(rows, event.currentTarget.checked)}
            />
          </th>
          {columns.map(column => (
            <Head key={column.name} column={column} view={view} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {first > 0 && <Gap rows={first} />}
        {rows.slice(first, last).map((run, i) => (
          <Row
            key={run.id}
            run={run}
            index={first + i + 2}
            known={known}
            differing={differing}
            now={now}
            chosen={chosen.has(run.id)}
            select={select}
          />
        ))}
        {last < rows.length && <Gap rows={rows.length - last} />}
      </tbody>
    </table>
  )
}

function Head({ column, view, sort }: { column: ColumnHead; view: RunsView; sort(by: Sort): void }) {
  const { by, name, title } = column
  const active = by !== undefined && by === view.sort
  return (
    <th
      scope="col"
      class={column.class}
      title={title}
      aria-sort={active ? (view.descending ? 'descending' : 'ascending') : undefined}
    >
      {by === undefined ? (
        name
      ) : (
        <button type="button" class="sort" onClick={() => sort(by)}>
          {name}
          <span aria-hidden="true" class="sort-mark">
            {active ? (view.descending ? '↓' : '↑') : ''}
          </span>
        </button>
      )}
    </th>
  )
}

interface RowProps {
  run: Run
  index: number
  known: Runs
  differing: ReadonlySet<string>
  now: number
  chosen: boolean
  select(runs: readonly Run[], on: boolean): void
}

function Row({ run, index, known, differing, now, chosen, select }: RowProps) {
  const params = keyParams(run, differing)
  const nll = decode(run.lastNll)
  return (
    <tr aria-rowindex={index} class={chosen ? 'chosen' : ''} data-run={run.id}>
      <td class="c-select">
        <input
          type="checkbox"
          aria-label={`Select ${run.name}`}
          checked={chosen}
          onChange={event => select([run], event.currentTarget.checked)}
        />
      </td>
      <td class="c-state">
        <StateBadge state={run.state} />
        {run.stateReason !== undefined && (
          <span class="second" title={run.stateReason}>
            {run.stateReason}
          </span>
        )}
      </td>
      <td class="c-run">
        <span class="first">
          <RunLink id={run.id} name={run.name} />
          {run.synthetic && <SyntheticBadge />}
        </span>
        <Origin run={run} known={known} now={now} />
      </td>
      <td class="c-experiment">
        <span class="first" title={run.experiment}>
          {run.experiment}
        </span>
      </td>
      <td class="c-params" title={params.map(param => `${param.path} = ${param.value}`).join('\n')}>
        <span class="params">
          {params.map(param => (
            <span key={param.path} class={param.differs ? 'param differs' : 'param'}>
              {shortPath(param.path)} <b>{shownValue(run, param.path)}</b>
            </span>
          ))}
        </span>
      </td>
      <td class="c-step">
        <Progress run={run} />
      </td>
      <td class="c-tau num">{quantity(run.tau) === undefined ? '–' : number(decode(run.tau))}</td>
      <td class="c-nll num">
        {run.lastNll === undefined ? '–' : number(nll, 4, 'keep')}
        <ProgressBar run={run} />
      </td>
      <td class="c-speed num">{run.stepsPerSecond === undefined ? '–' : number(decode(run.stepsPerSecond), 3)}</td>
      <td class="c-age num" title={moment(run.createdAt)}>
        {age(Date.parse(run.createdAt), now)}
      </td>
    </tr>
  )
}

function shownValue(run: Run, path: string): string {
  const value = run.params[path]
  if (value === undefined) return '–'
  // A seed is a name, not a quantity: all its figures count.
  return typeof value === 'number' && shortPath(path) !== 'seed' ? number(value, 6) : plain(value)
}

/** Where a branch comes from, or how its branches can be seen. */
function Origin({ run, known, now }: { run: Run; known: Runs; now: number }) {
  const { parent } = run
  const branches = run.branches > 0 ? [...known.values()].filter(each => each.parent?.run === run.id) : []
  return (
    <span class="second">
      <span class="only-narrow">
        <bdi>{run.experiment}</bdi>{' '}
      </span>
      <span class="only-phone">· {age(Date.parse(run.createdAt), now)} </span>
      {parent && (
        <>
          ↳ <RunLink id={parent.run} name={known.get(parent.run)?.name} />
          <Typeset
            text={
              quantity(parent.tau) === undefined
                ? ` at step ${number(parent.step, 6)}`
                : ` at τw = ${number(decode(parent.tau))}`
            }
          />
        </>
      )}
      {branches.length > 0 && (
        <>
          {parent && ' · '}
          <Link to={agingView(branches.map(each => each.id))} title="Compare how the branches age">
            {branches.length} {branches.length === 1 ? 'branch' : 'branches'}
          </Link>
        </>
      )}
    </span>
  )
}

function Gap({ rows }: { rows: number }) {
  return (
    <tr aria-hidden="true" class="gap">
      <td colSpan={columns.length + 1} style={{ height: `${rows * rowHeight}px` }} />
    </tr>
  )
}

/** The rows that are in the window, with a margin. */
function useWindow(body: { current: HTMLElement | null }, rows: number): [number, number] {
  const [range, setRange] = useState<[number, number]>([0, 40])
  const measure = useCallback(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0
    const first = Math.max(0, Math.floor(-top / rowHeight) - margin)
    const last = Math.ceil((innerHeight - top) / rowHeight) + margin
    setRange(before => (before[0] === first && before[1] === last ? before : [first, last]))
  }, [body])
  useEffect(() => {
    measure()
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure)
    return () => {
      removeEventListener('scroll', measure)
      removeEventListener('resize', measure)
    }
  }, [measure, rows])
  return [Math.min(range[0], Math.max(0, rows - 1)), Math.min(rows, range[1])]
}
