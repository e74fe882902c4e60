import { assert, constantFrom, double, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Range } from './series'
import { keyZoom, movedBy, wheelZoom, within, zoomedAbout } from './zoom'

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

describe('by hand', () => {
  const scales = constantFrom('linear' as const, 'log' as const)
  const range = record({
    from: double({ min: 1, max: 100, noNaN: true }),
    by: double({ min: 1.01, max: 50, noNaN: true }),
  }).map(({ from, by }) => ({ from, to: from * by }))
  const part = ({ from, to }: { from: number; to: number }, x: number, scale: 'linear' | 'log'): number =>
    scale === 'log' ? Math.log(x / from) / Math.log(to / from) : (x - from) / (to - from)

  test('what is under the pointer stays there, and zooming back shows what was seen', () => {
    assert(
      property(
        range,
        double({ min: 0, max: 1, noNaN: true }),
        double({ min: 0.2, max: 5, noNaN: true }),
        scales,
        (shown, at, factor, scale) => {
          const x =
            scale === 'log' ? shown.from * (shown.to / shown.from) ** at : shown.from + at * (shown.to - shown.from)
          const next = zoomedAbout(x, factor, shown, scale)
          expect(part(next, x, scale)).toBeCloseTo(at, 6)
          const back = zoomedAbout(x, 1 / factor, next, scale)
          expect(back.from / shown.from).toBeCloseTo(1, 6)
          expect(back.to / shown.to).toBeCloseTo(1, 6)
        },
      ),
    )
  })

  test('moving keeps the length, and back is back', () => {
    assert(
      property(range, double({ min: -2, max: 2, noNaN: true }), scales, (shown, share, scale) => {
        const next = movedBy(share, shown, scale)
        expect(part(shown, next.from, scale)).toBeCloseTo(share, 6)
        expect(part(shown, next.to, scale)).toBeCloseTo(1 + share, 6)
      }),
    )
  })

  test('nobody gets lost: something of the whole is seen, and more than the whole is the whole', () => {
    assert(
      property(range, range, scales, (whole, wish, scale) => {
        const got = within(wish, whole, scale)
        if (!got) return
        expect(part(whole, got.to, scale)).toBeGreaterThan(0)
        expect(part(whole, got.from, scale)).toBeLessThan(1)
        expect(part(whole, got.to, scale) - part(whole, got.from, scale)).toBeLessThan(1 + 1e-9)
        if (wish.from >= whole.from && wish.to <= whole.to) expect(got).toEqual(wish)
      }),
    )
  })
})

describe('the wheel', () => {
  const whole = { from: 0, to: 1000 }

  test('keeps the place under the pointer where it is', () => {
    assert(
      property(integer({ min: 0, max: 1000 }), integer({ min: -1000, max: -1 }), (about, delta) => {
        const next = wheelZoom(whole, whole, about, delta)!
        const share = (range: Range): number => (about - range.from) / (range.to - range.from)
        expect(share(next)).toBeCloseTo(share(whole), 6)
        expect(next.to - next.from).toBeLessThan(1000)
      }),
    )
  })

  test('ends at all there is, and before there is nothing', () => {
    expect(wheelZoom({ from: 400, to: 600 }, whole, 500, 1e4)).toBeUndefined()
    const close = { from: 500, to: 500 + 1e-7 }
    expect(wheelZoom(close, whole, 500, -1e5)).toEqual(close)
  })
})
