import { array, assert, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineageNode } from '../api/types'
import { axisOf, lanes } from './tree'

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

/** Any tree: each run branches from an earlier one, somewhere on that one's own part. */
const trees = array(
  tuple(integer({ min: 0, max: 1000 }), integer({ min: 0, max: 100 }), integer({ min: 1, max: 100 })),
  {
    minLength: 1,
    maxLength: 30,
  },
).map(choices => {
  const nodes: LineageNode[] = []
  for (const [i, [pick, at, length]] of choices.entries()) {
    const parent = i === 0 ? undefined : nodes[pick % i]!
    const from = parent ? parent.fromStep + Math.round(((parent.step - parent.fromStep) * at) / 100) : 0
    nodes.push(node(i, parent && Number(parent.id), from, length))
  }
  return nodes
})

describe('a drawn lineage', () => {
  test('gives every run a row of its own, below its parent', () => {
    assert(
      property(trees, nodes => {
        const drawn = lanes(nodes, 'step')
        expect(drawn.map(lane => lane.row)).toEqual(nodes.map((_, i) => i))
        for (const lane of drawn) if (lane.node.parent) expect(lane.parentRow).toBeLessThan(lane.row)
      }),
    )
  })

  test('lets no connector cross the line of another run', () => {
    assert(
      property(trees, nodes => {
        const drawn = lanes(nodes, 'step')
        for (const branch of drawn) {
          if (branch.parentRow === undefined) continue
          for (const between of drawn.slice(branch.parentRow + 1, branch.row)) {
            // Touching the start of a line that begins at the same step is no crossing.
            expect(between.from).toBeGreaterThanOrEqual(branch.from)
          }
        }
      }),
    )
  })

  test('draws a branch whose parent is not known yet, as a root', () => {
    const orphan = node(1, 7, 50, 10)
    expect(lanes([orphan], 'step')).toMatchObject([{ row: 0, from: 50, to: 60, parentRow: undefined }])
  })
})

test('the axis is proper time where every run has one', () => {
  const timed = { ...node(0, undefined, 0, 5), fromTau: 0, tau: 2 }
  expect(axisOf([timed])).toBe('tau')
  expect(axisOf([timed, node(1, 0, 3, 1)])).toBe('step')
})
