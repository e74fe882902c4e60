import { assert, double, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { density, shapeOf, support, varianceOf } from './marchenko'

const laws = record({
  rows: integer({ min: 2, max: 300 }),
  columns: integer({ min: 2, max: 300 }),
  variance: double({ min: 1e-4, max: 10, noNaN: true }),
})

/** Integral of f(s) p(s) by the trapezoid rule, after s = middle - half cos(t), which takes the roots off the edges. */
function mean(law: Parameters<typeof density>[0], f: (s: number) => number): number {
  const { from, to } = support(law)
  const n = 4000
  let sum = 0
  for (let i = 1; i < n; i++) {
    const t = (Math.PI * i) / n
    const s = (from + to) / 2 - ((to - from) / 2) * Math.cos(t)
    sum += f(s) * density(law, s) * ((to - from) / 2) * Math.sin(t) * (Math.PI / n)
  }
  return sum
}

describe('the law of Marchenko and Pastur', () => {
  test('is a density, and the mean square of a singular value is variance times the larger length', () => {
    assert(
      property(laws, law => {
        expect(mean(law, () => 1)).toBeCloseTo(1, 3)
        expect(mean(law, s => s * s) / (law.variance * Math.max(law.rows, law.columns))).toBeCloseTo(1, 3)
      }),
    )
  })

  test('of a square matrix is a quarter of a circle', () => {
    const law = { rows: 4, columns: 4, variance: 0.25 }
    expect(support(law)).toEqual({ from: 0, to: 2 })
    for (const s of [0, 0.5, 1, 1.9]) expect(density(law, s)).toBeCloseTo(Math.sqrt(4 - s * s) / Math.PI, 12)
    expect(density(law, 2.1)).toBe(0)
  })

  test('does not ask which length is which, and scales with the entries', () => {
    assert(
      property(laws, double({ min: 0.01, max: 100, noNaN: true }), (law, factor) => {
        const turned = { ...law, rows: law.columns, columns: law.rows }
        const scaled = { ...law, variance: law.variance * factor ** 2 }
        const { from, to } = support(law)
        for (const share of [0.1, 0.4, 0.9]) {
          const s = from + share * (to - from)
          const p = density(law, s)
          expect(density(turned, s)).toBe(p)
          expect((density(scaled, s * factor) * factor) / p).toBeCloseTo(1, 6)
        }
      }),
    )
  })

  test('takes its variance from the singular values', () => {
    // Of a 2 x 3 matrix of ones: the only one that is not 0 is the root of 6.
    expect(varianceOf([Math.sqrt(6), 0], { rows: 2, columns: 3 })).toBeCloseTo(1, 12)
  })

  test('knows the matrices of the deep recurrent network', () => {
    const spec = { system: { kind: 'deep-recurrent', depth: 2, width: 30 } }
    expect(shapeOf(spec, 'J0')).toEqual({ rows: 30, columns: 54 })
    expect(shapeOf(spec, 'M1')).toEqual({ rows: 30, columns: 30 })
    expect(shapeOf(spec, 'K')).toEqual({ rows: 54, columns: 30 })
    expect(shapeOf(spec, 'h0')).toBeUndefined()
    expect(shapeOf({ system: 3 }, 'J0')).toBeUndefined()
    expect(shapeOf(undefined, 'J0')).toBeUndefined()
  })
})
