import { array, assert, constantFrom, double, integer, property, record, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WireSeries } from '../api/types'
import { without } from './without'
import {
  agesOf,
  best,
  closer,
  collapse,
  curveOf,
  exponents,
  judged,
  rounded,
  scaledLine,
  unlike,
  type AgingCurve,
} from './aging'

/** Values of one shape f(t/τw^μ), each branch measured at its own times. */
function aging(shape: (x: number) => number, mu: number, tws: readonly number[], times: (i: number) => number[]) {
  return tws.map((tw, i): AgingCurve => {
    const t = times(i).map(x => x * tw ** mu)
    return {
      run: `r${i}`,
      metric: 'aging',
      tw,
      points: t.length,
      steps: t.map((_, k) => k),
      t,
      values: t.map(at => shape(at / tw ** mu)),
    }
  })
}

/** `perDecade` places from 10^from to 10^to, moved by a share of their distance. */
const logSpaced = (from: number, to: number, perDecade: number, shift = 0): number[] =>
  Array.from({ length: Math.round((to - from) * perDecade) + 1 }, (_, k) => 10 ** (from + (k + shift) / perDecade))

/** What grows as a two-time function does: a power, then slower, with a bend at x = 1. */
const shapes = record({
  slope: double({ min: 0.3, max: 1.5, noNaN: true }),
  late: double({ min: 0.1, max: 0.9, noNaN: true }),
  size: double({ min: 1e-9, max: 1e6, noNaN: true }),
}).map(
  ({ slope, late, size }) =>
    (x: number): number =>
      (size * x ** slope) / (1 + x ** (slope * late)),
)

const exponent = integer({ min: 0, max: 100 }).map(n => n / 100)

/** 2 to 6 waiting times, each 1.5 to 3 times the one before. */
const waiting = tuple(
  double({ min: 0.1, max: 100, noNaN: true }),
  array(double({ min: 1.5, max: 3, noNaN: true }), { minLength: 1, maxLength: 5 }),
).map(([first, factors]) => factors.reduce((tws, factor) => [...tws, tws.at(-1)! * factor], [first]))

