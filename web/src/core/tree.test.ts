import { array, assert, boolean, constantFrom, integer, nat, property, tuple, type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineageNode } from '../api/types'
import { axisOf, forks, lanes, layout, walk, type Lane, type Stem } from './tree'

const node = (id: number, parent: number | undefined, fromStep: number, length: number): LineageNode => ({
  id: String(id),
  name: `run ${id}`,
  state: 'completed',
  fromStep,
  fromTau: 'NaN',
  step: fromStep + length,
  tau: 'NaN',
  ...(parent === undefined ? {} : { parent: { run: String(parent), step: fromStep, tau: 'NaN' } }),
})

/** Any forest: each run begins anew, or branches from an earlier one, mostly on that one's own part. */
const forests: Arbitrary<Stem[]> = array(
  tuple(integer({ min: 0, max: 1000 }), integer({ min: 0, max: 120 }), integer({ min: 1, max: 100 }), nat(9)),
  { minLength: 1, maxLength: 40 },
).map(choices => {
  const stems: Stem[] = []
  for (const [i, [pick, at, length, root]] of choices.entries()) {
    const parent = i === 0 || root === 0 ? undefined : stems[pick % i]!
    const from = parent ? parent.from + Math.round(((parent.to - parent.from) * at) / 100) : 0
    stems.push({ id: String(i), parent: parent?.id, from, to: from + length, order: String(i).padStart(3, '0') })
  }
  return stems
})

const self = (stem: Stem): Stem => stem

/** Touching the start of a line that begins at the same place is no crossing. */
function crossings<N>(drawn: readonly Lane<N>[]): Lane<N>[] {
  return drawn.flatMap(branch =>
    branch.parentRow === undefined
      ? []
      : drawn.slice(branch.parentRow + 1, branch.row).filter(between => between.from < branch.from),
  )
}

