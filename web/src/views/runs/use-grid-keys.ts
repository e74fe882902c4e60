import { useEffect, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { nextOrder, type Column } from '../../core/table/columns'
import type { Line } from '../../core/table/groups'
import { between } from '../../core/table/list'
import type { Scroller } from './use-scroller'

/** A cell; line -1 is the head, column 0 the box that selects. */
export interface Active {
  line: number
  column: number
}

interface GridKeys {
  lines: readonly Line[]
  columns: readonly Column[]
  order: string
  anchor: { current: string | undefined }
  scroller: Scroller
  reorder(order: string): void
  arrange(from: number, to: number): void
  toggle(run: Run, range: boolean): void
  select(ids: readonly string[], on: boolean): void
  toggleGroup(key: string): void
  enter(run: Run, column: Column, cell: Element): void
  rename(run: Run, cell: Element): void
  cell(line: number, column: number): Element | null
}

/** The keys of a grid, as the ARIA practices have them, and those of selecting as in file managers. */
export function useGridKeys(grid: GridKeys): {
  active: Active | undefined
  keys(event: KeyboardEvent): void
  activate(at: Active): void
} {
  const { lines, columns, scroller } = grid
  const [active, setActive] = useState<Active>()
  const at = active ?? { line: lines.length > 0 ? 0 : -1, column: Math.min(2, columns.length) }

  const go = (line: number, column: number): void => {
    const next = {
      line: Math.max(-1, Math.min(lines.length - 1, line)),
      column: Math.max(0, Math.min(columns.length, column)),
    }
    setActive(next)
    scroller.show(next.line)
  }
  useEffect(() => {
    // Once it is drawn: a cell to the side of what is in sight.
    if (active) grid.cell(active.line, active.column)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])

  const runAt = (line: number): Run | undefined => {
    const found = lines[line]
    return found && 'run' in found ? found.run : undefined
  }
  const extend = (by: number): void => {
    const from = runAt(at.line)
    const to = runAt(at.line + by)
    go(at.line + by, at.column)
    if (!to) return
    grid.anchor.current ??= from?.id
    const ids = lines.flatMap(line => ('run' in line ? [line.run.id] : []))
    grid.select(between(ids, grid.anchor.current ?? to.id, to.id), true)
  }
  const perform = (): void => {
    const column = columns[at.column - 1]
    if (at.line < 0) {
      if (column?.order !== undefined) grid.reorder(nextOrder(grid.order, column.order))
      return
    }
    const line = lines[at.line]
    if (!line) return
    if ('group' in line) return grid.toggleGroup(line.group.key)
    const cell = grid.cell(at.line, at.column)
    if (!column || !cell) return grid.toggle(line.run, false)
    grid.enter(line.run, column, cell)
  }

  const keys = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.matches('input:not([type=checkbox]), textarea')) return
    const handled = key(event)
    if (handled) event.preventDefault()
  }
  const key = (event: KeyboardEvent): boolean => {
    const whole = event.ctrlKey || event.metaKey
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const by = event.key === 'ArrowDown' ? 1 : -1
        if (event.shiftKey) extend(by)
        else go(active ? at.line + by : at.line, at.column)
        return true
      }
      case 'ArrowRight':
      case 'ArrowLeft': {
        const by = event.key === 'ArrowRight' ? 1 : -1
        if (event.altKey) {
          grid.arrange(at.column - 1, at.column - 1 + by)
          if (at.column > 0) go(at.line, Math.max(1, at.column + by))
          return true
        }
        const line = lines[at.line]
        // In a tree these open and close, where there is something to open.
        if (line && 'group' in line && line.open === by < 0 && at.column <= 2) grid.toggleGroup(line.group.key)
        else go(at.line, at.column + by)
        return true
      }
      case 'Home':
        go(whole ? 0 : at.line, 0)
        return true
      case 'End':
        go(whole ? lines.length - 1 : at.line, columns.length)
        return true
      case 'PageDown':
        go(at.line + scroller.page(), at.column)
        return true
      case 'PageUp':
        go(Math.max(0, at.line - scroller.page()), at.column)
        return true
      case ' ': {
        const run = runAt(at.line)
        const line = lines[at.line]
        if (run) grid.toggle(run, event.shiftKey)
        else if (line && 'group' in line)
          grid.select(
            line.group.runs.map(each => each.id),
            true,
          )
        return true
      }
      case 'Enter':
        if (event.target instanceof Element && event.target.matches('a, button')) return false
        perform()
        return true
      case 'F2': {
        const run = runAt(at.line)
        const cell = grid.cell(
          at.line,
          1 +
            Math.max(
              0,
              columns.findIndex(column => column.key === 'name'),
            ),
        )
        if (run && cell) grid.rename(run, cell)
        return true
      }
      case 'a': {
        if (!whole) return false
        grid.select(
          lines.flatMap(line => ('run' in line ? [line.run.id] : line.group.runs.map(run => run.id))),
          true,
        )
        return true
      }
      default:
        return false
    }
  }
  return { active, keys, activate: setActive }
}
