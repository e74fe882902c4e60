import type { RunState } from '../../api/types'
import { runStates } from '../states'
import { Fields, list, oneOf } from './fields'

export type Sort = 'age' | 'state' | 'experiment' | 'name' | 'step' | 'tau' | 'nll' | 'speed'
export const sorts: readonly Sort[] = ['age', 'state', 'experiment', 'name', 'step', 'tau', 'nll', 'speed']

export interface RunsView {
  page: 'runs'
  text: string
  experiment: string
  states: RunState[]
  sort: Sort
  descending: boolean
  selected: string[]
}

export const allRuns: RunsView = {
  page: 'runs',
  text: '',
  experiment: '',
  states: [],
  sort: 'age',
  descending: false,
  selected: [],
}

export function formatRuns(view: RunsView): string {
  const fields = new Fields()
  fields.text('q', view.text)
  fields.text('experiment', view.experiment)
  fields.list('state', view.states)
  fields.text('sort', (view.descending ? '-' : '') + view.sort, allRuns.sort)
  fields.list('select', view.selected)
  return `/${fields.toString()}`
}

export function parseRuns(fields: URLSearchParams): RunsView {
  const sort = fields.get('sort') ?? ''
  return {
    page: 'runs',
    text: fields.get('q') ?? '',
    experiment: fields.get('experiment') ?? '',
    states: list(fields.get('state')).flatMap(name => oneOf(runStates, name) ?? []),
    sort: oneOf(sorts, sort.replace(/^-/, '')) ?? allRuns.sort,
    descending: sort.startsWith('-'),
    selected: list(fields.get('select')),
  }
}
