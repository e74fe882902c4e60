/** The charts of aging and of the collapse as figures for a paper. */
import type { Run } from '../api/types'
import type { Figure, Mark, Panel } from '../figure/model'
import type { AgingView } from './address'
import {
  agingMetrics,
  exponents,
  leastSpread,
  spreadDecades,
  symbols,
  waitingTime,
  type AgingMetric,
  type Verdict,
} from './aging'
import { category, type Stroke } from './colours'
import { number } from './numbers'
import { xExtent, yExtent, type Line } from './series'

export interface AgingPicture {
  /** What the branches are of. */
  name: string
  view: AgingView
  /** By waiting time. */
  runs: readonly Run[]
  /** Over t = τ − τw and over t/τw^μ, without those that are switched off. */
  overT: Record<AgingMetric, readonly Line[]>
  overX: Record<AgingMetric, readonly Line[]>
  /** On white. */
  stroke(run: string): Stroke
}

/** Two panels a quantity, as they stand on the page: the same zoom, the same scales. */
export function agingFigure({ name, view, runs, overT, overX, stroke }: AgingPicture): Figure {
  const shown = runs.filter(run => !view.off.includes(run.id))
  const names = new Map(shown.map(run => [run.id, nameOf(run)]))
  const panel = (metric: AgingMetric, over: 't' | 'x'): Panel[] => {
    const lines = (over === 't' ? overT : overX)[metric]
    const x = view[over] ?? xExtent(lines, view.xScale)
    const y = yExtent(lines, view.yScale, view[over])
    if (!x || !y) return []
    const unit = lines.find(line => line.unit)?.unit
    return [
      {
        title: '',
        x: { label: over === 't' ? 't = τ − τw' : scaledLabel(view.mu), scale: view.xScale, range: x },
        y: { label: unit ? `${symbols[metric]} (${unit})` : symbols[metric], scale: view.yScale, range: y },
        marks: lines.map(line => ({
          kind: 'curve',
          name: names.get(line.run) ?? line.run,
          ...stroke(line.run),
          xs: line.xs,
          ys: line.values,
        })),
      },
    ]
  }
  return {
    name: `aging of ${name}`,
    panels: view.metrics.flatMap(metric => [...panel(metric, 't'), ...panel(metric, 'x')]),
    legend: shown.map(run => ({ name: names.get(run.id)!, ...stroke(run.id) })),
  }
}

/** In one line: an exponent with decimals cannot be raised in every font. */
function scaledLabel(mu: number): string {
  if (mu === 0) return 't = τ − τw'
  return mu === 1 ? '(τ − τw)/τw' : `(τ − τw)/τw ^ ${number(mu)}`
}

function nameOf(run: Run): string {
  const tw = waitingTime(run)
  return tw === undefined ? run.name : `τw = ${number(tw)} · ${run.name}`
}

/** The measure of collapse over the exponent, with its minima and the exponent that is looked at. */
export function collapseFigure(name: string, verdicts: readonly Verdict[], mu: number): Figure {
  const range = spreadDecades(verdicts)
  const look = (metric: AgingMetric): Stroke => category(agingMetrics.indexOf(metric), 'light')
  const seen = (value: number): number => Math.max(leastSpread, value)
  const marks = verdicts.flatMap(({ metric, judgements, best }): Mark[] => [
    {
      kind: 'curve',
      name: symbols[metric],
      ...look(metric),
      xs: judgements.map(each => each.mu),
      ys: judgements.map(each => (each.spread === undefined ? NaN : seen(each.spread))),
    },
    ...(best
      ? [
          {
            kind: 'dots' as const,
            name: `${symbols[metric]}, least`,
            colour: look(metric).colour,
            xs: [best.mu],
            ys: [seen(best.spread)],
          },
        ]
      : []),
  ])
  return {
    name: `collapse of ${name}`,
    panels: range
      ? [
          {
            title: '',
            x: { label: 'μ', scale: 'linear', range: { from: exponents.from, to: exponents.to } },
            y: { label: 'C', scale: 'log', range },
            marks: [{ kind: 'rule', name: `μ = ${number(mu)}`, x: mu }, ...marks],
          },
        ]
      : [],
    legend: verdicts.map(({ metric }) => ({ name: symbols[metric], ...look(metric) })),
  }
}
