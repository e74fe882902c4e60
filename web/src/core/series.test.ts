import { array, assert, constantFrom, double, integer, property, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WireSeries } from '../api/types'
import { align, lineOf, nearest, undrawable, xExtent, yExtent, type Line } from './series'

const wire = (overrides: Partial<WireSeries> = {}): WireSeries => ({
  run: 'r',
  metric: 'nll',
  fromReference: false,
  x: 'step',
  points: 3,
  reduced: false,
  steps: [0, 1, 2],
  taus: [0, 0.5, 1],
  wallMs: [0, 10, 20],
  xs: [0, 1, 2],
  values: [1, 0.5, 0.25],
  ...overrides,
})

const line = (run: string, xs: number[], values: number[]): Line => ({
  run,
  metric: 'nll',
  points: xs.length,
  steps: xs,
  xs,
  values,
  leftOut: 0,
})

describe('a series from the wire', () => {
  test('keeps NaN and infinities as values', () => {
    expect(lineOf(wire({ values: ['NaN', '-Infinity', 0.25] }), 'linear').values).toEqual([NaN, -Infinity, 0.25])
  })

  test('loses points without a coordinate', () => {
    expect(lineOf(wire({ xs: ['NaN', 0.5, 1] }), 'linear').xs).toEqual([0.5, 1])
  })

  test('loses and counts what a log axis cannot show, besides what the tracker left out', () => {
    const drawn = lineOf(wire({ leftOut: 2 }), 'log')
    expect(drawn.xs).toEqual([1, 2])
    expect(drawn.steps).toEqual([1, 2])
    expect(drawn.leftOut).toBe(3)
  })

  test('has a band only when it was reduced', () => {
    const ends = { min: [0, 0, 0], max: [2, 2, 2] }
    expect(lineOf(wire(ends), 'linear').band).toBeUndefined()
    expect(lineOf(wire({ ...ends, reduced: true }), 'linear').band).toEqual(ends)
  })

  test('has its own part from the branch step on, if there is one', () => {
    expect(lineOf(wire({ inheritedUntilStep: 1 }), 'linear').ownFrom).toBe(1)
    expect(lineOf(wire({ inheritedUntilStep: 2 }), 'linear').ownFrom).toBeUndefined()
    // The branch point lies where the branch was made, not at the last point before it.
    const late = wire({ x: 'tau', xs: [0, 0.5, 1], steps: [0, 10, 20], inheritedUntilStep: 15, tw: 0.75 })
    expect(lineOf(late, 'linear').ownFrom).toBe(0.75)
    expect(lineOf(wire({ inheritedUntilStep: 1, branchStep: 1.5 }), 'linear').ownFrom).toBe(1.5)
  })
})

describe('alignment', () => {
  test('of two lines by hand', () => {
    const lines = [line('a', [0, 2], [1, 3]), line('b', [1, 2], [NaN, -4])]
    expect(align(lines, 'linear')).toEqual([
      [0, 1, 2],
      [1, undefined, 3],
      [undefined, null, -4],
    ])
    expect(align(lines, 'log')).toEqual([
      [0, 1, 2],
      [1, undefined, 3],
      [undefined, null, null],
    ])
    expect(undrawable(lines, 'log')).toBe(2)
  })

  test('keeps every value of every line, in order, and adds none', () => {
    const lines = array(
      uniqueArray(integer({ min: 0, max: 50 }), { maxLength: 20 }).map(xs => {
        const rising = xs.toSorted((a, b) => a - b)
        return line(
          'r',
          rising,
          rising.map(x => x * x + 1),
        )
      }),
      { maxLength: 5 },
    )
    assert(
      property(lines, drawn => {
        const [xs, ...columns] = align(drawn, 'linear')
        expect([...xs]).toEqual([...xs].toSorted((a, b) => a - b))
        for (const [i, column] of columns.entries()) {
          const back = [...xs].flatMap((x, at) => (column[at] === undefined ? [] : [[x, column[at]]]))
          expect(back).toEqual(drawn[i]!.xs.map((x, at) => [x, drawn[i]!.values[at]]))
        }
      }),
    )
  })
})

describe('an extent', () => {
  test('ignores what cannot be drawn', () => {
    const spiky = line('a', [1, 2, 3, 4], [NaN, Infinity, -1, 10])
    expect(yExtent([spiky], 'log')).toEqual({ from: 5, to: 20 })
    expect(yExtent([line('a', [1], [NaN])], 'linear')).toBeUndefined()
  })

  test('covers the bands, so that a spike inside a bucket shows', () => {
    const banded: Line = { ...line('a', [0, 1], [1, 1]), band: { min: [1, 1], max: [1, 101] } }
    const extent = yExtent([banded], 'linear')!
    expect(extent.from).toBeLessThan(1)
    expect(extent.to).toBeGreaterThan(101)
  })

  test('of a part of x takes the segments that cross into it', () => {
    const steep = line('a', [0, 10, 20], [0, 100, 0])
    expect(yExtent([steep], 'linear', { from: 12, to: 13 })!.to).toBeGreaterThan(100)
    expect(yExtent([line('a', [0, 1, 2, 3], [9, 1, 1, 1])], 'linear', { from: 2.5, to: 3 })!.to).toBeLessThan(2)
  })

  test('of one constant is not empty', () => {
    assert(
      property(double({ min: -1e6, max: 1e6, noNaN: true }), value => {
        const { from, to } = yExtent([line('a', [0, 1], [value, value])], 'linear')!
        expect(from).toBeLessThan(value)
        expect(to).toBeGreaterThan(value)
      }),
    )
  })

  test('of x reaches from the first to the last point', () => {
    expect(xExtent([line('a', [2, 5], [0, 0]), line('b', [1, 3], [0, 0])], 'linear')).toEqual({ from: 1, to: 5 })
  })
})

test('the nearest point is the nearest', () => {
  assert(
    property(
      uniqueArray(integer({ min: 1, max: 1000 }), { minLength: 1 }),
      integer({ min: 1, max: 1000 }),
      constantFrom('linear' as const, 'log' as const),
      (unordered, x, scale) => {
        const xs = unordered.toSorted((a, b) => a - b)
        const place = (v: number) => (scale === 'log' ? Math.log(v) : v)
        const away = (v: number) => Math.abs(place(v) - place(x))
        expect(away(xs[nearest(xs, x, scale)]!)).toBeCloseTo(Math.min(...xs.map(away)), 12)
      },
    ),
  )
  expect(nearest([], 1, 'linear')).toBe(-1)
})
