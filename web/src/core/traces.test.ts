import { array, assert, constantFrom, double, integer, property, record, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scale } from '../api/types'
import { gridOf, meanOf } from './groups'
import { relative } from './reference'
import { firstFrom } from './series'
import { between, nearestPoint, spliced, thinned, window, xSpan, ySpan, type Trace } from './traces'

const scales = constantFrom<Scale>('linear', 'log')
const value = double({ min: -1e3, max: 1e3, noNaN: true, noDefaultInfinity: true })

function trace(xs: readonly number[], ys: readonly number[], key = 'a'): Trace {
  return { key, metric: 'nll', points: xs.length, xs: Float64Array.from(xs), ys: Float64Array.from(ys), leftOut: 0 }
}

const places = uniqueArray(integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }).map(xs =>
  xs.toSorted((a, b) => a - b),
)
const traces = places.chain(xs => array(value, { minLength: xs.length, maxLength: xs.length }).map(ys => trace(xs, ys)))
const parts = record({ from: integer({ min: 0, max: 150 }), length: integer({ min: 1, max: 150 }) }).map(
  ({ from, length }) => ({ from, to: from + length }),
)

test('a search finds the first that is not below', () => {
  assert(
    property(places, integer({ min: 0, max: 301 }), (xs, x) => {
      const found = xs.findIndex(each => each >= x)
      expect(firstFrom(xs, x)).toBe(found < 0 ? xs.length : found)
    }),
  )
})

test('a window has all that is inside, and at most one point on either side', () => {
  assert(
    property(places, parts, (xs, part) => {
      const { start, end } = window(xs, part)
      const inside = xs.filter(x => x >= part.from && x <= part.to)
      const kept = xs.slice(start, end)
      expect(kept.filter(x => x >= part.from && x <= part.to)).toEqual(inside)
      expect(kept.length).toBeLessThanOrEqual(inside.length + 2)
    }),
  )
})

describe('a fine part in a coarse line', () => {
  test('is all there is inside, the coarse one all there is outside, and x rises', () => {
    assert(
      property(traces, traces, parts, (coarse, fine, part) => {
        const inside = (x: number): boolean => x >= part.from && x <= part.to
        const joined = spliced(coarse, fine, part)
        const xs = [...joined.xs]
        expect(xs).toEqual([...new Set(xs)].toSorted((a, b) => a - b))
        const finer = [...fine.xs].filter(inside)
        expect(xs.filter(inside)).toEqual(finer.length > 0 ? finer : [...coarse.xs].filter(inside))
        expect(xs.filter(x => !inside(x))).toEqual([...coarse.xs].filter(x => !inside(x)))
        for (const [i, x] of xs.entries()) {
          const from = inside(x) && finer.length > 0 ? fine : coarse
          expect(joined.ys[i]).toBe(from.ys[from.xs.indexOf(x)])
        }
      }),
    )
  })

  test('has a band as wide as its points where they were not reduced', () => {
    const coarse = {
      ...trace([0, 10, 20], [1, 1, 1]),
      band: { low: Float64Array.of(0, 0, 0), high: Float64Array.of(2, 2, 2) },
    }
    const joined = spliced(coarse, trace([8, 9], [5, 6]), { from: 5, to: 15 })
    expect([...joined.band!.low]).toEqual([0, 5, 6, 0])
    expect([...joined.band!.high]).toEqual([2, 5, 6, 2])
  })
})

test('between its points a line is straight on the axis as drawn, and beyond its ends it has no value', () => {
  assert(
    property(traces, integer({ min: 1, max: 300 }), scales, (line, x, scale) => {
      const got = between(line, x, scale)
      const at = line.xs.indexOf(x)
      if (x < line.xs[0]! || x > line.xs.at(-1)!) expect(got).toBeNaN()
      else if (at >= 0) expect(got).toBe(line.ys[at])
      else {
        const i = firstFrom(line.xs, x)
        const [a, b] = [line.ys[i - 1]!, line.ys[i]!]
        expect(got).toBeGreaterThanOrEqual(Math.min(a, b) - 1e-9)
        expect(got).toBeLessThanOrEqual(Math.max(a, b) + 1e-9)
      }
    }),
  )
  expect(between(trace([1, 100], [0, 2]), 10, 'log')).toBeCloseTo(1, 12)
})

