import type { Scale } from '../../api/types'
import { agingMetrics, rounded, type AgingMetric } from '../aging'
import type { Range } from '../series'
import { finite, Fields, list, oneOf } from './fields'

/** From how many waiting times on the measure of collapse counts what was measured; 0: all of it. */
export const beginnings = [0, 0.1, 1] as const
export type Beginning = (typeof beginnings)[number]

/** How branches age. They are those of a run, of an experiment, or named one by one. */
export interface AgingView {
  page: 'aging'
  /** The run whose branches are drawn; empty for others. */
  of: string
  /** The experiment whose branches are drawn, where no run is named. */
  experiment: string
  /** Branches by name, where neither is. */
  runs: string[]
  /** What is drawn; never none. */
  metrics: AgingMetric[]
  /** The exponent of tw. */
  mu: number
  since: Beginning
  xScale: Scale
  yScale: Scale
  /** Runs switched off in the legend. */
  off: string[]
  /** The zoomed part of t = tau - tau_w. */
  t?: Range
  /** The zoomed part of t/tau_w^mu. */
  x?: Range
}

type Whose = { of: string } | { experiment: string } | { runs: string[] }

export function agingView(whose: Whose): AgingView {
  return {
    page: 'aging',
    of: '',
    experiment: '',
    runs: [],
    metrics: [...agingMetrics],
    mu: 1,
    since: 0,
    xScale: 'log',
    yScale: 'log',
    off: [],
    ...whose,
  }
}

export function formatAging(view: AgingView): string {
  const fields = new Fields()
  fields.text('of', view.of)
  fields.text('experiment', view.experiment)
  fields.list('runs', view.runs)
  if (view.metrics.length < agingMetrics.length) fields.list('metrics', view.metrics)
  fields.text('mu', String(view.mu), '1')
  fields.text('since', String(view.since), '0')
  fields.text('xscale', view.xScale, 'log')
  fields.text('yscale', view.yScale, 'log')
  fields.list('off', view.off)
  fields.number('tfrom', view.t?.from)
  fields.number('tto', view.t?.to)
  fields.number('from', view.x?.from)
  fields.number('to', view.x?.to)
  return `/aging${fields.toString()}`
}

export function parseAging(fields: URLSearchParams): AgingView {
  const named = list(fields.get('metrics'))
  const metrics = agingMetrics.filter(metric => named.includes(metric))
  const mu = finite(fields.get('mu'))
  const t = range(fields, 'tfrom', 'tto')
  const x = range(fields, 'from', 'to')
  return {
    ...agingView({ runs: list(fields.get('runs')) }),
    of: fields.get('of') ?? '',
    experiment: fields.get('experiment') ?? '',
    metrics: metrics.length > 0 ? metrics : [...agingMetrics],
    mu: mu === undefined ? 1 : rounded(mu),
    since: beginnings.find(each => String(each) === fields.get('since')) ?? 0,
    xScale: oneOf<Scale>(['linear', 'log'], fields.get('xscale')) ?? 'log',
    yScale: oneOf<Scale>(['linear', 'log'], fields.get('yscale')) ?? 'log',
    off: list(fields.get('off')),
    ...(t ? { t } : {}),
    ...(x ? { x } : {}),
  }
}

function range(fields: URLSearchParams, first: string, last: string): Range | undefined {
  const from = finite(fields.get(first))
  const to = finite(fields.get(last))
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined
}
