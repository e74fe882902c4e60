import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { LineageNode } from '../api/types'
import { near } from './lineage'

const node = (id: number, parent: number | undefined): LineageNode => ({
  id: String(id),
  name: `run ${id}`,
  state: 'completed',
  fromStep: 0,
  step: 1,
  fromTau: 0,
  tau: 1,
  ...(parent === undefined ? {} : { parent: { run: String(parent), step: 0, tau: 0 } }),
})

/** The parent of each is one before it. */
const trees = array(integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 60 }).map(parents =>
  [undefined, ...parents].map((parent, i) => node(i, parent === undefined ? undefined : parent % i)),
)

test('what is shown hangs together, has the run and all its ancestors, and no more than was asked for', () => {
  assert(
    property(trees, integer({ min: 0, max: 59 }), integer({ min: 1, max: 70 }), (nodes, place, most) => {
      const focus = String(place % nodes.length)
      const shown = near(nodes, focus, most)
      const ids = new Set(shown.map(each => each.id))
      let ancestors = 0
      for (let at = nodes.find(each => each.id === focus); at; at = nodes.find(each => each.id === at.parent?.run)) {
        expect(ids.has(at.id)).toBe(true)
        ancestors++
      }
      for (const { parent } of shown) expect(parent === undefined || ids.has(parent.run)).toBe(true)
      expect(shown.length).toBe(Math.max(Math.min(most, nodes.length), Math.min(ancestors, nodes.length)))
      expect(shown).toEqual(nodes.filter(each => ids.has(each.id)))
    }),
  )
})

test('a branch of the run is nearer than a sibling, and that nearer than a niece', () => {
  //  0 -> 1 (sibling) -> 2 (niece);  0 -> 3 (the run) -> 4 (its branch)
  const nodes = [node(0, undefined), node(1, 0), node(2, 1), node(3, 0), node(4, 3)]
  expect(near(nodes, '3', 3).map(each => each.id)).toEqual(['0', '3', '4'])
  expect(near(nodes, '3', 4).map(each => each.id)).toEqual(['0', '1', '3', '4'])
})
