import { assert, constantFrom, dictionary, integer, option, property, record, stringMatching } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  branchRequest,
  chosenChanges,
  everyWaitingTime,
  fieldsOf,
  isFixed,
  usualStart,
  type BranchFields,
} from './branching'
import { changes } from './specs'
import { without } from './without'

const parent = {
  experiment: 'demo',
  name: 'parent',
  system: { kind: 'deep-recurrent', width: 30 },
  dynamics: { kind: 'sgd', eta: 0.004 },
  seed: 7,
  stop: { steps: 5000, nll: 0.01 },
  waitingTimes: { at: [1250, 2500], follow: 3 },
}
const empty = { set: '', seed: '', steps: '', name: '' }

test('what somebody changed is told from what every branch has', () => {
  const kept = without(parent, 'name', 'waitingTimes')
  const branch = { ...kept, seed: 'parent', dynamics: { kind: 'sgd', eta: 0.001 }, stop: { steps: 9000, nll: 0.01 } }
  const all = changes(parent, branch)
  expect(all.map(each => each.path)).toContain('waitingTimes.at')
  expect(chosenChanges(all)).toEqual([
    { path: 'dynamics.eta', before: 0.004, after: 0.001 },
    { path: 'stop.steps', before: 5000, after: 9000 },
  ])
})

test('a branch begins where there is something left to do, if it can', () => {
  const at = (...steps: number[]): { step: number }[] => steps.map(step => ({ step }))
  expect(usualStart(at(1000, 4000, 5000), parent)).toEqual({ step: 4000 })
  expect(usualStart(at(1000, 4000), parent)).toEqual({ step: 4000 })
  expect(usualStart(at(5000), parent)).toEqual({ step: 5000 })
  expect(usualStart(at(1000, 5000), without(parent, 'stop'))).toEqual({ step: 5000 })
})

describe('the request', () => {
  test('comes back from the fields that were filled in from it', () => {
    const requests = record({
      set: dictionary(constantFrom('dynamics.eta', 'record.every', 'stop.nll'), integer(), { minKeys: 1, maxKeys: 3 }),
      seed: option(integer({ min: 0 }), { nil: undefined }),
      stopSteps: option(integer({ min: 1 }), { nil: undefined }),
      name: stringMatching(/^[a-z]{1,9}$/),
    })
    assert(
      property(requests, ({ set, seed, stopSteps, name }) => {
        const request = {
          at: { checkpoint: 'abc' },
          set,
          name,
          ...(seed === undefined ? {} : { seed }),
          ...(stopSteps === undefined ? {} : { stopSteps }),
        }
        expect(branchRequest('abc', fieldsOf(request))).toEqual({ request })
      }),
    )
  })

  test('has nothing but the start where nothing was typed', () => {
    expect(branchRequest('abc', empty)).toEqual({ request: { at: { checkpoint: 'abc' } } })
    expect(branchRequest(everyWaitingTime, empty)).toEqual({ request: { at: { waitingTimes: true } } })
  })

  test('is not made of what is wrong already here', () => {
    const wrong = (fields: Partial<BranchFields>): unknown => branchRequest('abc', { ...empty, ...fields })
    expect(wrong({ set: 'dynamics.eta' })).toEqual({ wrong: expect.stringContaining('Line 1') })
    expect(wrong({ set: 'data.kind = x' })).toEqual({ wrong: expect.stringMatching(/^data\.kind cannot change/) })
    expect(wrong({ seed: 'seven' })).toEqual({ wrong: expect.stringContaining('seven') })
    expect(wrong({ steps: '1.5' })).toEqual({ wrong: expect.stringContaining('1.5') })
    expect(isFixed('systemic.width')).toBe(false)
  })
})
