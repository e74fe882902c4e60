import { assert, constantFrom, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { keyZoom } from './zoom'

test('plus and minus undo each other, as do the arrows', () => {
  assert(
    property(
      double({ min: 0.01, max: 100, noNaN: true }),
      double({ min: 1.1, max: 1000, noNaN: true }),
      constantFrom('linear' as const, 'log' as const),
      constantFrom(['+', '-'] as const, ['ArrowLeft', 'ArrowRight'] as const),
      (from, factor, scale, [one, other]) => {
        const range = { from, to: from * factor }
        const there = keyZoom(one, range, scale)
        if (typeof there !== 'object') throw new Error('no range')
        const back = keyZoom(other, there, scale)
        if (typeof back !== 'object') throw new Error('no range')
        expect(back.from / range.from).toBeCloseTo(1, 6)
        expect(back.to / range.to).toBeCloseTo(1, 6)
      },
    ),
  )
})

test('on a log axis a range stays positive', () => {
  expect(keyZoom('-', { from: 1, to: 100 }, 'log')).toEqual({ from: expect.closeTo(0.1), to: expect.closeTo(1000) })
})

test('zero and escape show all, other keys nothing', () => {
  expect(keyZoom('0', { from: 1, to: 2 }, 'log')).toBe('all')
  expect(keyZoom('Escape', { from: 1, to: 2 }, 'log')).toBe('all')
  expect(keyZoom('x', { from: 1, to: 2 }, 'log')).toBeUndefined()
})