describe('a drawn forest', () => {
  test('gives every run a row of its own, below its parent and behind nothing of another subtree', () => {
    assert(
      property(forests, stems => {
        const drawn = layout(stems, self)
        expect(drawn.map(lane => lane.row)).toEqual(stems.map((_, i) => i))
        expect(new Set(drawn.map(lane => lane.node.id)).size).toBe(stems.length)
        const row = new Map(drawn.map(lane => [lane.node.id, lane.row]))
        for (const lane of drawn) {
          const { parent } = lane.node
          expect(lane.parentRow).toBe(parent === undefined ? undefined : row.get(parent))
          if (lane.parentRow === undefined) continue
          expect(lane.parentRow).toBeLessThan(lane.row)
          expect(lane.depth).toBe(drawn[lane.parentRow]!.depth + 1)
          // A subtree stands together: all between a run and its parent descends from that parent.
          for (const between of drawn.slice(lane.parentRow + 1, lane.row)) {
            expect(between.depth).toBeGreaterThanOrEqual(lane.depth)
          }
        }
      }),
    )
  })

  test('lets no connector cross the line of another run, whatever the clocks say', () => {
    assert(
      property(forests, integer({ min: -50, max: 50 }), (stems, skew) => {
        expect(crossings(layout(stems, self))).toEqual([])
        const strange = (stem: Stem): Stem => ({ ...stem, from: stem.from + (Number(stem.id) % 3) * skew })
        expect(crossings(layout(stems, strange))).toEqual([])
      }),
    )
  })

  test('draws a line as far as its last branch', () => {
    assert(
      property(forests, stems => {
        const drawn = layout(stems, self)
        for (const lane of drawn) {
          expect(lane.reach).toBeGreaterThanOrEqual(lane.to)
          if (lane.parentRow !== undefined) expect(drawn[lane.parentRow]!.reach).toBeGreaterThanOrEqual(lane.from)
        }
      }),
    )
  })

  test('keeps the order of the others when a run is added, gets on, or comes in another order', () => {
    assert(
      property(forests, nat(), integer({ min: 0, max: 50 }), (stems, pick, more) => {
        const ids = (all: readonly Stem[]): string[] => layout(all, self).map(lane => lane.node.id)
        const whole = ids(stems)
        const last = stems.at(-1)!
        expect(ids(stems.slice(0, -1))).toEqual(whole.filter(id => id !== last.id))
        expect(ids(stems.toReversed())).toEqual(whole)
        const moved = stems.map((stem, i) => (i === pick % stems.length ? { ...stem, to: stem.to + more } : stem))
        expect(ids(moved)).toEqual(whole)
      }),
    )
  })

  test('leaves out what is folded, counts it, and moves nothing else', () => {
    assert(
      property(forests, array(boolean(), { minLength: 40, maxLength: 40 }), (stems, choices) => {
        const whole = layout(stems, self)
        const drawn = layout(stems, self, stem => choices[Number(stem.id)]!)
        const shown = new Set(drawn.map(lane => lane.node.id))
        const hidden = drawn.flatMap(lane => lane.hidden.map(each => each.id))
        expect(drawn.length + hidden.length).toBe(stems.length)
        expect(hidden.filter(id => shown.has(id))).toEqual([])
        expect(drawn.map(lane => lane.node.id)).toEqual(whole.map(lane => lane.node.id).filter(id => shown.has(id)))
        for (const lane of drawn) {
          const open = lane.branches === 0 || !choices[Number(lane.node.id)]
          expect(lane.hidden.length === 0).toBe(open)
          expect(lane.hiddenTo).toBe(Math.max(lane.from, ...lane.hidden.map(each => each.to)))
        }
      }),
    )
  })

  test('numbers the branches of a run', () => {
    assert(
      property(forests, stems => {
        const drawn = layout(stems, self)
        for (const lane of drawn) {
          const siblings = drawn.filter(each => each.node.parent === lane.node.parent)
          expect(siblings.map(each => each.place)).toEqual(siblings.map((_, i) => i + 1))
          expect(lane.of).toBe(siblings.length)
          expect(lane.branches).toBe(drawn.filter(each => each.node.parent === lane.node.id).length)
        }
      }),
    )
  })

  test('of 5,000 runs has a row each and crosses nothing, and no more forks in sight than places', () => {
    let state = 7
    // Numerical Recipes' linear congruence: the same forest each time.
    const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
    const stems: Stem[] = []
    for (let i = 0; i < 5000; i++) {
      const near = random() < 0.7 ? Math.max(0, i - 20) : 0
      const parent = i === 0 || random() < 0.01 ? undefined : stems[near + Math.floor(random() * (i - near))]!
      const from = parent ? parent.from + (parent.to - parent.from) * random() : 0
      const order = String(i).padStart(4, '0')
      stems.push({ id: String(i), parent: parent?.id, from, to: from + 1 + 1000 * random(), order })
    }
    const drawn = layout(stems, self)
    expect(new Set(drawn.map(lane => lane.node.id)).size).toBe(5000)
    expect(drawn.every((lane, row) => lane.row === row && (lane.parentRow ?? -1) < row)).toBe(true)
    expect(crossings(drawn)).toEqual([])
    const end = Math.max(...drawn.map(lane => lane.to))
    for (const top of [0, 1234, 4960]) {
      expect(forks(drawn, top, top + 40, end / 500).length).toBeLessThanOrEqual(41 + 501)
    }
    // Folded to its roots it is as short as it was before anybody branched.
    expect(layout(stems, self, () => true)).toHaveLength(stems.filter(stem => stem.parent === undefined).length)
  })

  test('stands a chain of thousands, and a circle', () => {
    const chain = Array.from({ length: 20_000 }, (_, i): Stem => {
      return { id: String(i), parent: i === 0 ? undefined : String(i - 1), from: i, to: i + 2, order: '' }
    })
    expect(layout(chain, self)).toHaveLength(20_000)
    expect(layout(chain, self, (_, depth) => depth === 1)[1]!.hidden).toHaveLength(19_998)
    const circle = [0, 1].map((i): Stem => ({ id: String(i), parent: String(1 - i), from: 0, to: 1, order: '' }))
    expect(layout(circle, self)).toEqual([])
  })
})