test('the nearest point is the nearest', () => {
  assert(
    property(places, integer({ min: 1, max: 300 }), scales, (xs, x, scale) => {
      const away = (v: number): number => Math.abs(scale === 'log' ? Math.log(v / x) : v - x)
      const i = nearestPoint(xs, x, scale)
      if (x < xs[0]! || x > xs.at(-1)!) expect(i).toBe(-1)
      else expect(away(xs[i]!)).toBeCloseTo(Math.min(...xs.map(away)), 9)
    }),
  )
})

test('spans cover what is drawn and nothing that cannot be', () => {
  const spiky = trace([1, 2, 3, 4], [NaN, Infinity, -1, 10])
  expect(ySpan([spiky], 'log', { from: 0, to: 9 }, true)).toEqual({ from: 5, to: 20 })
  expect(ySpan([trace([1], [NaN])], 'linear', { from: 0, to: 9 }, true)).toBeUndefined()
  expect(xSpan([trace([2, 5], [0, 0]), trace([1, 3], [0, 0])])).toEqual({ from: 1, to: 5 })
  expect(xSpan([trace([], [])])).toBeUndefined()
  assert(
    property(traces, line => {
      const { from, to } = ySpan([line], 'linear', { from: 0, to: 301 }, true)!
      for (const y of line.ys) expect(y >= from && y <= to).toBe(true)
    }),
  )
})

describe('thinning to the pixels of a line', () => {
  const long = array(constantFrom(NaN, ...Array.from({ length: 20 }, (_, i) => i - 10)), {
    minLength: 50,
    maxLength: 400,
  })

  test('keeps order, both ends, and the extremes of every column', () => {
    assert(
      property(long, integer({ min: 1, max: 10 }), (ys, columns) => {
        const line = trace([...ys.keys()], ys)
        const column = (x: number): number => Math.floor((x / ys.length) * columns)
        const kept = [...thinned(line, { start: 0, end: ys.length }, columns, column)]
        expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b))
        expect(kept[0]).toBe(0)
        expect(kept.at(-1)).toBe(ys.length - 1)
        expect(kept.length).toBeLessThanOrEqual(Math.max(5 * columns, 3 * columns))
        for (let c = 0; c < columns; c++) {
          const all = ys.filter((y, i) => column(i) === c && !Number.isNaN(y))
          const drawn = kept
            .filter(i => column(i) === c)
            .map(i => ys[i]!)
            .filter(y => !Number.isNaN(y))
          expect(Math.min(...drawn)).toBe(Math.min(...all))
          expect(Math.max(...drawn)).toBe(Math.max(...all))
          expect(kept.some(i => column(i) === c && Number.isNaN(ys[i]!))).toBe(
            ys.some((y, i) => column(i) === c && Number.isNaN(y)),
          )
        }
      }),
    )
  })
})