describe('the measure of collapse', () => {
  test('is 0 where the curves are one function of t/τw^μ, and greater everywhere else', () => {
    assert(
      property(shapes, exponent, waiting, (shape, mu, tws) => {
        const curves = aging(shape, mu, tws, () => logSpaced(-3, 1, 30))
        const all = judged(curves)
        const there = collapse(curves, mu)!
        expect(there).toBeLessThan(1e-20)
        expect(all.filter(each => each.mu !== mu && !(each.spread! > there))).toEqual([])
        expect(best(all)!.mu).toBe(mu)
      }),
      { numRuns: 40 },
    )
  })

  test('finds the exponent of branches that are measured at different times', () => {
    assert(
      property(shapes, exponent, waiting, (shape, mu, tws) => {
        const curves = aging(shape, mu, tws, i => logSpaced(-3 + i * 0.1, 1 - i * 0.07, 30, (i * 0.37) % 1))
        // A bend between two points is off its power law by (1/30)² of a decade or so.
        expect(collapse(curves, mu)).toBeLessThan(1e-6)
        expect(Math.abs(best(judged(curves))!.mu - mu)).toBeLessThan(0.015)
      }),
      { numRuns: 40 },
    )
  })

  test('is a share, and has no scale: a factor on all values or on all times changes nothing', () => {
    const factor = double({ min: 1e-6, max: 1e6, noNaN: true })
    assert(
      property(shapes, exponent, exponent, waiting, factor, factor, (shape, made, mu, tws, ofValues, ofTimes) => {
        const curves = aging(shape, made, tws, () => logSpaced(-3, 1, 12))
        const spread = collapse(curves, mu)!
        expect(spread).toBeGreaterThanOrEqual(0)
        expect(spread).toBeLessThanOrEqual(1)
        const other = curves.map(curve => ({
          ...curve,
          tw: curve.tw * ofTimes,
          t: curve.t.map(t => t * ofTimes),
          values: curve.values.map(v => v * ofValues),
        }))
        // At the edges rounding decides whether a place counts.
        expect(Math.abs(collapse(other, mu)! - spread)).toBeLessThan(0.02 * spread + 1e-12)
      }),
      { numRuns: 40 },
    )
  })

  test('does not depend on the order of the curves', () => {
    assert(
      property(shapes, exponent, waiting, (shape, mu, tws) => {
        const curves = aging(shape, 0.5, tws, () => logSpaced(-3, 1, 12))
        expect(collapse(curves.toReversed(), mu)).toBeCloseTo(collapse(curves, mu)!, 10)
      }),
      { numRuns: 20 },
    )
  })

  test('grows with the distance from the exponent that collapses them', () => {
    const curves = aging(
      x => x ** 0.7,
      1,
      [5, 10, 20],
      () => logSpaced(-3, 0.5, 20),
    )
    const spreads = [1, 0.8, 0.6, 0.4, 0.2, 0].map(mu => collapse(curves, mu)!)
    expect(spreads).toEqual(spreads.toSorted((a, b) => a - b))
  })

  test('counts only what is measured late enough, if that is asked for', () => {
    // Early a function of t, late of t/τw: the crossover of the recurrent networks.
    const curves = [5, 10, 20, 40].map((tw): AgingCurve => {
      const t = logSpaced(-3, Math.log10(10 * tw), 30)
      const values = t.map(at => (at < tw / 100 ? at ** 0.7 : (at / tw) ** 0.7))
      return { run: String(tw), metric: 'aging', tw, points: t.length, steps: t, t, values }
    })
    expect(best(judged(curves, 0.1))!.mu).toBe(1)
    expect(best(judged(curves))!.mu).toBeLessThan(1)
  })

  test('is not said of one curve, of curves that hardly meet, or of constants', () => {
    const [one, two] = aging(
      x => x,
      0,
      [1, 2],
      i => logSpaced(i * 2, i * 2 + 2.4, 10),
    )
    expect(collapse([one!], 0)).toBeUndefined()
    expect(collapse([one!, two!], 0)).toBeUndefined()
    expect(collapse([one!, { ...two!, t: one!.t, values: one!.values }], 0)).toBe(0)
    const flat = aging(
      () => 3,
      1,
      [1, 2],
      () => logSpaced(-2, 2, 10),
    )
    expect(judged(flat).every(each => each.spread === undefined)).toBe(true)
    expect(best(judged(flat))).toBeUndefined()
  })

  test('passes over values that have no logarithm', () => {
    const [one, two] = aging(
      x => x,
      1,
      [1, 2],
      () => logSpaced(-2, 2, 10),
    )
    const holes = { ...one!, values: one!.values.map((v, i) => (i % 5 === 1 ? NaN : i % 5 === 3 ? 0 : v)) }
    expect(collapse([holes, two!], 1)).toBeLessThan(1e-12)
  })
})

describe('a curve', () => {
  const wire: WireSeries = {
    run: 'r',
    metric: 'aging',
    fromReference: true,
    x: 'tau/tw',
    tw: 20,
    points: 4,
    reduced: false,
    steps: [100, 101, 102, 104],
    taus: [20, 20.2, 20.4, 20.8],
    wallMs: [0, 1, 2, 3],
    xs: [0, 0.01, 0.02, 0.04],
    values: [0, 1, 'NaN', 4],
  }

  test('is over the time since the branch point, without the point itself', () => {
    const curve = curveOf(wire)!
    expect(curve.steps).toEqual([101, 102, 104])
    expect(curve.t[2]).toBeCloseTo(0.8, 12)
    expect(curve.values).toEqual([1, NaN, 4])
  })

  test('is none without a waiting time', () => {
    expect(curveOf(without(wire, 'tw'))).toBeUndefined()
    expect(curveOf({ ...wire, tw: 0 })).toBeUndefined()
  })

  test('scaled by μ = 0 is over t, by μ = 1 over t/τw', () => {
    const curve = curveOf(wire)!
    expect(scaledLine(curve, 0).xs).toEqual(curve.t)
    expect(scaledLine(curve, 1).xs[0]).toBeCloseTo(0.01, 12)
  })
})

