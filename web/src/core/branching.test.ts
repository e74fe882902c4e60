import { assert, constantFrom, dictionary, integer, oneof, option, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SpecValue } from '../api/types'
import {
  branchSpec,
  changes,
  chosenChanges,
  flat,
  forbidden,
  planned,
  type BranchFields,
  type BranchPlan,
  type SpecObject,
} from './branching'
import { without } from './without'

const parent: SpecObject = {
  experiment: 'demo',
  name: 'parent',
  system: { kind: 'deep-recurrent', width: 30 },
  dynamics: { kind: 'sgd', eta: 0.004 },
  seed: 7,
  stop: { steps: 5000, nll: 0.01 },
  waitingTimes: { at: [1250, 2500], follow: 3 },
}

const values = oneof(integer(), string(), constantFrom<SpecValue>(true, null, [1, 2]))
const paths = constantFrom(
  'dynamics.eta',
  'dynamics.minibatch',
  'record.every.perDecade',
  'seed',
  'stop.nll',
  'restarts',
)

describe('the spec of a branch', () => {
  test('is the parent’s on its random streams, without its name and waiting times', () => {
    const kept = without(parent, 'name', 'waitingTimes')
    expect(branchSpec(parent, { set: {} })).toEqual({ ...kept, seed: 'parent' })
  })

  test('has a seed and an end of its own if they are given', () => {
    const spec = branchSpec(parent, { set: {}, seed: 3, stopSteps: 9000 })
    expect(spec['seed']).toBe(3)
    expect(spec['stop']).toEqual({ steps: 9000, nll: 0.01 })
  })

  test('differs from one without changes in what is set alone', () => {
    assert(
      property(dictionary(paths, values, { maxKeys: 4 }), option(integer({ min: 1, max: 9999 })), (set, stopSteps) => {
        const untouched = structuredClone(parent)
        const stop = stopSteps === null ? {} : { stopSteps }
        const before = flat(branchSpec(parent, { set: {}, ...stop }))
        const after = flat(branchSpec(parent, { set, ...stop }))
        for (const [path, value] of Object.entries(set)) expect(after.get(path)).toEqual(value)
        for (const change of changes(before, after)) expect(Object.keys(set)).toContain(change.path)
        expect(parent).toEqual(untouched)
      }),
    )
  })

  test('takes a path for a path, whatever it is called', () => {
    const spec = branchSpec(parent, { set: { '__proto__.x': 1, 'constructor.y': 2, 'dynamics.eta.z': 3 } })
    expect(({} as { x?: number }).x).toBeUndefined()
    expect(flat(spec).get('constructor.y')).toBe(2)
    expect(flat(spec).get('dynamics.eta.z')).toBe(3)
  })

  test('cannot change what the checkpoint fixes', () => {
    expect(forbidden({ 'dynamics.eta': 1, 'system.width': 60 })).toMatch(/^system\.width /)
    expect(forbidden({ 'systemic.width': 60 })).toBeUndefined()
  })
})

test('what somebody changed is told from what every branch has', () => {
  const spec = branchSpec(parent, { set: { 'dynamics.eta': 0.001 }, stopSteps: 9000 })
  const all = changes(flat(parent), flat(spec))
  expect(all.map(each => each.path)).toEqual([
    'dynamics.eta',
    'name',
    'seed',
    'stop.steps',
    'waitingTimes.at',
    'waitingTimes.follow',
  ])
  expect(chosenChanges(all)).toEqual([
    { path: 'dynamics.eta', before: '0.004', after: '0.001' },
    { path: 'stop.steps', before: '5000', after: '9000' },
  ])
})

describe('a plan of branches', () => {
  const empty = { set: '', seed: '', steps: '', name: '' }

  test('follows every waiting time for its multiple, unless a last step is given', () => {
    const stops = (plan: BranchPlan): unknown[] => ('wrong' in plan ? [] : plan.branches.map(each => each.spec['stop']))
    expect(stops(planned(parent, [1250, 2500], true, empty))).toEqual([
      { steps: 5000, nll: 0.01 },
      { steps: 10000, nll: 0.01 },
    ])
    expect(stops(planned(parent, [1250, 2500], true, { ...empty, steps: '7000' }))).toEqual([
      { steps: 7000, nll: 0.01 },
      { steps: 7000, nll: 0.01 },
    ])
    expect(stops(planned(parent, [1250], false, empty))).toEqual([{ steps: 5000, nll: 0.01 }])
  })

  test('says what is wrong before anything is sent', () => {
    const wrong = (fields: Partial<BranchFields>, steps = [1250]): unknown =>
      planned(parent, steps, false, { ...empty, ...fields })
    expect(wrong({ set: 'dynamics.eta' })).toEqual({ wrong: expect.stringContaining('Line 1') })
    expect(wrong({ set: 'data.kind = x' })).toEqual({ wrong: expect.stringContaining('data.kind') })
    expect(wrong({ seed: 'seven' })).toEqual({ wrong: expect.stringContaining('seven') })
    expect(wrong({ steps: '1.5' })).toEqual({ wrong: expect.stringContaining('1.5') })
    expect(wrong({}, [5000])).toEqual({ wrong: expect.stringContaining('starts at step 5000') })
    expect(wrong({ steps: '1000' })).toEqual({ wrong: expect.stringContaining('stop at 1000') })
  })
})