describe('the mean of a group', () => {
  const groups = array(traces, { minLength: 1, maxLength: 6 })
  const spreads = constantFrom('deviation' as const, 'range' as const)

  test('of one line, or of the same line again and again, is that line without a spread', () => {
    assert(
      property(traces, integer({ min: 1, max: 4 }), scales, spreads, (line, times, scale, spread) => {
        const mean = meanOf('g', Array(times).fill(line), scale, 'linear', spread)
        expect([...mean.xs]).toEqual([...line.xs])
        for (const [i, y] of mean.ys.entries()) {
          expect(y).toBeCloseTo(line.ys[i]!, 8)
          expect(mean.band!.low[i]).toBeCloseTo(y, 5)
          expect(mean.band!.high[i]).toBeCloseTo(y, 5)
        }
      }),
    )
  })

  test('lies between the least and the greatest, counts who reaches it, and does not ask for their order', () => {
    assert(
      property(groups, scales, spreads, (lines, scale, spread) => {
        const mean = meanOf('g', lines, scale, 'linear', spread)
        const turned = meanOf('g', lines.toReversed(), scale, 'linear', spread)
        expect([...turned.xs]).toEqual([...mean.xs])
        for (const [i, x] of mean.xs.entries()) {
          const values = lines.map(line => between(line, x, scale)).filter(y => !Number.isNaN(y))
          expect(mean.lines![i]).toBe(values.length)
          const [least, greatest] = [Math.min(...values), Math.max(...values)]
          expect(mean.ys[i]).toBeGreaterThanOrEqual(least - 1e-9)
          expect(mean.ys[i]).toBeLessThanOrEqual(greatest + 1e-9)
          expect(turned.ys[i]).toBeCloseTo(mean.ys[i]!, 8)
          if (spread === 'range') expect([mean.band!.low[i], mean.band!.high[i]]).toEqual([least, greatest])
        }
      }),
    )
  })

  test('moves with its lines', () => {
    assert(
      property(groups, value, scales, (lines, by, scale) => {
        const mean = meanOf('g', lines, scale, 'linear', 'deviation')
        const moved = meanOf(
          'g',
          lines.map(line => ({ ...line, ys: line.ys.map(y => y + by) })),
          scale,
          'linear',
          'deviation',
        )
        for (const [i, y] of mean.ys.entries()) {
          expect(moved.ys[i]).toBeCloseTo(y + by, 7)
          expect(moved.band!.high[i]! - moved.ys[i]!).toBeCloseTo(mean.band!.high[i]! - y, 6)
        }
      }),
    )
  })

  test('by hand', () => {
    const mean = meanOf('g', [trace([0, 2], [0, 2]), trace([1, 2], [3, 4])], 'linear', 'linear', 'deviation')
    expect([...mean.xs]).toEqual([0, 1, 2])
    expect([...mean.ys]).toEqual([0, 2, 3])
    expect([...mean.lines!]).toEqual([1, 2, 2])
    // Of 1 and 3, and of 2 and 4: the sample's standard deviation is the root of 2.
    expect(mean.band!.high[1]).toBeCloseTo(2 + Math.SQRT2, 12)
    expect(mean.band!.low[2]).toBeCloseTo(3 - Math.SQRT2, 12)
  })

  test('on a logarithmic axis is that of the logarithms', () => {
    assert(
      property(groups, scales, spreads, (lines, scale, spread) => {
        const small = lines.map(line => ({ ...line, ys: line.ys.map(y => y / 100) }))
        const plain = meanOf('g', small, scale, 'linear', spread)
        const powers = small.map(line => ({
          ...line,
          xs: plain.xs,
          ys: plain.xs.map(x => Math.exp(between(line, x, scale))),
        }))
        const mean = meanOf('g', powers, scale, 'log', spread)
        for (const [i, y] of mean.ys.entries()) {
          expect(Math.log(y)).toBeCloseTo(plain.ys[i]!, 6)
          expect(Math.log(mean.band!.low[i]!)).toBeCloseTo(plain.band!.low[i]!, 4)
        }
      }),
    )
    expect([...meanOf('g', [trace([1, 2], [-1, 4]), trace([1, 2], [9, 9])], 'linear', 'log', 'range').ys]).toEqual([
      expect.closeTo(9, 9),
      expect.closeTo(6, 9),
    ])
  })

  test('of long lines stands on a grid of bounded size that reaches from end to end', () => {
    const xs = Array.from({ length: 5000 }, (_, i) => i + 1)
    for (const scale of ['linear', 'log'] as const) {
      const grid = gridOf([trace(xs, xs), trace(xs, xs)], scale)
      expect(grid.length).toBe(600)
      expect([grid[0], grid.at(-1)]).toEqual([1, 5000])
      for (let i = 1; i < grid.length; i++) expect(grid[i]).toBeGreaterThan(grid[i - 1]!)
    }
  })
})

describe('against a reference', () => {
  test('a line is nothing from itself, and itself from nothing', () => {
    assert(
      property(traces, scales, (line, scale) => {
        for (const y of relative(line, line, 'difference', scale).ys) expect(y).toBe(0)
        for (const y of relative(line, line, 'ratio', scale).ys) expect(Number.isNaN(y) || y === 1).toBe(true)
      }),
    )
  })

  test('the difference and the reference add up to the line, the ratio and the reference multiply to it', () => {
    assert(
      property(traces, traces, scales, (line, reference, scale) => {
        const less = relative(line, reference, 'difference', scale)
        const over = relative(line, reference, 'ratio', scale)
        const reached = [...line.xs].filter(x => !Number.isNaN(between(reference, x, scale)))
        expect([...less.xs]).toEqual(reached)
        for (const [i, x] of less.xs.entries()) {
          const base = between(reference, x, scale)
          const y = line.ys[line.xs.indexOf(x)]!
          expect(less.ys[i]! + base).toBeCloseTo(y, 8)
          if (Math.abs(base) > 1e-6) expect(over.ys[i]! * base).toBeCloseTo(y, 8)
        }
      }),
    )
  })

  test('least stays below greatest, also over something negative', () => {
    const banded = { ...trace([1], [2]), band: { low: Float64Array.of(1), high: Float64Array.of(3) } }
    const { band } = relative(banded, trace([1], [-1]), 'ratio', 'linear')
    expect([band!.low[0], band!.high[0]]).toEqual([-3, -1])
  })
})
