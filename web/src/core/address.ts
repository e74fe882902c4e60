/** The whole state of a page as its address and back, so that a link shows the same picture. */
import type { Clock, RunState, Scale } from '../api/types'
import { runStates } from './states'

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

/** What the axes of a set of charts show. */
export interface Axes {
  x: Clock
  xScale: Scale
  yScale: Scale
  /** The zoomed part of x, in the coordinate of the axis (wall time in ms). */
  from?: number
  to?: number
}

export type Tab = 'checkpoints' | 'attempts' | 'spec' | 'log' | 'events'
export const tabs: readonly Tab[] = ['checkpoints', 'attempts', 'spec', 'log', 'events']

export interface RunView extends Axes {
  page: 'run'
  id: string
  tab: Tab
  /** The matrix whose spectrum is drawn; empty for the first there is. */
  matrix: string
  spectrumScale: Scale
  /** Draws the points of this attempt alone; empty for those that count. */
  attempt: string
}

export interface CompareView extends Axes {
  page: 'compare'
  runs: string[]
  metrics: string[]
  /** Runs switched off in the legend. */
  off: string[]
}

export type Part = 'projection' | 'dead-letters' | 'workers' | 'people' | 'tokens' | 'webhook'
export const parts: readonly Part[] = ['projection', 'dead-letters', 'workers', 'people', 'tokens', 'webhook']

export interface OperationsView {
  page: 'operations'
  part: Part
  /** The rebuild or verification that is followed; empty for none. */
  job: string
  /** The dead letters behind this position are shown; empty for the first ones. */
  after: string
  /** The position of the dead letter that is open; empty for none. */
  letter: string
}

export interface UnknownView {
  page: 'unknown'
  address: string
}

export type View = RunsView | RunView | CompareView | OperationsView | UnknownView

export const clocks: readonly Clock[] = ['step', 'tau', 'wall', 'tau/tw']

export const allRuns: RunsView = {
  page: 'runs',
  text: '',
  experiment: '',
  states: [],
  sort: 'age',
  descending: false,
  selected: [],
}

export function runView(id: string): RunView {
  return {
    page: 'run',
    id,
    x: 'step',
    xScale: 'linear',
    yScale: 'linear',
    tab: 'checkpoints',
    matrix: '',
    spectrumScale: 'linear',
    attempt: '',
  }
}

export function compareView(runs: string[], metrics: string[] = []): CompareView {
  return { page: 'compare', runs, metrics, off: [], x: 'step', xScale: 'linear', yScale: 'linear' }
}

/** How branches age: the metrics measured from the branch point, over the time since then in units of the waiting time. */
export function agingView(branches: string[]): CompareView {
  return { ...compareView(branches, ['aging', 'msd']), x: 'tau/tw', xScale: 'log', yScale: 'log' }
}

export function operationsView(part: Part = 'projection'): OperationsView {
  return { page: 'operations', part, job: '', after: '', letter: '' }
}

