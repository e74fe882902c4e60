/**
 * The table: it draws only the lines in sight, so ten thousand runs cost as much as thirty. The keyboard moves one active cell;
 * the table keeps the focus (aria-activedescendant), for a line that scrolls out of sight must not take the focus with it.
 */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { moved, nextOrder, type Column } from '../../core/table/columns'
import type { Line } from '../../core/table/groups'
import { between } from '../../core/table/list'
import { useShortcuts, type Shortcut } from '../shortcuts'
import type { Surroundings } from './cells'
import { GridHead } from './grid-head'
import { cellId, layOut } from './grid-cells'
import { GroupLine, RunLine, UnreadLine } from './grid-lines'
import { useDragged } from './use-dragged'
import { lineHeight, useScroller } from './use-scroller'
import { useGridKeys } from './use-grid-keys'

export interface GridProps {
  lines: readonly Line[]
  /** What they answer; another answer begins at the top. */
  answered: string
  /** How many lines there will be when all is read, as far as is known. */
  expected: number
  whole: boolean
  columns: readonly Column[]
  order: string
  /** Empty for no groups. */
  groupedBy: string
  groupName: string
  selected: ReadonlySet<string>
  gone: ReadonlySet<string>
  stale: boolean
  narrow: boolean
  around: Surroundings
  reorder(order: string): void
  arrange(keys: string[]): void
  select(ids: readonly string[], on: boolean): void
  toggleGroup(key: string): void
  /** Opens a run, or the editor of a cell. */
  enter(run: Run, column: Column, cell: Element): void
  rename(run: Run, cell: Element): void
  inSight(first: number, last: number): void
  children?: ComponentChildren
}

/** As use-grid-keys.ts acts on them. */
const gridKeys: readonly Shortcut[] = [
  { keys: '↑ ↓ ← →', says: 'Go from cell to cell; in groups close and open' },
  { keys: 'Home End', says: 'First and last of the row; with Ctrl of the table' },
  { keys: 'PgUp PgDn', says: 'A screen up or down' },
  { keys: 'Enter', says: 'Open the run, change its tags or notes; on a head: order by it' },
  { keys: 'Space', says: 'Choose the run, or leave it' },
  { keys: 'Shift+↑↓', says: 'Choose on to the next run' },
  { keys: 'Ctrl+A', says: 'Choose all that has been read' },
  { keys: 'F2', says: 'Rename the run' },
  { keys: 'Alt+←→', says: 'Move the column' },
]

