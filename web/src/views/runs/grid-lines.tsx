/** The lines of the table: a run, the head of a group, a run that is yet to be read. */
import type { ComponentChildren } from 'preact'
import type { Run } from '../../api/types'
import { count, number } from '../../core/numbers'
import { statistics, type Group, type Statistics } from '../../core/table/groups'
import type { Column } from '../../core/table/columns'
import { shortId } from '../parts'
import { Cell, type Surroundings } from './cells'
import { clip } from './clip'
import { cellId, kind, pinned, type Pins } from './grid-cells'
import { pure } from './pure'

interface LineProps {
  columns: readonly Column[]
  /** Of the line, from 0. */
  index: number
  /** The active column of this line. */
  active: number | undefined
  /** Of the ids of cells. */
  prefix: string
  pins: Pins
}

interface CellsProps extends LineProps {
  /** The box that chooses the line. */
  select: ComponentChildren
  draw(column: Column, i: number): ComponentChildren
}

/** Of a line: one to choose it, and one a column. */
function Cells({ columns, index, active, prefix, pins, select, draw }: CellsProps) {
  return (
    <>
      <td
        class={`c-select ${pinned(pins, 0).class}`}
        style={pinned(pins, 0).style}
        id={cellId(prefix, index, 0)}
        data-active={active === 0 || undefined}
      >
        {select}
      </td>
      {columns.map((column, i) => (
        <td
          key={column.key}
          id={cellId(prefix, index, i + 1)}
          class={`${kind(column)} ${column.numeric ? 'num' : ''} ${pinned(pins, i + 1).class}`}
          style={pinned(pins, i + 1).style}
          data-active={active === i + 1 || undefined}
          data-column={column.key}
        >
          {draw(column, i)}
        </td>
      ))}
    </>
  )
}

interface RunLineProps extends LineProps {
  run: Run
  level: 1 | 2
  grouped: boolean
  chosen: boolean
  gone: boolean
  around: Surroundings
}

export const RunLine = pure(function RunLine({ run, level, grouped, chosen, gone, around, ...line }: RunLineProps) {
  const { index } = line
  return (
    <tr
      aria-rowindex={index + 2}
      aria-level={grouped ? level : undefined}
      aria-selected={chosen}
      class={`${chosen ? 'chosen' : ''} ${gone ? 'gone' : ''} ${level === 2 ? 'inner' : ''}`}
      data-run={run.id}
      data-line={index}
    >
      <Cells
        {...line}
        select={<input type="checkbox" tabIndex={-1} aria-label={`Select ${clip(run.name)}`} checked={chosen} />}
        draw={column => <Cell run={run} column={column} around={around} />}
      />
    </tr>
  )
})

interface GroupLineProps extends LineProps {
  group: Group
  open: boolean
  /** What the runs are grouped by, as in the address. */
  by: string
  /** The same in words. */
  name: string
  /** Whether all, some or none of its runs are chosen. */
  chosen: 'all' | 'some' | 'none'
  nameOf: Surroundings['nameOf']
  toggle(): void
  choose(on: boolean): void
}

export function GroupLine({ group, open, name, by, chosen, nameOf, toggle, choose, ...line }: GroupLineProps) {
  const { columns, index } = line
  const { value } = group
  const words = value !== undefined && by === 'parent' ? (nameOf(value) ?? shortId(value)) : value
  const title = columns.findIndex(column => column.key === 'name')
  return (
    <tr
      aria-rowindex={index + 2}
      aria-level={1}
      aria-expanded={open}
      class="group"
      data-group={group.key}
      data-line={index}
    >
      <Cells
        {...line}
        select={
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Select the ${group.runs.length} runs of this group`}
            checked={chosen === 'all'}
            ref={box => {
              if (box) box.indeterminate = chosen === 'some'
            }}
            onChange={event => choose(event.currentTarget.checked)}
          />
        }
        draw={(column, i) =>
          i === Math.max(0, title) ? (
            <button type="button" class="group-name" tabIndex={-1} onClick={toggle}>
              <span class="group-mark" aria-hidden="true">
                {open ? '▾' : '▸'}
              </span>
              <span class="group-words">
                <span class="muted">{words === undefined ? `no ${name}` : name}</span>{' '}
                {words !== undefined && <bdi title={clip(words, 2000)}>{clip(shown(words))}</bdi>}
                <span class="group-count">
                  {count(group.runs.length)} {group.runs.length === 1 ? 'run' : 'runs'}
                </span>
              </span>
            </button>
          ) : (
            <Spread of={group.runs} column={column} />
          )
        }
      />
    </tr>
  )
}

function shown(value: string): string {
  const figure = Number(value)
  return value.trim() !== '' && Number.isFinite(figure) && !/^0\d/.test(value) && value.length < 20
    ? number(figure, 6)
    : value
}

/** Mean and spread of what the runs have in a column. */
function Spread({ of, column }: { of: readonly Run[]; column: Column }) {
  const found = statistics(of, column)
  if (!found) return null
  const { mean, spread, count: values } = found
  return (
    <span class="mean" title={inWords(found, of.length)}>
      {number(mean)}
      {values > 1 && <span class="second">± {number(spread, 2)}</span>}
      {values < of.length && (
        <span class="second">
          {count(values)} of {count(of.length)}
        </span>
      )}
    </span>
  )
}

function inWords({ count: values, mean, spread, min, max }: Statistics, runs: number): string {
  const of =
    values === runs ? `${count(values)} runs` : `${count(values)} of ${count(runs)} runs, which have a finite value`
  const about = values > 1 ? `, standard deviation ${number(spread)}` : ''
  return `mean ${number(mean, 6)}${about}, least ${number(min)}, greatest ${number(max)}, of ${of}`
}

/** In place of a run that the scrollbar knows of, and that has not been read. */
export function UnreadLine({ columns, index }: { columns: number; index: number }) {
  return (
    <tr aria-rowindex={index + 2} class="unread" data-line={index}>
      <td colSpan={columns + 1}>
        <span>…</span>
      </td>
    </tr>
  )
}
