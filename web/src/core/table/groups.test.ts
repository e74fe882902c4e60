import { array, assert, constantFrom, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { column } from './columns'
import { groupsOf, linesOf, statistics } from './groups'
import { made } from '../made.setup'
import { same } from './values'

const step = column('step')!
const nll = column('metrics.nll')!

test('every run is in one group, and the groups are in order', () => {
  assert(
    property(array(constantFrom('10', '9', 'x', undefined)), values => {
      const runs = values.map((value, i) => made(String(i), { tags: value === undefined ? {} : { stage: value } }))
      const groups = groupsOf(runs, 'tags.stage')
      expect(groups.flatMap(each => each.runs).toSorted((a, b) => Number(a.id) - Number(b.id))).toEqual(runs)
      expect(new Set(groups.map(each => each.key)).size).toBe(groups.length)
      const wanted = [...new Set(values)]
        .filter(each => each !== undefined)
        .toSorted((a, b) => (a < b ? (a === '10' && b === '9' ? 1 : -1) : a === '9' && b === '10' ? -1 : 1))
      expect(groups.map(each => each.value)).toEqual([...wanted, ...(values.includes(undefined) ? [undefined] : [])])
    }),
  )
})

test('mean and spread are those of the textbook, however large the values', () => {
  assert(
    property(array(double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 }), values => {
      const runs = values.map((value, i) => made(String(i), { step: value + 1e9 }))
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length
      const spread = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1))
      const found = statistics(runs, step)!
      expect(found.mean - 1e9).toBeCloseTo(mean, 3)
      expect(Math.abs(found.spread - spread)).toBeLessThan(1e-3 + 1e-6 * spread)
      expect(found.count).toBe(values.length)
    }),
  )
})

test('a run that diverged hides no mean, and is counted as missing', () => {
  const runs = [0.1, 0.3, 'NaN' as const, 'Infinity' as const].map((last, i) =>
    made(String(i), { metrics: { nll: { last, points: 1 } } }),
  )
  expect(statistics(runs, nll)).toMatchObject({ count: 2, mean: 0.2 })
  expect(statistics([made('a')], nll)).toBeUndefined()
})

test('only open groups show their runs', () => {
  const runs = [made('a', { experiment: 'x' }), made('b', { experiment: 'y' }), made('c', { experiment: 'x' })]
  const lines = linesOf(runs, groupsOf(runs, 'experiment'), new Set(['=x']))
  expect(lines.map(line => ('run' in line ? line.run.id : line.group.value))).toEqual(['x', 'a', 'c', 'y'])
})

test('what is the same in all runs is folded away, and comes back when one run differs', () => {
  const columns = ['state', 'experiment', 'metrics.nll', 'params.eta', 'curve.nll', 'curve.loss'].map(key =>
    column(key)!,
  )
  const loss = { loss: { last: 1, points: 1 } }
  const runs = [made('a', { params: { eta: 1 }, metrics: loss }), made('b', { params: { eta: 2 }, metrics: loss })]
  const folded = (some: typeof runs, kept: string[] = []) => same(columns, some, kept).map(each => each.column.key)
  expect(same(columns, runs, []).map(each => [each.column.key, each.value])).toEqual([
    ['experiment', 'aging'],
    ['metrics.nll', undefined],
    ['curve.nll', undefined],
  ])
  expect(folded(runs, ['experiment'])).toEqual(['metrics.nll', 'curve.nll'])
  expect(folded(runs.slice(1))).toEqual([])
  expect(folded([...runs, made('c', { experiment: 'other', lastNll: 0.5 })])).toEqual([])
})
