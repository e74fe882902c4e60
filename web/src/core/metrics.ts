import type { Run, SpecValue } from '../api/types'

/** What the metrics are called in full, for headings; a metric of somebody's own has its name alone. */

const titles: { readonly [name: string]: string } = {
  nll: 'negative log-likelihood',
  accuracy: 'share of signs that are right',
  gradientNorm: 'gradient norm',
  gradientNoise: 'gradient noise Γ',
  msd: 'mean squared displacement D(τw, τw + t)',
  aging: 'aging function Δ(τw, τw + t)',
  overlap: 'overlap with the branch point',
}

const order = ['nll', 'accuracy', 'aging', 'msd', 'gradientNorm', 'gradientNoise', 'overlap']

export function metricTitle(name: string): string {
  // A metric may be called `constructor`.
  return Object.hasOwn(titles, name) ? (titles[name] ?? '') : ''
}

/** Known metrics in a fixed order, then the others by name: a picture does not change because another metric came first. */
export function orderedMetrics(names: Iterable<string>): string[] {
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...new Set(names)].toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

/** What is looked at first: what is known, or what is called a loss. */
export function likeliest(names: Iterable<string>): string | undefined {
  const all = orderedMetrics(names)
  return all.find(name => order.includes(name)) ?? all.find(name => /loss/i.test(name)) ?? all[0]
}

/** The names in which every word of the text occurs, those that begin with the first word before the others. */
export function found(names: readonly string[], text: string): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...names]
  const matching = names.filter(name => words.every(word => name.toLowerCase().includes(word)))
  const begins = (name: string): boolean => name.toLowerCase().startsWith(words[0]!)
  return [...matching.filter(begins), ...matching.filter(name => !begins(name))]
}

/**
 * What a run's page asks for: the metrics it has values of, and for a branch those its spec names too, since its curves begin with
 * its ancestors' before it has a point of its own. Some of them may come back empty.
 */
export function metricsToAsk(run: Pick<Run, 'metrics' | 'parent' | 'spec'>): string[] {
  const own = Object.keys(run.metrics)
  return orderedMetrics(run.parent === undefined ? own : [...own, ...named(run.spec?.record)])
}

function named(record: SpecValue | undefined): string[] {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return []
  }
  const { metrics } = record
  return Array.isArray(metrics) ? metrics.filter(name => typeof name === 'string') : []
}
