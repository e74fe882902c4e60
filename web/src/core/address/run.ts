import type { Wish } from '../../api/run'
import type { Scale } from '../../api/types'
import { formatAxes, parseAxes, plainAxes, type Axes } from './axes'
import { Fields, finite, list, oneOf } from './fields'

export type Tab = 'checkpoints' | 'attempts' | 'spec' | 'notes' | 'log' | 'events'
export const tabs: readonly Tab[] = ['checkpoints', 'attempts', 'spec', 'notes', 'log', 'events']

/** What is recorded whole at a step. */
export type Snapshot = 'spectra' | 'distributions' | 'curves'
export const snapshots: readonly Snapshot[] = ['spectra', 'distributions', 'curves']

/** From which spectrum the variance of a law is taken: of the one shown, or of the first there is. */
export type Reference = 'now' | 'start'

export interface RunView extends Axes {
  page: 'run'
  id: string
  tab: Tab
  /** The metrics that are drawn; none for the first there are. */
  metrics: string[]
  /** Over which share of the axis lines are smoothed; 0 for not at all. */
  smooth: number
  snapshot: Snapshot
  /** The matrix whose spectrum is drawn, or the name of what is; empty for the first there is. */
  matrix: string
  spectrumScale: Scale
  /** The step whose spectrum, histogram or curve is shown; undefined for the last. */
  moment?: number | undefined
  law: Reference
  /** Columns a row of a matrix of unknown shape. */
  aspect?: number | undefined
  /** Draws the points of this attempt alone; empty for those that count. */
  attempt: string
  /** The SHA-256 of the checkpoint that sings; empty for none. */
  listen: string
  /** What it sings, and how. */
  wish: Wish
  /** How much of the log is shown: its end, or all that is kept. */
  log: 'end' | 'all'
  /** Which events are told: acts alone, or all that was recorded too. */
  events: 'acts' | 'all'
}

export const usualWish: Wish = { piece: 0, chords: 64, seed: undefined, temperature: 1, tempo: 72 }

/** What the tracker sings by. The number of pieces depends on the data. */
export const wishes = {
  piece: { least: 0, greatest: 1_000_000 },
  chords: { least: 1, greatest: 512 },
  tempo: { least: 20, greatest: 300 },
  temperature: { least: 0, greatest: 2 },
}

export function runView(id: string): RunView {
  return {
    page: 'run',
    id,
    ...plainAxes,
    tab: 'checkpoints',
    metrics: [],
    smooth: 0,
    snapshot: 'spectra',
    matrix: '',
    spectrumScale: 'log',
    law: 'now',
    attempt: '',
    listen: '',
    wish: usualWish,
    log: 'end',
    events: 'acts',
  }
}

export function formatRun(view: RunView): string {
  const fields = new Fields()
  fields.list('metrics', view.metrics)
  formatAxes(fields, view)
  fields.number('smooth', view.smooth > 0 ? view.smooth : undefined)
  fields.text('show', view.snapshot, 'spectra')
  fields.text('matrix', view.matrix)
  fields.text('spectrum', view.spectrumScale, 'log')
  fields.number('moment', view.moment)
  fields.text('law', view.law, 'now')
  fields.number('aspect', view.aspect)
  fields.text('attempt', view.attempt)
  fields.text('listen', view.listen)
  for (const name of ['piece', 'chords', 'tempo', 'temperature', 'seed'] as const) {
    fields.number(name, view.wish[name] === usualWish[name] ? undefined : view.wish[name])
  }
  fields.text('log', view.log, 'end')
  fields.text('events', view.events, 'acts')
  fields.text('tab', view.tab, 'checkpoints')
  return `/runs/${encodeURIComponent(view.id)}${fields.toString()}`
}

export function parseRun(id: string, fields: URLSearchParams): RunView {
  const view: RunView = {
    ...runView(id),
    ...parseAxes(fields),
    metrics: list(fields.get('metrics')),
    smooth: within(finite(fields.get('smooth')), 0, 0.5) ?? 0,
    snapshot: oneOf(snapshots, fields.get('show')) ?? 'spectra',
    matrix: fields.get('matrix') ?? '',
    spectrumScale: fields.get('spectrum') === 'linear' ? 'linear' : 'log',
    law: fields.get('law') === 'start' ? 'start' : 'now',
    attempt: fields.get('attempt') ?? '',
    listen: fields.get('listen') ?? '',
    wish: parseWish(fields),
    log: fields.get('log') === 'all' ? 'all' : 'end',
    events: fields.get('events') === 'all' ? 'all' : 'acts',
    tab: oneOf(tabs, fields.get('tab')) ?? 'checkpoints',
  }
  const moment = within(finite(fields.get('moment')), 0, Number.MAX_SAFE_INTEGER)
  if (moment !== undefined) view.moment = moment
  const aspect = within(finite(fields.get('aspect')), 1e-3, 1e3)
  if (aspect !== undefined) view.aspect = aspect
  return view
}

function parseWish(fields: URLSearchParams): Wish {
  const bounded = (name: keyof typeof wishes): number => {
    const value = within(finite(fields.get(name)), wishes[name].least, wishes[name].greatest)
    return value !== undefined && (name === 'temperature' || Number.isInteger(value)) ? value : usualWish[name]
  }
  const seed = finite(fields.get('seed'))
  return {
    piece: bounded('piece'),
    chords: bounded('chords'),
    seed: Number.isSafeInteger(seed) ? seed : undefined,
    temperature: bounded('temperature'),
    tempo: bounded('tempo'),
  }
}

function within(value: number | undefined, least: number, greatest: number): number | undefined {
  return value !== undefined && value >= least && value <= greatest ? value : undefined
}