export function RunsGrid(props: GridProps) {
  const { lines, columns, expected, selected } = props
  const grouped = props.groupedBy !== ''
  const prefix = useId()
  const rows = Math.max(lines.length, expected)
  const table = useRef<HTMLTableElement>(null)
  const scroller = useScroller(rows, props.inSight)
  const anchor = useRef<string | undefined>(undefined)
  // The first list is at its top already; to look would lay out all lines once more.
  const asked = `${props.groupName}\n${props.answered}`
  const shown = useRef(asked)
  useLayoutEffect(() => {
    if (shown.current !== asked) scroller.show(0)
    shown.current = asked
  }, [asked])
  const [said, setSaid] = useState('')
  useShortcuts('In the table that has the focus', gridKeys)

  const toggle = (run: Run, range: boolean): void => {
    const from = anchor.current
    const ids = lines.flatMap(line => ('run' in line ? [line.run.id] : []))
    // A range becomes what its last run becomes.
    props.select(range && from !== undefined ? between(ids, from, run.id) : [run.id], !selected.has(run.id))
    anchor.current = run.id
  }
  const arrange = (from: number, to: number): void => {
    if (to < 0 || to >= columns.length || from < 0) return
    props.arrange(
      moved(
        columns.map(column => column.key),
        from,
        to,
      ),
    )
    setSaid(`${columns[from]!.title} is column ${to + 1} of ${columns.length}`)
  }
  const { active, keys, activate } = useGridKeys({
    ...props,
    anchor,
    scroller,
    toggle,
    arrange,
    cell: (line, column) => document.getElementById(cellId(prefix, line, column)),
  })
  const drag = useDragged(arrange)
  const [first, last] = scroller.window
  const runs = lines.flatMap(line => ('group' in line ? line.group.runs : line.level === 1 ? [line.run] : []))
  const chosen = runs.filter(run => selected.has(run.id)).length
  const drawn =
    active && active.line < Math.max(last, 0) && (active.line >= first || active.line < 0) ? active : undefined
  const layout = useMemo(() => layOut(columns, props.narrow), [columns, props.narrow])

  const click = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return
    const cell = event.target.closest('[data-line] > td')
    const line = lines[Number(cell?.parentElement?.getAttribute('data-line'))]
    if (!cell || !line) return
    activate({ line: lines.indexOf(line), column: [...cell.parentElement!.children].indexOf(cell) })
    if (event.target.matches('input')) {
      // The keys go on from here.
      table.current?.focus({ preventScroll: true })
      if ('run' in line) toggle(line.run, event.shiftKey)
      return
    }
    if (event.target.closest('a, button') || !getSelection()?.isCollapsed) return
    if ('group' in line) return props.toggleGroup(line.group.key)
    const column = columns.find(each => each.key === cell.getAttribute('data-column'))
    if (column && (column.key === 'tags' || column.key === 'notes') && event.detail === 1 && !event.shiftKey)
      return props.enter(line.run, column, cell)
    if (column?.key === 'name' && event.detail === 2) {
      // The first click of the two has chosen the run.
      toggle(line.run, false)
      return props.rename(line.run, cell)
    }
    if (event.detail === 1) toggle(line.run, event.shiftKey)
  }

  return (
    <div
      class="grid-scroll"
      role="presentation"
      ref={scroller.attach}
      onScroll={scroller.follow}
      onKeyDown={keys}
      onClick={click}
      // With shift a range of runs is chosen, not their text.
      onMouseDown={event => event.shiftKey && event.preventDefault()}
    >
      <table
        ref={table}
        class={`runs ${props.stale ? 'stale' : ''}`}
        role={grouped ? 'treegrid' : 'grid'}
        aria-label="Runs"
        tabIndex={0}
        aria-multiselectable={true}
        aria-rowcount={props.whole ? lines.length + 1 : -1}
        aria-busy={props.stale}
        aria-activedescendant={drawn && cellId(prefix, drawn.line, drawn.column)}
        style={{ minWidth: `${layout.width}px` }}
      >
        <colgroup>
          {layout.widths.map((width, i) => (
            // A column is its place here.
            <col key={i} style={{ width: `${width}px` }} />
          ))}
        </colgroup>
        <GridHead
          columns={columns}
          order={props.order}
          active={drawn?.line === -1 ? drawn.column : undefined}
          prefix={prefix}
          pins={layout.pins}
          sort={by => props.reorder(nextOrder(props.order, by))}
          drag={drag}
          all={runs.length > 0 && chosen === runs.length}
          some={chosen > 0}
          selectAll={on =>
            props.select(
              runs.map(run => run.id),
              on,
            )
          }
          loaded={runs.length}
        />
        <tbody>
          {first > 0 && <Gap lines={first} columns={columns.length} />}
          {Array.from({ length: last - first }, (_, i) => {
            const index = first + i
            const line = lines[index]
            const common = {
              columns,
              index,
              active: drawn?.line === index ? drawn.column : undefined,
              prefix,
              pins: layout.pins,
            }
            if (!line) return <UnreadLine key={`unread ${index}`} columns={columns.length} index={index} />
            if ('run' in line) {
              return (
                <RunLine
                  key={line.run.id}
                  {...common}
                  run={line.run}
                  level={line.level}
                  grouped={grouped}
                  chosen={selected.has(line.run.id)}
                  gone={props.gone.has(line.run.id)}
                  around={props.around}
                />
              )
            }
            const some = line.group.runs.filter(run => selected.has(run.id)).length
            return (
              <GroupLine
                key={`group ${line.group.key}`}
                {...common}
                group={line.group}
                open={line.open}
                by={props.groupedBy}
                name={props.groupName}
                nameOf={props.around.nameOf}
                chosen={some === 0 ? 'none' : some === line.group.runs.length ? 'all' : 'some'}
                toggle={() => props.toggleGroup(line.group.key)}
                choose={on =>
                  props.select(
                    line.group.runs.map(run => run.id),
                    on,
                  )
                }
              />
            )
          })}
          {last < rows && <Gap lines={rows - last} columns={columns.length} />}
        </tbody>
      </table>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </div>
  )
}

function Gap({ lines, columns }: { lines: number; columns: number }) {
  return (
    <tr aria-hidden="true" class="gap">
      <td colSpan={columns + 1} style={{ height: `${lines * lineHeight}px` }} />
    </tr>
  )
}
