import { describe, expect, test } from 'vitest'
import type { Progress, Run } from '../api/types'
import { made } from './made.setup'
import { differingPaths, keyParams, share, withProgress, withRun } from './runs'

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
  test('never takes a run back to an earlier version', () => {
    const newer = running('a', { updatedAt: '2026-01-01T00:00:09Z', state: 'completed' })
    const runs = withRun(withRun(new Map(), newer), running('a'))
    expect(runs.get('a')?.state).toBe('completed')
  })

  test.each([{ archived: true }, { trashedAt: '2026-01-02T00:00:00Z' }, { purgedAt: '2026-01-03T00:00:00Z' }])(
    'a run that was put away leaves the list and comes back when it is restored: %o',
    away => {
      const gone = withRun(withRun(new Map(), running('a')), running('a', away))
      expect(gone.size).toBe(0)
      expect(withRun(gone, running('a')).size).toBe(1)
    },
  )

  test('moves a running run on, and never back', () => {
    const runs = withRun(new Map(), running('a', { attempt: 'x', step: 5, tau: 2 }))
    const moved = withProgress(runs, beat({ stepsPerSecond: 80, tau: 1 })).get('a')
    expect(moved).toMatchObject({ step: 10, tau: 2, stepsPerSecond: 80 })
  })

  test('of a run without a proper time says none', () => {
    const runs = withRun(new Map(), running('a', { attempt: 'x', tau: 'NaN' }))
    expect(withProgress(runs, beat({ tau: 'NaN' })).get('a')?.tau).toBe('NaN')
    expect(withProgress(runs, beat({ tau: 1 })).get('a')?.tau).toBe(1)
  })

  test.each([
    ['of another attempt', running('a', { attempt: 'y', step: 5 })],
    ['of a run that is over', running('a', { attempt: 'x', step: 5, state: 'completed' })],
  ])('a heartbeat %s changes nothing', (_, known) => {
    const runs = withRun(new Map(), known)
    expect(withProgress(runs, beat())).toBe(runs)
  })

  test('a heartbeat of an unknown run changes nothing', () => expect(withProgress(new Map(), beat()).size).toBe(0))
})

test('parameters that differ come first, and what only some runs have differs', () => {
  const runs = [
    running('a', {
      params: { 'system.width': 30, 'dynamics.eta': 0.1, 'record.every': 5, 'stop.steps': 9, 'data.kind': 'x' },
    }),
    running('b', { params: { 'system.width': 30, 'dynamics.eta': 0.2, 'data.kind': 'x' } }),
  ]
  const differing = differingPaths(runs)
  expect(differing).toEqual(new Set(['dynamics.eta', 'record.every', 'stop.steps']))
  expect(keyParams(runs[0]!, differing).map(param => param.path)).toEqual([
    'dynamics.eta',
    'record.every',
    'system.width',
  ])
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
