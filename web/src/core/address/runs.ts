import type { RunState } from '../../api/types'
import { runStates } from '../states'
import { Fields, list, oneOf } from './fields'

/** Runs in the usual list, out of the way, in either of both, or in the trash. */
export type Shelf = 'living' | 'archived' | 'kept' | 'trashed'
export const shelves: readonly Shelf[] = ['living', 'archived', 'kept', 'trashed']

export interface RunsView {
  page: 'runs'
  /** In the search language, or plain words. */
  text: string
  experiment: string
  states: RunState[]
  /** Only those that the reader created. */
  mine: boolean
  shelf: Shelf
  /** One field of the search language, with a hyphen for descending. */
  order: string
  /** Empty for the usual ones. */
  columns: string[]
  /** The column whose value makes the groups; empty for none. */
  group: string
  /** The groups that are open. */
  open: string[]
  /** Whether columns that are the same in all runs are folded away. */
  fold: boolean
  selected: string[]
}

export const allRuns: RunsView = {
  page: 'runs',
  text: '',
  experiment: '',
  states: [],
  mine: false,
  shelf: 'living',
  order: '-created',
  columns: [],
  group: '',
  open: [],
  fold: true,
  selected: [],
}

export function formatRuns(view: RunsView): string {
  const fields = new Fields()
  fields.text('q', view.text)
  fields.text('experiment', view.experiment)
  fields.list('state', view.states)
  fields.text('mine', view.mine ? 'yes' : 'no', 'no')
  fields.text('shelf', view.shelf, allRuns.shelf)
  fields.text('order', view.order, allRuns.order)
  fields.list('columns', view.columns)
  fields.text('group', view.group)
  fields.list('open', view.open)
  fields.text('fold', view.fold ? 'yes' : 'no', 'yes')
  fields.list('select', view.selected)
  return `/${fields.toString()}`
}

export function parseRuns(fields: URLSearchParams): RunsView {
  return {
    page: 'runs',
    text: fields.get('q') ?? '',
    experiment: fields.get('experiment') ?? '',
    states: list(fields.get('state')).flatMap(name => oneOf(runStates, name) ?? []),
    mine: fields.get('mine') === 'yes',
    shelf: oneOf(shelves, fields.get('shelf')) ?? allRuns.shelf,
    order: fields.get('order') || allRuns.order,
    columns: list(fields.get('columns')),
    group: fields.get('group') ?? '',
    open: list(fields.get('open')),
    fold: fields.get('fold') !== 'no',
    selected: list(fields.get('select')),
  }
}
