import { array, assert, boolean, constantFrom, integer, property, record, subarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { obstacle, summary, trashPlan } from './acting'
import { branchedFrom, made } from '../made.setup'

/** Trees: a run branches from one before it, or from none. */
const trees = array(
  record({
    parent: integer({ min: -1, max: 8 }),
    state: constantFrom('completed' as const, 'running' as const),
    trashed: boolean(),
  }),
  { minLength: 1, maxLength: 9 },
).map(all =>
  all.map(({ parent, state, trashed }, i) =>
    made(String(i), {
      state,
      ...(parent >= 0 && parent < i ? branchedFrom(String(parent)) : {}),
      ...(trashed ? { trashedAt: '2026-01-01T00:00:00Z' } : {}),
    }),
  ),
)

describe('what goes into the trash', () => {
  test('never leaves a living branch without what it stands on, and goes branches first', () => {
    assert(
      property(
        trees.chain(tree => subarray(tree).map(chosen => ({ tree, chosen }))),
        boolean(),
        ({ tree, chosen }, along) => {
          const plan = trashPlan(
            chosen.map(each => each.id),
            tree,
            along,
          )
          const living = new Set(tree.filter(run => run.trashedAt === undefined).map(run => run.id))
          for (const run of plan.ready) {
            // The tracker's own rule, at the moment of each.
            expect(tree.some(each => each.parent?.run === run.id && living.has(each.id))).toBe(false)
            living.delete(run.id)
          }
          const dealt = [...plan.ready, ...plan.blocked, ...plan.busy.map(each => each.run)].map(run => run.id)
          expect(new Set(dealt).size).toBe(dealt.length)
          for (const run of chosen) if (run.trashedAt === undefined) expect(dealt).toContain(run.id)
          if (!along) expect(dealt.every(id => chosen.some(run => run.id === id))).toBe(true)
        },
      ),
    )
  })

  test('names what hangs on the chosen run, and takes it along if asked', () => {
    const tree = [made('a'), made('b', branchedFrom('a')), made('c', branchedFrom('b'))]
    const alone = trashPlan(['a'], tree, false)
    expect(alone.ready).toEqual([])
    expect(alone.blocked.map(run => run.id)).toEqual(['a'])
    expect(alone.hanging.map(run => run.id)).toEqual(['b', 'c'])
    expect(trashPlan(['a'], tree, true).ready.map(run => run.id)).toEqual(['c', 'b', 'a'])
  })
})

test.each([
  ['pause', made('a', { state: 'running' }), undefined],
  ['pause', made('a', { state: 'completed' }), 'it is completed'],
  ['cancel', made('a', { kind: 'external', state: 'running' }), undefined],
  ['pause', made('a', { kind: 'external', state: 'running' }), 'a program of its own drives it'],
  ['trash', made('a', { state: 'running' }), 'it is running: cancel it first'],
  ['trash', made('a', { kind: 'published', state: 'running' }), undefined],
  ['purge', made('a'), 'it is not in the trash'],
  ['restore', made('a', { archived: true }), undefined],
  ['archive', made('a', { archived: true }), 'it is archived already'],
] as const)('%s of %o: %s', (act, run, why) => expect(obstacle(act, run)).toBe(why))

test('a report says no more than what is so', () => {
  expect(summary('archive', { done: 3, accepted: 0, refused: [] })).toBe('3 runs archived.')
  expect(summary('pause', { done: 1, accepted: 1, refused: [{ name: 'a', why: 'b' }] })).toBe(
    '1 of 3 runs asked to pause; 1 accepted, which the tracker is still applying; 1 refused.',
  )
})
