import { array, assert, constantFrom, dictionary, integer, oneof, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Progress, Run } from '../api/types'
import { made } from './made.setup'
import { comparedPaths, keyParams, share, withProgress, type Runs } from './runs'

const running = (id: string, overrides: Partial<Run> = {}): Run => made(id, { state: 'running', ...overrides })

const beat = (overrides: Partial<Progress> = {}): Progress => ({
  run: 'a',
  attempt: 'x',
  worker: 'w',
  step: 10,
  tau: 0.5,
  heartbeatAt: '2026-01-01T00:01:00Z',
  ...overrides,
})

describe('the stream', () => {
  test('moves a running run on, and never back', () => {
    const runs = new Map([['a', running('a', { attempt: 'x', step: 5, tau: 2 })]])
    const moved = withProgress(runs, beat({ stepsPerSecond: 80, tau: 1 })).get('a')
    expect(moved).toMatchObject({ step: 10, tau: 2, stepsPerSecond: 80 })
  })

  test('of a run without a proper time says none', () => {
    const runs = new Map([['a', running('a', { attempt: 'x', tau: 'NaN' })]])
    expect(withProgress(runs, beat({ tau: 'NaN' })).get('a')?.tau).toBe('NaN')
    expect(withProgress(runs, beat({ tau: 1 })).get('a')?.tau).toBe(1)
  })

  test.each([
    ['of another attempt', running('a', { attempt: 'y', step: 5 })],
    ['of a run that is over', running('a', { attempt: 'x', step: 5, state: 'completed' })],
  ])('a heartbeat %s changes nothing', (_, known) => {
    const runs = new Map([['a', known]])
    expect(withProgress(runs, beat())).toBe(runs)
  })

  test('a heartbeat of an unknown run changes nothing', () => expect(withProgress(new Map(), beat()).size).toBe(0))
})

test('whatever heartbeats come in whatever order, a run is as far as the furthest of its own', () =>
  assert(
    property(
      array(record({ attempt: constantFrom('x', 'y'), step: integer({ min: 0, max: 1000 }) }), { maxLength: 20 }),
      beats => {
        const start: Runs = new Map([['a', running('a', { attempt: 'x', step: 5 })]])
        const moved = beats.reduce<Runs>((runs, each) => withProgress(runs, beat(each)), start)
        const own = beats.filter(each => each.attempt === 'x').map(each => each.step)
        expect(moved.get('a')!.step).toBe(Math.max(5, ...own))
      },
    ),
  ))

test('a path differs unless all runs have the same at it', () => {
  const params = dictionary(constantFrom('a', 'b.c', 'd'), oneof(integer({ min: 0, max: 2 }), constantFrom('0', 'x')))
  assert(
    property(array(params, { maxLength: 6 }), each => {
      const { differing } = comparedPaths(each.map((made, i) => running(String(i), { params: made })))
      for (const path of ['a', 'b.c', 'd']) {
        const values = new Set(each.map(made => (path in made ? String(made[path]) : undefined)))
        expect(differing.has(path)).toBe(values.size > 1)
      }
    }),
  )
})

test('parameters that differ come first, and what only some runs have differs', () => {
  const runs = [
    running('a', {
      params: { 'system.width': 30, 'dynamics.eta': 0.1, 'record.every': 5, 'stop.steps': 9, 'data.kind': 'x' },
    }),
    running('b', { params: { 'system.width': 30, 'dynamics.eta': 0.2, 'data.kind': 'x' } }),
  ]
  const { differing, common } = comparedPaths(runs)
  expect(common).toEqual(['system.width', 'data.kind'])
  expect(differing).toEqual(new Set(['dynamics.eta', 'record.every', 'stop.steps']))
  expect(keyParams(runs[0]!, differing).map(param => param.path)).toEqual([
    'dynamics.eta',
    'record.every',
    'system.width',
  ])
})

test('a run of another sort does not make everything differ', () => {
  const spec = { 'system.kind': 'deep-recurrent', 'system.width': 30, seed: 1 }
  const runs = [
    running('a', { params: { ...spec, 'dynamics.eta': 0.1 } }),
    running('b', { params: { ...spec, 'dynamics.eta': 0.2 } }),
    running('c', { kind: 'external', params: { seed: 1, optimizer: 'adam' } }),
  ]
  expect(comparedPaths(runs)).toEqual({ differing: new Set(['dynamics.eta']), common: ['seed'] })
  const other = running('d', { params: { 'system.kind': 'spherical', 'system.width': 60, seed: 1 } })
  expect(comparedPaths([runs[0]!, other]).differing).toEqual(new Set(['system.kind', 'system.width']))
})

test("a branch's progress counts from its branch point", () => {
  expect(
    share(
      running('a', {
        step: 150,
        targetStep: 200,
        parent: { run: 'p', attempt: 'x', step: 100, tau: 1, checkpoint: 'c' },
      }),
    ),
  ).toBe(0.5)
  expect(share(running('a', { step: 150 }))).toBeUndefined()
})
