import { array, assert, constantFrom, option, property, record, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Run, SpecValue } from '../api/types'
import { filterOf, phaseOf, varying } from './phase'
import { equalsText, metricWord, numberOf, paramWord, titleOf, valueOf } from './quantities'

function run(id: string, params: { [path: string]: SpecValue }, nll = NaN): Run {
  return {
    id,
    experiment: 'e',
    name: id,
    kind: 'external',
    state: 'completed',
    createdAt: '',
    createdBy: '',
    updatedAt: '',
    root: id,
    branches: 0,
    params,
    synthetic: false,
    attempts: 1,
    metrics: { nll: { last: Number.isNaN(nll) ? 'NaN' : nll, min: 0, points: 3 } },
    tags: {},
    archived: false,
    revision: 0,
    specSha256: '',
    dataset: '',
    step: 3,
    tau: 'NaN',
  }
}

const value = constantFrom<SpecValue>(1, 2, 10, 0.5, '1', 'relu', true)
const runs = array(
  tuple(option(value, { nil: undefined }), option(value, { nil: undefined }), constantFrom(NaN, 0.1, 0.7)),
  { minLength: 1, maxLength: 30 },
).map(all =>
  all.map(([a, b, nll], i) =>
    run(`run-${i}`, { ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) }, nll),
  ),
)

describe('the phase diagram', () => {
  test('puts every run into one cell, that of its two values, and takes the mean of those that have one', () => {
    assert(
      property(runs, all => {
        const { cells, xs, ys } = phaseOf(all, 'a', 'b', 'metrics.nll')
        expect(cells.flatMap(cell => cell.runs.map(each => each.id)).toSorted()).toEqual(
          all.map(each => each.id).toSorted(),
        )
        for (const cell of cells) {
          for (const each of cell.runs) expect([each.params['a'], each.params['b']]).toEqual([cell.x, cell.y])
          expect(xs).toContain(cell.x)
          expect(ys).toContain(cell.y)
          const values = cell.runs.map(each => numberOf(each, 'metrics.nll')).filter(Number.isFinite)
          expect(cell.values).toBe(values.length)
          if (values.length === 0) expect(cell.mean).toBeNaN()
          else expect(cell.mean).toBeCloseTo(values.reduce((sum, v) => sum + v, 0) / values.length, 12)
        }
        const numbers = xs.filter(x => typeof x === 'number')
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
        expect(xs.slice(0, numbers.length)).toEqual(numbers)
      }),
    )
  })

  test('tells the table of runs which runs a cell has', () => {
    const [cell] = phaseOf([run('r', { 'data.kind': "o'neil", 'a b': 3 })], 'data.kind', 'a b', 'metrics.nll').cells
    expect(filterOf(cell!, 'data.kind', 'a b', "tags.stage = 'x' or step > 3")).toBe(
      `(tags.stage = 'x' or step > 3) and params.data.kind = 'o''neil' and params."a b" = 3`,
    )
    // Runs that were chosen by hand are not all that have these values.
    expect(filterOf(cell!, 'data.kind', 'a b', '')).toBe("id in ('r')")
  })
})

test('what varies is what differs, the seed last', () => {
  const base = { width: 30, eta: 0.1, name: 'x' }
  expect(varying([run('1', { ...base, seed: 1 }), run('2', { ...base, seed: 2, eta: 0.2, name: 'y' })])).toEqual([
    'eta',
    'seed',
  ])
  expect(varying([run('1', base)])).toEqual([])
})

test('a quantity is asked for in the words of the search language', () => {
  const one = run('r', { 'system.width': 30, __proto__: 1 }, 0.5)
  expect(valueOf(one, paramWord('system.width'))).toBe(30)
  expect(numberOf(one, metricWord('nll'))).toBe(0.5)
  expect(numberOf(one, 'metrics.nll.min')).toBe(0)
  expect(valueOf(one, 'params.constructor')).toBeUndefined()
  expect(valueOf(one, 'step')).toBe(3)
  expect(valueOf(one, 'tau')).toBeUndefined()
  expect(valueOf(one, 'no such thing')).toBeUndefined()
  expect(titleOf('metrics.nll.min')).toBe('nll, least value')
  expect(equalsText('x', [1, 2])).toBeUndefined()
  expect(equalsText('x', undefined)).toBe('params.x is null')
  assert(
    property(record({ path: constantFrom('a', 'a b', 'a."b', 'ü.β', 'min') }), ({ path }) => {
      expect(valueOf(run('r', { [path]: 7 }), paramWord(path))).toBe(7)
    }),
  )
})
