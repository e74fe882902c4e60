import type { Spread } from '../groups'
import type { Relation } from '../reference'
import { formatAxes, parseAxes, plainAxes, type Axes } from './axes'
import { Fields, finite, list, oneOf } from './fields'

/** So many runs are compared at once: more lines nobody tells apart. */
export const mostCompared = 100

/** `phase` is the heat map over two parameters. */
export type Aspect = 'curves' | 'specs' | 'scatter' | 'parallel' | 'phase'
export const aspects: readonly Aspect[] = ['curves', 'specs', 'scatter', 'parallel', 'phase']

export interface CompareView extends Axes {
  page: 'compare'
  runs: string[]
  /** Chooses the runs where none is named: in the search language, the newest first. */
  filter: string
  metrics: string[]
  /** Runs switched off in the legend. */
  off: string[]
  /** Over which share of the x axis lines are smoothed; 0 for as they were recorded. */
  smooth: number
  /** Whether the least and greatest of reduced points, and spreads about means, are drawn; `few`: unless the lines are many. */
  bands: 'few' | 'on' | 'off'
  /** The parameter whose values make the groups; empty for none. */
  group: string
  spread: Spread
  /** The run that the others are drawn against; empty for none. */
  reference: string
  relation: Relation
  show: Aspect
  /** What scatter plot and heat map have along x, along y, and as their colour: fields of the search language; empty for a guess. */
  px: string
  py: string
  pz: string
  /** Which of the three are logarithmic. */
  logs: PlotAxis[]
  /** The axes of the parallel coordinates, likewise. */
  dims: string[]
}

export type PlotAxis = 'x' | 'y' | 'z'
export const plotAxes: readonly PlotAxis[] = ['x', 'y', 'z']

export function compareView(runs: string[], metrics: string[] = []): CompareView {
  return {
    page: 'compare',
    runs,
    filter: '',
    metrics,
    off: [],
    smooth: 0,
    bands: 'few',
    group: '',
    spread: 'deviation',
    reference: '',
    relation: 'difference',
    show: 'curves',
    px: '',
    py: '',
    pz: '',
    logs: [],
    dims: [],
    ...plainAxes,
  }
}

/** The newest runs that a filter finds, whichever they are when the link is followed. */
export function compareFound(filter: string): CompareView {
  return { ...compareView([]), filter }
}

/** How branches age: the metrics measured from the branch point, over the time since then in units of the waiting time. */
export function branchesView(branches: string[]): CompareView {
  return { ...compareView(branches, ['aging', 'msd']), x: 'tau/tw', xScale: 'log', yScale: 'log' }
}

const plain = compareView([])

export function formatCompare(view: CompareView): string {
  const fields = new Fields()
  fields.list('runs', view.runs)
  fields.text('filter', view.filter)
  fields.list('metrics', view.metrics)
  formatAxes(fields, view)
  fields.text('show', view.show, plain.show)
  fields.text('smooth', String(view.smooth), '0')
  fields.text('bands', view.bands, plain.bands)
  fields.text('group', view.group)
  fields.text('spread', view.spread, plain.spread)
  fields.text('ref', view.reference)
  fields.text('as', view.relation, plain.relation)
  fields.text('px', view.px)
  fields.text('py', view.py)
  fields.text('pz', view.pz)
  fields.list('logs', view.logs)
  fields.list('dims', view.dims)
  fields.list('off', view.off)
  return `/compare${fields.toString()}`
}

export function parseCompare(fields: URLSearchParams): CompareView {
  const smooth = finite(fields.get('smooth')) ?? 0
  return {
    ...compareView(list(fields.get('runs')), list(fields.get('metrics'))),
    ...parseAxes(fields),
    filter: fields.get('filter') ?? '',
    show: oneOf(aspects, fields.get('show')) ?? plain.show,
    smooth: smooth > 0 && smooth < 1 ? smooth : 0,
    bands: oneOf(['few', 'on', 'off'] as const, fields.get('bands')) ?? plain.bands,
    group: fields.get('group') ?? '',
    spread: oneOf(['deviation', 'range'] as const, fields.get('spread')) ?? plain.spread,
    reference: fields.get('ref') ?? '',
    relation: oneOf(['difference', 'ratio'] as const, fields.get('as')) ?? plain.relation,
    px: fields.get('px') ?? '',
    py: fields.get('py') ?? '',
    pz: fields.get('pz') ?? '',
    logs: list(fields.get('logs')).flatMap(each => oneOf(plotAxes, each) ?? []),
    dims: list(fields.get('dims')),
    off: list(fields.get('off')),
  }
}
