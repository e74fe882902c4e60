import { array, assert, double, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binned, bins, dots, roots, rowAt, spread, statistics } from './snapshots'

describe('moments', () => {
  test('the row of a step is the last one recorded up to it', () => {
    expect(rowAt([0, 10, 20], 15)).toBe(1)
    expect(rowAt([0, 10, 20], 20)).toBe(2)
    expect(rowAt([5, 10], 1)).toBe(0)
    expect(rowAt([0, 10], undefined)).toBe(1)
    expect(rowAt([], 3)).toBe(-1)
    expect(rowAt([], undefined)).toBe(-1)
  })

  test('rows are spread evenly with both ends, never more than asked for', () => {
    assert(
      property(integer({ min: 1, max: 500 }), integer({ min: 2, max: 40 }), (length, most) => {
        const places = spread(length, most)
        expect(places.length).toBe(Math.min(length, most))
        expect(places[0]).toBe(0)
        expect(places.at(-1)).toBe(length - 1)
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('histograms', () => {
  test('count every finite value once and have the area 1', () => {
    assert(
      property(array(double({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 }), values => {
        const finite = values.filter(Number.isFinite)
        const histogram = binned(values)
        expect(histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(finite.length)
        if (finite.length === 0) return
        expect(histogram.reduce((sum, bin) => sum + bin.density * (bin.to - bin.from), 0)).toBeCloseTo(1, 6)
        histogram.forEach((bin, i) => {
          expect(bin.to).toBeGreaterThan(bin.from)
          if (i > 0) expect(bin.from).toBeCloseTo(histogram[i - 1]!.to, 6)
        })
        expect(histogram[0]!.from).toBeLessThanOrEqual(Math.min(...finite))
      }),
    )
  })

  test('know their mean and spread', () => {
    expect(statistics(bins([0, 2, 4], [1, 3]))).toEqual({
      count: 4,
      mean: 2.5,
      deviation: Math.sqrt(0.75),
      least: 0,
      greatest: 4,
    })
    expect(statistics(bins([0, 1], [0]))).toBeUndefined()
  })
})

describe('curves', () => {
  test('break at what is no number', () => {
    expect(dots([0, 1], ['NaN', 2])).toEqual([
      { x: 0, y: NaN },
      { x: 1, y: 2 },
    ])
  })

  test('cross zero between their points', () => {
    expect(roots(dots([0, 1, 2, 3, 4], [-1, 1, 0, 3, 'NaN']))).toEqual([0.5, 2])
    expect(roots([])).toEqual([])
  })
})
