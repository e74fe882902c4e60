import { array, assert, boolean, constantFrom, double, option, property, record, string, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agingView,
  allRuns,
  clocks,
  compareView,
  format,
  operationsView,
  parse,
  parts,
  runView,
  sorts,
  tabs,
  type View,
} from './address'
import { runStates } from './states'

const words = uniqueArray(string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 })
const scales = constantFrom('linear' as const, 'log' as const)
const axes = record({ x: constantFrom(...clocks), xScale: scales, yScale: scales })
const zoom = option(record({ from: double({ min: -1e9, max: -1e-9 }), to: double({ min: 1e-9, max: 1e9 }) }), {
  nil: undefined,
}).filter(range => !range || (Number.isFinite(range.from) && Number.isFinite(range.to)))

/** An address is one string, so two views are the same when their addresses are. */
function comesBack(view: View): void {
  expect(parse(format(view))).toEqual(view)
}

describe('a view comes back from its address', () => {
  test('runs', () => {
    assert(
      property(
        record({
          text: string({ unit: 'grapheme' }),
          experiment: string(),
          states: uniqueArray(constantFrom(...runStates)),
          sort: constantFrom(...sorts),
          descending: boolean(),
          selected: words,
        }),
        fields => comesBack({ page: 'runs', ...fields }),
      ),
    )
  })

  test('one run', () => {
    assert(
      property(
        record({
          id: string({ unit: 'grapheme', minLength: 1 }),
          tab: constantFrom(...tabs),
          matrix: string(),
          spectrumScale: scales,
          attempt: string(),
        }),
        axes,
        zoom,
        (fields, shown, range) => comesBack({ page: 'run', ...fields, ...shown, ...range }),
      ),
    )
  })

  test('compare', () => {
    assert(
      property(record({ runs: words, metrics: words, off: words }), axes, zoom, (fields, shown, range) =>
        comesBack({ page: 'compare', ...fields, ...shown, ...range }),
      ),
    )
  })

  test('operations', () => {
    assert(
      property(record({ part: constantFrom(...parts), job: string(), after: string(), letter: string() }), fields =>
        comesBack({ page: 'operations', ...fields }),
      ),
    )
  })
})

test('what is usual is not in the address', () => {
  expect(format(allRuns)).toBe('#/')
  expect(format(runView('0199-ab'))).toBe('#/runs/0199-ab')
  expect(format(compareView(['a', 'b']))).toBe('#/compare?runs=a,b')
  expect(format(operationsView())).toBe('#/operations')
  expect(format({ ...operationsView('dead-letters'), letter: '0:17' })).toBe(
    '#/operations?part=dead-letters&letter=0:17',
  )
})

test('the aging picture has a readable address', () => {
  expect(format(agingView(['a', 'b']))).toBe('#/compare?runs=a,b&metrics=aging,msd&x=tau/tw&xscale=log&yscale=log')
})

describe('an address typed by hand', () => {
  test.each(['', '#', '#/', '#/runs', '#/runs?'])('%s is the page of all runs', hash =>
    expect(parse(hash)).toEqual(allRuns),
  )

  test('loses what makes no sense, and keeps the rest', () => {
    expect(parse('#/compare?runs=a,,a,b&x=moon&xscale=cubic&from=5&to=2&yscale=log&what=ever')).toEqual({
      ...compareView(['a', 'b']),
      yScale: 'log',
    })
    expect(parse('#/?state=running,flying&sort=-nll')).toEqual({
      ...allRuns,
      states: ['running'],
      sort: 'nll',
      descending: true,
    })
  })

  test('that leads nowhere is said to', () =>
    expect(parse('#/moon?a=1')).toEqual({ page: 'unknown', address: '/moon?a=1' }))

  test('with stray percent signs is no error', () => {
    assert(
      property(
        array(constantFrom('%', '#', '/', '?', '=', '&', ',', 'runs', 'compare', '2')).map(each => each.join('')),
        hash => void parse(`#/${hash}`),
      ),
    )
  })
})
