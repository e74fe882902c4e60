import type { Range } from '../series'
import { without } from '../without'
import { tidy } from '../zoom'
import { finite, Fields, list, oneOf } from './fields'

/** The axis of a tree. */
export type TreeClock = 'step' | 'tau' | 'wall'
export const treeClocks: readonly TreeClock[] = ['step', 'tau', 'wall']

/** The lineage that a run is in, or all runs of an experiment. */
export interface TreeView {
  page: 'tree'
  of: string
  /** Where no run is named. */
  experiment: string
  along: TreeClock
  /** How many levels are unfolded; 0: all. */
  levels: number
  /** Runs that are folded or unfolded against that. */
  toggled: string[]
  /** The run in focus; empty for the one the tree is of, or its first. */
  at: string
  selected: string[]
  /** The zoomed part of the axis (wall time in ms since the first run was created). */
  from?: number
  to?: number
}

export function treeView(whose: { of: string } | { experiment: string }): TreeView {
  return { page: 'tree', of: '', experiment: '', along: 'step', levels: 0, toggled: [], at: '', selected: [], ...whose }
}

/** Whether what descends from the run is left out. */
export function isFolded(
  { levels, toggled }: Pick<TreeView, 'levels' | 'toggled'>,
  id: string,
  depth: number,
): boolean {
  return (levels > 0 && depth >= levels - 1) !== toggled.includes(id)
}

export function zoomed(view: TreeView, range: Range | undefined): TreeView {
  const rest = without(view, 'from', 'to')
  return range ? { ...rest, ...tidy(range) } : rest
}

export function formatTree(view: TreeView): string {
  const fields = new Fields()
  fields.text('of', view.of)
  fields.text('experiment', view.experiment)
  fields.text('along', view.along, 'step')
  fields.text('levels', String(view.levels), '0')
  fields.list('toggled', view.toggled)
  fields.text('at', view.at)
  fields.list('select', view.selected)
  fields.number('from', view.from)
  fields.number('to', view.to)
  return `/tree${fields.toString()}`
}

export function parseTree(fields: URLSearchParams): TreeView {
  const levels = finite(fields.get('levels')) ?? 0
  const from = finite(fields.get('from'))
  const to = finite(fields.get('to'))
  return {
    ...treeView({ of: fields.get('of') ?? '' }),
    experiment: fields.get('experiment') ?? '',
    along: oneOf(treeClocks, fields.get('along')) ?? 'step',
    levels: Number.isInteger(levels) && levels > 0 ? levels : 0,
    toggled: list(fields.get('toggled')),
    at: fields.get('at') ?? '',
    selected: list(fields.get('select')),
    ...(from !== undefined && to !== undefined && from < to ? { from, to } : {}),
  }
}
