import { array, assert, integer, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import type { Attempt } from '../api/types'
import { supersededBy } from './attempts'

const somewhere = {
  fromTau: 0,
  refusedEvents: 0,
  gaps: 0,
  engineVersion: '1',
  gitCommit: 'c',
  dataName: 'd',
  dataSha256: 'e',
  jvm: 'j',
  os: 'o',
  cpu: 'c',
  kernel: 'k',
  threads: 1,
  worker: 'w',
}

const attempt = (number: number, fromStep: number, lastStep: number, supersededFrom?: number): Attempt => ({
  ...somewhere,
  id: `a${number}`,
  number,
  run: 'r',
  startedAt: '2026-01-01T00:00:00Z',
  fromStep,
  lastStep,
  ...(supersededFrom === undefined ? {} : { supersededFrom }),
})

test('an attempt supersedes what was recorded beyond the step at which it went on, once', () => {
  const all = [attempt(1, 0, 700, 500), attempt(2, 500, 800, 500), attempt(3, 500, 1200), attempt(4, 1200, 1500)]
  expect(supersededBy(all[0]!, all)).toEqual([])
  expect(supersededBy(all[1]!, all)).toEqual([{ number: 1, from: 500, to: 700 }])
  expect(supersededBy(all[2]!, all)).toEqual([{ number: 2, from: 500, to: 800 }])
  // It went on exactly where the one before had stopped.
  expect(supersededBy(all[3]!, all)).toEqual([])
})

test('an attempt from the start supersedes all of the one before', () => {
  const all = [attempt(1, 0, 300, -1), attempt(2, 0, 100)]
  expect(supersededBy(all[1]!, all)).toEqual([{ number: 1, from: 0, to: 300 }])
})

test('what an attempt put out of count lies behind it, and no two attempts put out the same', () => {
  // Each goes on from some step that was reached by then; a tracker says from where the earlier ones no longer count.
  const stories = array(tuple(integer({ min: 0, max: 100 }), integer({ min: 1, max: 50 })), {
    minLength: 1,
    maxLength: 8,
  })
  assert(
    property(stories, choices => {
      const all: Attempt[] = []
      for (const [share, length] of choices) {
        const reached = all.at(-1)?.lastStep ?? 0
        const from = Math.floor((reached * share) / 100)
        for (const earlier of all) {
          if (earlier.lastStep <= from) continue
          earlier.supersededFrom = Math.min(earlier.supersededFrom ?? Infinity, from === 0 ? -1 : from)
        }
        all.push(attempt(all.length + 1, from, from + length))
      }
      const put = all.flatMap(each => supersededBy(each, all).map(over => ({ by: each, ...over })))
      for (const { by, number, from, to } of put) {
        expect(number).toBeLessThan(by.number)
        expect(from).toBe(by.fromStep)
        expect(to).toBe(all[number - 1]!.lastStep)
        expect(to).toBeGreaterThan(from)
      }
      expect(new Set(put.map(({ number }) => number)).size).toBe(put.length)
    }),
  )
})
