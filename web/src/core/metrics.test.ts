import { expect, test } from 'vitest'
import { metricsToAsk, metricTitle, orderedMetrics } from './metrics'

const summary = { points: 1 } as never
const parent = { run: 'p', step: 100, tau: 1, attempt: 'a', checkpoint: 'c' } as never
const spec = { record: { metrics: ['msd', 'nll'], spectra: ['K'] } }

test('known metrics come first, in their order, each once', () => {
  expect(orderedMetrics(['zeta', 'msd', 'alpha', 'nll', 'msd'])).toEqual(['nll', 'msd', 'alpha', 'zeta'])
})

test('a metric may be called as anything is that JavaScript knows', () => {
  expect(['nll', 'constructor', '__proto__'].map(metricTitle)).toEqual(['negative log-likelihood', '', ''])
})

test('a branch that waits for a worker asks for what it will record, since it inherits', () => {
  expect(metricsToAsk({ metrics: {}, parent, spec })).toEqual(['nll', 'msd'])
  expect(metricsToAsk({ metrics: { own: summary }, parent, spec })).toEqual(['nll', 'msd', 'own'])
})

test('a run without a parent has what it has', () => {
  expect(metricsToAsk({ metrics: { nll: summary }, spec })).toEqual(['nll'])
})

test('a spec of another make names nothing', () => {
  expect(metricsToAsk({ metrics: {}, parent, spec: { record: 'all' } })).toEqual([])
  expect(metricsToAsk({ metrics: {}, parent })).toEqual([])
})
