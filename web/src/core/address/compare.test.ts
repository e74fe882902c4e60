import { assert, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { agingView, compareView, format, parse } from '.'
import { axes, comesBack, words, zoom } from './views.setup'

test('the page that compares comes back from its address', () => {
  assert(
    property(record({ runs: words, metrics: words, off: words }), axes, zoom, (fields, shown, range) =>
      comesBack({ page: 'compare', ...fields, ...shown, ...range }),
    ),
  )
})

test('what is usual is not in the address', () => expect(format(compareView(['a', 'b']))).toBe('#/compare?runs=a,b'))

test('the aging picture has a readable address', () => {
  expect(format(agingView(['a', 'b']))).toBe('#/compare?runs=a,b&metrics=aging,msd&x=tau/tw&xscale=log&yscale=log')
})

test('what makes no sense is lost, and the rest kept', () =>
  expect(parse('#/compare?runs=a,,a,b&x=moon&xscale=cubic&from=5&to=2&yscale=log&what=ever')).toEqual({
    ...compareView(['a', 'b']),
    yScale: 'log',
  }))
