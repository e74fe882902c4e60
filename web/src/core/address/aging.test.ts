import { assert, constantFrom, integer, option, property, record, string, subarray, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { agingView, beginnings, format, parse } from '.'
import { agingMetrics } from '../aging'
import { comesBack, scales, words } from './views.setup'

const range = option(
  tuple(integer({ min: 1, max: 1000 }), integer({ min: 1, max: 1000 })).map(([from, more]) => ({
    from: from / 8,
    to: (from + more) / 8,
  })),
  { nil: undefined },
)

test('the page of aging comes back from its address', () => {
  assert(
    property(
      record({
        of: string(),
        experiment: string({ unit: 'grapheme' }),
        runs: words,
        metrics: subarray([...agingMetrics], { minLength: 1 }),
        mu: integer({ min: 0, max: 125 }).map(n => n / 100),
        since: constantFrom(...beginnings),
        xScale: scales,
        yScale: scales,
        off: words,
      }),
      range,
      range,
      (fields, t, x) => comesBack({ page: 'aging', ...fields, ...(t ? { t } : {}), ...(x ? { x } : {}) }),
    ),
  )
})

test('what is usual is not in the address', () => {
  expect(format(agingView({ of: '0199-ab' }))).toBe('#/aging?of=0199-ab')
  expect(format({ ...agingView({ experiment: 'glass' }), mu: 0.87 })).toBe('#/aging?experiment=glass&mu=0.87')
})

test('what makes no sense is lost, and the rest kept', () =>
  expect(parse('#/aging?of=a&metrics=nll&mu=7&since=3&xscale=cubic&from=4&to=2&tfrom=1&tto=2')).toEqual({
    ...agingView({ of: 'a' }),
    mu: 1.25,
    t: { from: 1, to: 2 },
  }))
