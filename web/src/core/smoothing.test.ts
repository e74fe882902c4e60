import { array, assert, constantFrom, double, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scale } from '../api/types'
import { smoothed, smoothingLength } from './smoothing'

const scales = constantFrom<Scale>('linear', 'log')
const number = double({ min: 1e-3, max: 1e3, noNaN: true })

/** A line with rising, positive places. */
const lines = array(integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 40 }).chain(gaps => {
  let at = 0
  const xs = gaps.map(gap => (at += gap))
  return array(number, { minLength: xs.length, maxLength: xs.length }).map(values => ({ xs, values }))
})

const place = (value: number, scale: Scale): number => (scale === 'log' ? Math.log(value) : value)

describe('smoothing', () => {
  test('is what its definition says', () => {
    assert(
      property(lines, number, scales, scales, (line, length, xScale, yScale) => {
        const p = line.xs.map(x => place(x, xScale))
        const v = line.values.map(value => place(value, yScale))
        smoothed(line, length, xScale, yScale).forEach((got, i) => {
          const k = p.slice(0, i + 1).map(at => Math.exp(-(p[i]! - at) / length))
          const mean = k.reduce((sum, w, j) => sum + w * v[j]!, 0) / k.reduce((sum, w) => sum + w, 0)
          expect(place(got, yScale)).toBeCloseTo(mean, 8)
        })
      }),
    )
  })

  test('stays between the least and the greatest value so far, and begins with the first', () => {
    assert(
      property(lines, number, scales, scales, (line, length, xScale, yScale) => {
        const got = smoothed(line, length, xScale, yScale)
        expect(got[0]).toBeCloseTo(line.values[0]!, 8)
        got.forEach((value, i) => {
          const past = line.values.slice(0, i + 1)
          expect(value).toBeGreaterThanOrEqual(Math.min(...past) * (1 - 1e-9))
          expect(value).toBeLessThanOrEqual(Math.max(...past) * (1 + 1e-9))
        })
      }),
    )
  })

  test('over equal distances is the debiased exponential moving average', () => {
    const weight = 0.9
    const values = [3, 1, 4, 1, 5, 9, 2, 6]
    const got = smoothed({ xs: values.map((_, i) => i), values }, -1 / Math.log(weight), 'linear', 'linear')
    let plain = 0
    values.forEach((value, i) => {
      plain = weight * plain + (1 - weight) * value
      expect(got[i]).toBeCloseTo(plain / (1 - weight ** (i + 1)), 12)
    })
  })

  test('does not ask in which unit x is counted', () => {
    assert(
      property(lines, double({ min: 0.01, max: 0.2, noNaN: true }), scales, (line, share, scale) => {
        const thousandth = { xs: line.xs.map(x => x / 1000), values: line.values }
        const whole = (xs: number[]) => ({ from: xs[0]!, to: xs.at(-1)! })
        const one = smoothed(line, smoothingLength(share, whole(line.xs), scale), scale, 'linear')
        const other = smoothed(thousandth, smoothingLength(share, whole(thousandth.xs), scale), scale, 'linear')
        one.forEach((value, i) => expect(other[i]).toBeCloseTo(value, 6))
      }),
    )
  })

  test('passes over what cannot be drawn, which stays', () => {
    const got = smoothed({ xs: [1, 2, 3, 4], values: [1, NaN, Infinity, 1] }, 5, 'linear', 'linear')
    expect(got).toEqual([1, NaN, Infinity, 1])
    expect(smoothed({ xs: [1, 2, 3], values: [2, -1, 2] }, 5, 'linear', 'log')[1]).toBe(-1)
    expect(smoothed({ xs: [0, 2, 3], values: [7, 2, 2] }, 5, 'log', 'linear')).toEqual([7, 2, 2])
  })

  test('of no length changes nothing', () => {
    assert(
      property(lines, line => {
        expect(smoothed(line, 0, 'linear', 'log')).toEqual(line.values)
      }),
    )
  })
})
