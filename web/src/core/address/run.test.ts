import { assert, constantFrom, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { format, runView, tabs } from '.'
import { axes, comesBack, scales, zoom } from './views.setup'

test('the page of a run comes back from its address', () => {
  assert(
    property(
      record({
        id: string({ unit: 'grapheme', minLength: 1 }),
        tab: constantFrom(...tabs),
        matrix: string(),
        spectrumScale: scales,
        attempt: string(),
      }),
      axes,
      zoom,
      (fields, shown, range) => comesBack({ page: 'run', ...fields, ...shown, ...range }),
    ),
  )
})

test('what is usual is not in the address', () => expect(format(runView('0199-ab'))).toBe('#/runs/0199-ab'))
