import { assert, constantFrom, double, property, record, string, subarray } from 'fast-check'
import { expect, test } from 'vitest'
import { branchesView, aspects, compareView, format, parse, plotAxes } from '.'
import { axes, comesBack, words, zoom } from './views.setup'

const text = string({ unit: 'grapheme' })

test('the page that compares comes back from its address', () => {
  const fields = record({
    runs: words,
    filter: text,
    metrics: words,
    off: words,
    smooth: double({ min: 0, max: 0.99, noNaN: true }).map(Math.abs),
    bands: constantFrom('few' as const, 'on' as const, 'off' as const),
    group: text,
    spread: constantFrom('deviation' as const, 'range' as const),
    reference: text,
    relation: constantFrom('difference' as const, 'ratio' as const),
    show: constantFrom(...aspects),
    px: text,
    py: text,
    pz: text,
    logs: subarray([...plotAxes]),
    dims: words,
  })
  assert(
    property(fields, axes, zoom, (view, shown, range) => comesBack({ page: 'compare', ...view, ...shown, ...range })),
  )
})

test('what is usual is not in the address', () => expect(format(compareView(['a', 'b']))).toBe('#/compare?runs=a,b'))

test('the aging picture has a readable address', () => {
  expect(format(branchesView(['a', 'b']))).toBe('#/compare?runs=a,b&metrics=aging,msd&x=tau/tw&xscale=log&yscale=log')
})

test('what makes no sense is lost, and the rest kept', () =>
  expect(parse('#/compare?runs=a,,a,b&x=moon&xscale=cubic&from=5&to=2&yscale=log&what=ever')).toEqual({
    ...compareView(['a', 'b']),
    yScale: 'log',
  }))