/** @param hash with or without its leading # */
export function parse(hash: string): View {
  const address = hash.replace(/^#/, '')
  const [path = '', query = ''] = split(address, '?')
  const fields = new URLSearchParams(query)
  if (path === '' || path === '/' || path === '/runs') return parseRuns(fields)
  if (path === '/compare') return parseCompare(fields)
  if (path === '/operations') return parseOperations(fields)
  const run = /^\/runs\/([^/]+)$/.exec(path)?.[1]
  return run === undefined ? { page: 'unknown', address } : parseRun(decoded(run), fields)
}

/** The address with its leading #; what equals the default is left out. */
export function format(view: View): string {
  const fields = new Fields()
  switch (view.page) {
    case 'runs':
      fields.text('q', view.text)
      fields.text('experiment', view.experiment)
      fields.list('state', view.states)
      fields.text('sort', (view.descending ? '-' : '') + view.sort, allRuns.sort)
      fields.list('select', view.selected)
      return `#/${fields}`
    case 'run': {
      axes(fields, view)
      fields.text('matrix', view.matrix)
      fields.text('spectrum', view.spectrumScale, 'linear')
      fields.text('attempt', view.attempt)
      fields.text('tab', view.tab, 'checkpoints')
      return `#/runs/${encodeURIComponent(view.id)}${fields}`
    }
    case 'compare':
      fields.list('runs', view.runs)
      fields.list('metrics', view.metrics)
      axes(fields, view)
      fields.list('off', view.off)
      return `#/compare${fields}`
    case 'operations':
      fields.text('part', view.part, 'projection')
      fields.text('job', view.job)
      fields.text('after', view.after)
      fields.text('letter', view.letter)
      return `#/operations${fields}`
    case 'unknown':
      return `#${view.address}`
  }
}

class Fields {
  private readonly parts: string[] = []

  text(name: string, value: string, normal = ''): void {
    if (value !== normal) this.parts.push(`${name}=${readable(value)}`)
  }

  list(name: string, values: readonly string[]): void {
    // A comma inside a value is escaped twice, so that it is not taken for one between values.
    if (values.length > 0) this.parts.push(`${name}=${values.map(v => readable(v.replace(/[%,]/g, escape))).join(',')}`)
  }

  toString(): string {
    return this.parts.length > 0 ? `?${this.parts.join('&')}` : ''
  }
}

function escape(character: string): string {
  return character === ',' ? '%2C' : '%25'
}

/** Percent-encoded where it must be; slashes and colons stay readable. */
function readable(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%20', '+')
}

function axes(fields: Fields, { x, xScale, yScale, from, to }: Axes): void {
  fields.text('x', x, 'step')
  fields.text('xscale', xScale, 'linear')
  fields.text('yscale', yScale, 'linear')
  if (from !== undefined) fields.text('from', String(from))
  if (to !== undefined) fields.text('to', String(to))
}

function parseAxes(fields: URLSearchParams): Axes {
  const x = fields.get('x') ?? ''
  const parsed: Axes = {
    x: oneOf(clocks, x) ?? 'step',
    xScale: scale(fields.get('xscale')),
    yScale: scale(fields.get('yscale')),
  }
  const from = finite(fields.get('from'))
  const to = finite(fields.get('to'))
  if (from !== undefined && to !== undefined && from < to) {
    parsed.from = from
    parsed.to = to
  }
  return parsed
}

function parseRuns(fields: URLSearchParams): RunsView {
  const sort = fields.get('sort') ?? ''
  return {
    page: 'runs',
    text: fields.get('q') ?? '',
    experiment: fields.get('experiment') ?? '',
    states: list(fields.get('state')).flatMap(name => oneOf(runStates, name) ?? []),
    sort: oneOf(sorts, sort.replace(/^-/, '')) ?? 'age',
    descending: sort.startsWith('-'),
    selected: list(fields.get('select')),
  }
}

function parseRun(id: string, fields: URLSearchParams): RunView {
  return {
    ...runView(id),
    ...parseAxes(fields),
    matrix: fields.get('matrix') ?? '',
    spectrumScale: scale(fields.get('spectrum')),
    attempt: fields.get('attempt') ?? '',
    tab: oneOf(tabs, fields.get('tab') ?? '') ?? 'checkpoints',
  }
}

function parseCompare(fields: URLSearchParams): CompareView {
  return {
    page: 'compare',
    runs: list(fields.get('runs')),
    metrics: list(fields.get('metrics')),
    ...parseAxes(fields),
    off: list(fields.get('off')),
  }
}

function parseOperations(fields: URLSearchParams): OperationsView {
  return {
    page: 'operations',
    part: oneOf(parts, fields.get('part') ?? '') ?? 'projection',
    job: fields.get('job') ?? '',
    after: fields.get('after') ?? '',
    letter: fields.get('letter') ?? '',
  }
}

function list(value: string | null): string[] {
  const items = (value ?? '').split(',').filter(item => item !== '')
  return [...new Set(items.map(decoded))]
}

/** An address typed by hand may hold a lone percent sign. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function scale(value: string | null): Scale {
  return value === 'log' ? 'log' : 'linear'
}

function finite(value: string | null): number | undefined {
  const number = value === null || value === '' ? NaN : Number(value)
  return Number.isFinite(number) ? number : undefined
}

function oneOf<T extends string>(allowed: readonly T[], value: string): T | undefined {
  return allowed.find(each => each === value)
}

function split(text: string, at: string): string[] {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
