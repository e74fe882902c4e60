import { assert, constantFrom, double, integer, maxSafeInteger, option, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { format, parse, runView, snapshots, tabs } from '.'
import { axes, comesBack, scales, words, zoom } from './views.setup'

test('the page of a run comes back from its address', () => {
  assert(
    property(
      record({
        id: string({ unit: 'grapheme', minLength: 1 }),
        tab: constantFrom(...tabs),
        metrics: words,
        smooth: double({ min: 0, max: 0.5, noNaN: true }).map(share => share + 0),
        snapshot: constantFrom(...snapshots),
        matrix: string(),
        spectrumScale: scales,
        law: constantFrom('now' as const, 'start' as const),
        attempt: string(),
        listen: string(),
        wish: record({
          piece: integer({ min: 0, max: 1000 }),
          chords: integer({ min: 1, max: 512 }),
          seed: option(maxSafeInteger(), { nil: undefined }),
          temperature: double({ min: 0, max: 2, noNaN: true }).map(value => value + 0),
          tempo: integer({ min: 20, max: 300 }),
        }),
        log: constantFrom('end' as const, 'all' as const),
        events: constantFrom('acts' as const, 'all' as const),
      }),
      axes,
      zoom,
      option(record({ moment: integer({ min: 0 }), aspect: double({ min: 1e-3, max: 1e3, noNaN: true }) }), {
        nil: undefined,
      }),
      (fields, shown, range, moment) => comesBack({ page: 'run', ...fields, ...shown, ...range, ...moment }),
    ),
  )
})

test('what is usual is not in the address', () => expect(format(runView('0199-ab'))).toBe('#/runs/0199-ab'))

test('what one run shows has a readable address', () => {
  const view = {
    ...runView('0199-ab'),
    metrics: ['nll'],
    smooth: 0.02,
    snapshot: 'distributions',
    matrix: 'J0',
  } as const
  expect(format({ ...view, metrics: ['nll'], moment: 500 })).toBe(
    '#/runs/0199-ab?metrics=nll&smooth=0.02&show=distributions&matrix=J0&moment=500',
  )
})

test('what makes no sense is passed over', () => {
  expect(
    parse('#/runs/a?smooth=7&moment=-1&aspect=nothing&show=moon&law=none&chords=0&tempo=72.5&temperature=9&seed=x'),
  ).toEqual(runView('a'))
})
