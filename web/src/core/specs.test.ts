import { assert, dictionary, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BranchPoint, Run } from '../api/types'
import { atDefault, branchAgain, changes, flat } from './specs'

const words = dictionary(
  string({ minLength: 1, unit: 'grapheme-ascii' }).filter(key => !/[.]|__proto__/.test(key)),
  integer(),
)

test('nothing differs from itself, and all that differs is told', () => {
  assert(
    property(words, words, (one, other) => {
      expect(changes({ a: one }, { a: one })).toEqual([])
      const told = new Map(changes(one, other).map(change => [change.path, change.after]))
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
        expect(told.has(key)).toBe(one[key] !== other[key])
        if (told.has(key)) expect(told.get(key)).toBe(other[key])
      }
    }),
  )
})

test('lists are one value', () => {
  expect([...flat({ a: { b: [1, { c: 2 }] }, d: null })]).toEqual([
    ['a.b', [1, { c: 2 }]],
    ['d', null],
  ])
})

test('a group is at its default if all in it is', () => {
  const paths = ['a.b', 'a.c', 'ab']
  expect(atDefault('a', paths, new Set(['a.b', 'a.c']))).toBe(true)
  expect(atDefault('a', paths, new Set(['a.b', 'ab']))).toBe(false)
  expect(atDefault('x', paths, new Set())).toBe(false)
})

describe('a branch once more', () => {
  const parent = {
    name: 'parent',
    system: { width: 30 },
    dynamics: { eta: 0.004 },
    seed: 7,
    stop: { steps: 100 },
    waitingTimes: { at: [10], follow: 3 },
  }
  const run = { parent: { run: 'p', step: 10, checkpoint: 'c0ffee' } } as Run & { parent: BranchPoint }

  test('says what it changed and no more', () => {
    const spec = { system: { width: 30 }, dynamics: { eta: 0.001 }, seed: 'parent', stop: { steps: 400 } }
    expect(branchAgain(run, spec, parent)).toEqual({
      at: { checkpoint: 'c0ffee' },
      set: { 'dynamics.eta': 0.001 },
      stopSteps: 400,
    })
  })

  test('has its own seed if it had one', () => {
    const spec = { system: { width: 30 }, dynamics: { eta: 0.004 }, seed: 9, stop: {} }
    expect(branchAgain(run, spec, parent)).toEqual({ at: { checkpoint: 'c0ffee' }, seed: 9 })
  })
})