test('an exponent is one of the slider', () => {
  assert(
    property(double({ min: -3, max: 3, noNaN: true }), constantFrom(0, 1e-9), (mu, noise) => {
      const chosen = rounded(mu + noise)
      expect(chosen).toBeGreaterThanOrEqual(exponents.from)
      expect(chosen).toBeLessThanOrEqual(exponents.to)
      expect(rounded(chosen)).toBe(chosen)
    }),
  )
})

describe('a closer look', () => {
  const part = tuple(double({ min: -5, max: 5, noNaN: true }), double({ min: 0.01, max: 5, noNaN: true })).map(
    ([from, length]) => ({ from, to: from + length }),
  )

  test('asks for an age that reaches over the part for every waiting time, and no farther than it must', () => {
    assert(
      property(part, exponent, waiting, ({ from, to }, mu, tws) => {
        const ages = agesOf({ from, to }, mu, tws)
        // Back on the axis t/τw^μ, an age a stands at a·τw / τw^μ.
        const froms = tws.map(tw => (ages.from * tw) / tw ** mu)
        const tos = tws.map(tw => (ages.to * tw) / tw ** mu)
        expect(Math.max(...froms)).toBeCloseTo(from, 9)
        expect(Math.min(...tos)).toBeCloseTo(to, 9)
      }),
    )
  })

  test('puts what was read in its place and leaves the rest, in order', () => {
    const places = array(integer({ min: 1, max: 60 }), { maxLength: 20 }).map(all =>
      [...new Set(all)].toSorted((a, b) => a - b),
    )
    const curve = (t: readonly number[], value: number): AgingCurve => ({
      run: 'r',
      metric: 'msd',
      tw: 2,
      points: t.length,
      steps: t,
      t,
      values: t.map(() => value),
    })
    assert(
      property(places, places, (outer, inner) => {
        const joined = closer(curve(outer, 0), curve(inner, 1))
        const beyond = outer.filter(at => inner.length === 0 || at < inner[0]! || at > inner.at(-1)!)
        expect(joined.t).toEqual([...beyond, ...inner].toSorted((a, b) => a - b))
        expect(joined.steps).toEqual(joined.t)
        expect(joined.t.filter((_, i) => joined.values[i] === 1)).toEqual(inner)
      }),
    )
  })
})

describe('branches that are trained otherwise', () => {
  const runs = ['a', 'b', 'c', 'd']
  const differ = (path: string, ...values: (number | string)[]) => ({
    path,
    values: Object.fromEntries(values.map((value, at) => [runs[at]!, value])),
  })

  test('are not those of another length, seed or record', () => {
    const differences = [differ('stop.steps', 1, 2, 3, 4), differ('seed', 1, 2, 3, 4), differ('record.metrics', 'x')]
    expect(unlike(differences, runs)).toBeUndefined()
  })

  test('are all but the largest group that is alike', () => {
    const differences = [
      differ('dynamics.eta', 0.1, 0.2, 0.1, 0.1),
      differ('dynamics.temperature', 1, 1, 1),
      differ('stop.steps', 1, 2, 3, 4),
    ]
    expect(unlike(differences, runs)).toEqual({ paths: ['dynamics.eta', 'dynamics.temperature'], odd: ['b', 'd'] })
  })

  test('are looked for among those alone that are drawn', () => {
    const differences = [differ('dynamics.eta', 0.1, 0.2, 0.1, 0.1)]
    expect(unlike(differences, ['a', 'c', 'd'])).toBeUndefined()
    expect(unlike(differences, [])).toBeUndefined()
  })
})
