import { formatAxes, parseAxes, plainAxes, type Axes } from './axes'
import { Fields, list } from './fields'

export interface CompareView extends Axes {
  page: 'compare'
  runs: string[]
  metrics: string[]
  /** Runs switched off in the legend. */
  off: string[]
}

export function compareView(runs: string[], metrics: string[] = []): CompareView {
  return { page: 'compare', runs, metrics, off: [], ...plainAxes }
}

/** How branches age: the metrics measured from the branch point, over the time since then in units of the waiting time. */
export function agingView(branches: string[]): CompareView {
  return { ...compareView(branches, ['aging', 'msd']), x: 'tau/tw', xScale: 'log', yScale: 'log' }
}

export function formatCompare(view: CompareView): string {
  const fields = new Fields()
  fields.list('runs', view.runs)
  fields.list('metrics', view.metrics)
  formatAxes(fields, view)
  fields.list('off', view.off)
  return `/compare${fields.toString()}`
}

export function parseCompare(fields: URLSearchParams): CompareView {
  return {
    ...compareView(list(fields.get('runs')), list(fields.get('metrics'))),
    ...parseAxes(fields),
    off: list(fields.get('off')),
  }
}
