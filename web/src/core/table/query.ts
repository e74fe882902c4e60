/** What the tracker is asked for, from what the page shows. */
import type { RunsView } from '../address'
import { filterOf, literal } from '../search/text'
import type { Wanted } from './columns'

/** As `GET /runs` takes it. */
export interface RunQuery extends Wanted {
  filter: string | undefined
  experiment: string | undefined
  state: string | undefined
  archived: 'no' | 'yes' | 'only'
  trashed: 'no' | 'yes' | 'only'
  order: string
}

type Asked = Pick<RunsView, 'text' | 'experiment' | 'states' | 'shelf' | 'order'>

/** @param text to search for in place of the view's, which may be unfinished */
export function queryOf(view: Asked, text: string, { metrics, params }: Wanted): RunQuery {
  return {
    filter: (filterOf(text) ?? text.trim()) || undefined,
    experiment: view.experiment || undefined,
    state: view.states.length > 0 ? view.states.join(',') : undefined,
    ...shelves[view.shelf],
    order: view.order,
    metrics,
    params,
  }
}

const shelves = {
  living: { archived: 'no', trashed: 'no' },
  archived: { archived: 'only', trashed: 'no' },
  kept: { archived: 'yes', trashed: 'no' },
  // What was archived and then thrown away is in the trash as well.
  trashed: { archived: 'yes', trashed: 'only' },
} as const

/**
 * A filter that finds by itself what the page shows, its quick filters included.
 *
 * @returns nothing where all runs are shown, undefined where the search language has no word for what narrows them
 */
export function filterAlone(view: Asked & Pick<RunsView, 'mine'>): string | undefined {
  if (view.mine || view.shelf !== 'living') return undefined
  const { filter } = queryOf(view, view.text, { metrics: '', params: '' })
  const quick = [
    ...(view.experiment === '' ? [] : [`experiment = ${literal(view.experiment)}`]),
    ...(view.states.length === 0 ? [] : [`state in (${view.states.map(literal).join(', ')})`]),
  ]
  if (filter === undefined) return quick.join(' and ')
  return quick.length === 0 ? filter : [`(${filter})`, ...quick].join(' and ')
}

/** The same runs, but of these alone. */
export function among(query: RunQuery, ids: readonly string[]): RunQuery {
  const list = `id in (${ids.map(literal).join(', ')})`
  return { ...query, filter: query.filter === undefined ? list : `(${query.filter}) and ${list}` }
}

/** Whether the text that was sent is the text as it was typed, so that a column of the one is a column of the other. */
export function isVerbatim(text: string): boolean {
  return (filterOf(text) ?? text.trim()) === text.trim()
}
