import { assert, constantFrom, nat, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { format, isFolded, parse, treeClocks, treeView } from '.'
import { comesBack, words, zoom } from './views.setup'

test('the page of a tree comes back from its address', () => {
  assert(
    property(
      record({
        of: string(),
        experiment: string({ unit: 'grapheme' }),
        along: constantFrom(...treeClocks),
        levels: nat(20),
        toggled: words,
        at: string(),
        selected: words,
      }),
      zoom,
      (fields, range) => comesBack({ page: 'tree', ...fields, ...range }),
    ),
  )
})

test('what is usual is not in the address', () => {
  expect(format(treeView({ of: '0199-ab' }))).toBe('#/tree?of=0199-ab')
  expect(format({ ...treeView({ experiment: 'glass' }), levels: 2 })).toBe('#/tree?experiment=glass&levels=2')
})

test('what makes no sense is lost, and the rest kept', () =>
  expect(parse('#/tree?of=a&along=moon&levels=-2&from=4&to=2&at=b')).toEqual({ ...treeView({ of: 'a' }), at: 'b' }))

test('levels say what is folded, and single runs the contrary', () => {
  const view = { levels: 2, toggled: ['x'] }
  expect([isFolded(view, 'a', 0), isFolded(view, 'a', 1), isFolded(view, 'x', 0), isFolded(view, 'x', 1)]).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isFolded({ levels: 0, toggled: [] }, 'a', 99)).toBe(false)
})