describe('the connectors in sight', () => {
  const part = tuple(forests, nat(39), nat(10))

  test('are those that touch the rows, all of their own rows among them', () => {
    assert(
      property(part, ([stems, top, height]) => {
        const drawn = layout(stems, self)
        const bottom = top + height
        const found = forks(drawn, top, bottom, 1e-9)
        for (const { row, parentRow } of found) {
          expect(row).toBeGreaterThanOrEqual(top)
          expect(parentRow).toBeLessThanOrEqual(bottom)
        }
        const expected = drawn.filter(
          lane => lane.parentRow !== undefined && lane.row >= top && lane.row <= bottom && lane.parentRow <= bottom,
        )
        const rows = new Set(found.map(fork => fork.row))
        expect(expected.filter(lane => !rows.has(lane.row))).toEqual([])
      }),
    )
  })

  test('cover every place where one passes, once', () => {
    assert(
      property(part, integer({ min: 1, max: 50 }), ([stems, top, height], width) => {
        const drawn = layout(stems, self)
        const bottom = top + height
        const place = (at: number): number => Math.round(at / width)
        const passing = forks(drawn, top, bottom, width).filter(fork => fork.row > bottom)
        expect(new Set(passing.map(fork => place(fork.at))).size).toBe(passing.length)
        const places = new Map(passing.map(fork => [place(fork.at), fork.parentRow]))
        for (const lane of drawn.slice(bottom + 1)) {
          if (lane.parentRow === undefined || lane.parentRow > bottom) continue
          expect(places.get(place(lane.from))).toBeLessThanOrEqual(lane.parentRow)
        }
      }),
    )
  })
})

describe('keys', () => {
  const keys = constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')

  test('never leave the tree, and fold only what can be folded', () => {
    assert(
      property(forests, array(keys, { maxLength: 60 }), (stems, pressed) => {
        const folded = new Set<string>()
        let row = 0
        for (const key of pressed) {
          const drawn = layout(stems, self, stem => folded.has(stem.id))
          const asked = walk(drawn, row, key, 5)
          if (!asked) continue
          if ('row' in asked) row = asked.row
          else if ('fold' in asked) folded.add(drawn[asked.fold]!.node.id)
          else folded.delete(drawn[asked.unfold]!.node.id)
          expect(layout(stems, self, stem => folded.has(stem.id))[row]).toBeDefined()
        }
      }),
    )
  })

  test('go to the first branch, and back to the parent', () => {
    assert(
      property(forests, stems => {
        const drawn = layout(stems, self)
        for (const lane of drawn) {
          const right = walk(drawn, lane.row, 'ArrowRight', 5)
          if (lane.branches === 0) expect(right).toBeUndefined()
          else expect(right).toEqual({ row: drawn.find(each => each.parentRow === lane.row)!.row })
          const left = walk(drawn, lane.row, 'ArrowLeft', 5)
          if (lane.branches > 0) expect(left).toEqual({ fold: lane.row })
          else expect(left).toEqual(lane.parentRow === undefined ? undefined : { row: lane.parentRow })
        }
      }),
    )
  })
})

test('a branch whose parent is not known yet is drawn as a root', () => {
  const orphan = node(1, 7, 50, 10)
  expect(lanes([orphan], 'step')).toMatchObject([{ row: 0, from: 50, to: 60, parentRow: undefined }])
})

test('the axis is proper time where every run has one', () => {
  const timed = { ...node(0, undefined, 0, 5), fromTau: 0, tau: 2 }
  expect(axisOf([timed])).toBe('tau')
  expect(axisOf([timed, node(1, 0, 3, 1)])).toBe('step')
})
