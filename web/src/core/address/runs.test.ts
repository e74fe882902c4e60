import { assert, boolean, constantFrom, property, record, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { allRuns, format, parse, shelves } from '.'
import { runStates } from '../states'
import { comesBack, words } from './views.setup'

test('the page of runs comes back from its address', () => {
  assert(
    property(
      record({
        text: string({ unit: 'grapheme' }),
        experiment: string(),
        states: uniqueArray(constantFrom(...runStates)),
        mine: boolean(),
        shelf: constantFrom(...shelves),
        order: string({ minLength: 1 }),
        columns: words,
        group: string(),
        open: words,
        fold: boolean(),
        selected: words,
      }),
      fields => comesBack({ page: 'runs', ...fields }),
    ),
  )
})

test('what is usual is not in the address', () => expect(format(allRuns)).toBe('#/'))

test.each(['', '#', '#/', '#/runs', '#/runs?'])('%s is the page of all runs', hash =>
  expect(parse(hash)).toEqual(allRuns),
)

test('what makes no sense is lost, and the rest kept', () =>
  expect(parse('#/?state=running,flying&shelf=attic&order=-metrics.nll')).toEqual({
    ...allRuns,
    states: ['running'],
    order: '-metrics.nll',
  }))
