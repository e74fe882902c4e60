import { assert, double, integer, property, tuple, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import type { Line } from './series'
import { splicedLine } from './splice'

const line = (xs: readonly number[], band = false): Line => ({
  run: 'r',
  metric: 'nll',
  points: xs.length,
  steps: xs.map(x => 10 * x),
  xs: [...xs],
  values: xs.map(Math.sin),
  leftOut: 0,
  ...(band ? { band: { min: xs.map(x => Math.sin(x) - 1), max: xs.map(x => Math.sin(x) + 1) } } : {}),
})

const rising = uniqueArray(double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }).map(xs =>
  xs.toSorted((a, b) => a - b),
)
const part = tuple(double({ min: 0, max: 100, noNaN: true }), double({ min: 0, max: 50, noNaN: true })).map(
  ([from, length]) => ({ from, to: from + length }),
)

test('of a whole and its own points in a part the whole comes', () => {
  assert(
    property(rising, part, (xs, range) => {
      const fine = line(xs.filter(x => x >= range.from && x <= range.to))
      expect(splicedLine(line(xs), fine, range)).toEqual(line(xs))
    }),
  )
})

test('in the part stand the fine points, elsewhere the coarse ones, and all of them rise', () => {
  assert(
    property(rising, integer({ min: 1, max: 5 }), part, (xs, every, range) => {
      const coarse = xs.filter((_, i) => i % every === 0)
      const inside = xs.filter(x => x >= range.from && x <= range.to)
      const spliced = splicedLine(line(coarse, true), line(inside), range)
      const outside = coarse.filter(x => x < range.from || x > range.to)
      const expected = inside.length === 0 ? coarse : [...outside, ...inside].toSorted((a, b) => a - b)
      expect(spliced.xs).toEqual(expected)
      expect(spliced.values).toEqual(expected.map(Math.sin))
      // Points that were not reduced are their own extremes.
      const fine = (x: number) => inside.length > 0 && x >= range.from && x <= range.to
      expect(spliced.band?.max).toEqual(expected.map(x => Math.sin(x) + (fine(x) ? 0 : 1)))
    }),
  )
})

test('between two points, where nothing was recorded, the line goes on', () => {
  const whole = line([1, 10, 100])
  expect(splicedLine(whole, line([]), { from: 20, to: 30 })).toEqual(whole)
})
