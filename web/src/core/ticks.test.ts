import { assert, double, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { niceStep, ticks, timeUnit } from './ticks'

const labels = (from: number, to: number, scale: 'linear' | 'log', room = 6) =>
  ticks({ from, to }, scale, room)
    .map(tick => tick.label)
    .filter(Boolean)

describe('a linear axis', () => {
  test.each([
    [0, 1, ['0', '0.2', '0.4', '0.6', '0.8', '1.0']],
    [0, 320_000, ['0', '100\u2009000', '200\u2009000', '300\u2009000']],
    [0, 3_200_000, ['0', '1\u2009×\u200910⁶', '2\u2009×\u200910⁶', '3\u2009×\u200910⁶']],
    [0, 4e-7, ['0', '1\u2009×\u200910⁻⁷', '2\u2009×\u200910⁻⁷', '3\u2009×\u200910⁻⁷', '4\u2009×\u200910⁻⁷']],
    [-0.02, 0.02, ['\u22120.02', '\u22120.01', '0', '0.01', '0.02']],
  ])('from %d to %d', (from, to, expected) => expect(labels(from, to, 'linear')).toEqual(expected))

  test('has marks inside its range, as many as there is room for, and no two that say the same', () => {
    assert(
      property(
        double({ min: -1e9, max: 1e9, noNaN: true }),
        double({ min: 1e-6, max: 1e9, noNaN: true }),
        integer({ min: 2, max: 12 }),
        (from, length, room) => {
          // A range narrower than the twelve digits of a mark cannot be marked.
          if (length < Math.abs(from) * 1e-9) return
          const to = from + length
          const marks = ticks({ from, to }, 'linear', room)
          const step = niceStep((to - from) / room)
          expect(marks.length).toBeLessThanOrEqual(room + 1)
          expect(marks.length).toBeGreaterThanOrEqual(Math.floor(room / 2.6))
          for (const { at } of marks) {
            expect(at).toBeGreaterThanOrEqual(from - step * 1e-3)
            expect(at).toBeLessThanOrEqual(to + step * 1e-3)
          }
          expect(new Set(marks.map(mark => mark.label)).size).toBe(marks.length)
        },
      ),
    )
  })
})

describe('a log axis', () => {
  test.each([
    [0.05, 20, ['0.1', '1', '10']],
    [1e-9, 1e-3, ['10⁻⁹', '10⁻⁸', '10⁻⁷', '10⁻⁶', '10⁻⁵', '10⁻⁴', '10⁻³']],
    [1, 1e12, ['1', '10²', '10⁴', '10⁶', '10⁸', '10¹⁰', '10¹²']],
    [0.02, 0.3, ['0.02', '0.05', '0.1', '0.2']],
    [2, 30, ['2', '5', '10', '20']],
    [1.5, 4.5, ['1.5', '2.0', '2.5', '3.0', '3.5', '4.0', '4.5']],
    [150, 4200, ['200', '500', '1000', '2000']],
    [0.21, 0.24, ['0.210', '0.215', '0.220', '0.225', '0.230', '0.235', '0.240']],
  ])('from %d to %d', (from, to, expected) => expect(labels(from, to, 'log')).toEqual(expected))

  test('of half a decade has three labels where there is room for six', () => {
    assert(
      property(
        double({ min: -12, max: 6, noNaN: true }),
        double({ min: 0.5, max: 18, noNaN: true }),
        (low, decades) => {
          expect(labels(10 ** low, 10 ** (low + decades), 'log').length).toBeGreaterThanOrEqual(3)
        },
      ),
    )
  })

  test('has rising marks inside its range', () => {
    assert(
      property(
        double({ min: -12, max: 6, noNaN: true }),
        double({ min: 0.01, max: 18, noNaN: true }),
        (low, decades) => {
          const range = { from: 10 ** low, to: 10 ** (low + decades) }
          const at = ticks(range, 'log', 6).map(tick => tick.at)
          for (const [i, value] of at.entries()) {
            expect(value).toBeGreaterThanOrEqual(range.from * (1 - 1e-6))
            expect(value).toBeLessThanOrEqual(range.to * (1 + 1e-6))
            if (i > 0) expect(value).toBeGreaterThan(at[i - 1]!)
          }
          expect(at.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

test('an empty range has no marks', () => expect(ticks({ from: 3, to: 3 }, 'linear', 5)).toEqual([]))

test.each([
  [20_000, 's'],
  [400_000, 'min'],
  [2 * 86_400_000, 'h'],
  [9 * 86_400_000, 'd'],
  [40, 'ms'],
])('%d ms of wall time are read in %s', (length, name) => expect(timeUnit(length).name).toBe(name))
