/**
 * Aging: how a two-time function of branches depends on their waiting time. With t = τ − τw, the time since the branch
 * point, curves of several waiting times are drawn over
 *
 *   x = t / τw^μ
 *
 * where μ = 0 scales nothing and μ = 1 is full aging, a function of τ/τw alone.
 */
import type { Run, Scale, SpecDifference, WireSeries } from '../api/types'
import { decode, type Line, type Range } from './series'
import { joined, seam } from './splice'

/** One quantity of one branch, as it was measured: over t, ascending. */
export interface AgingCurve {
  run: string
  metric: string
  /** Waiting time, in proper time, above 0. */
  tw: number
  unit?: string
  /** How many points there are; fewer are here when the tracker reduced them. */
  points: number
  steps: readonly number[]
  /** Above 0. */
  t: readonly number[]
  values: readonly number[]
}

/** What is drawn, in this order: the increments of D in units of the noise, D itself, the noise. */
export const agingMetrics = ['aging', 'msd', 'gradientNoise'] as const
export type AgingMetric = (typeof agingMetrics)[number]

export const symbols: Record<AgingMetric, string> = { aging: 'Δ', msd: 'D', gradientNoise: 'Γ' }

/** Beyond full aging a little, so that a minimum at μ = 1 can be told from one at the end of the scale. */
export const exponents = { from: 0, to: 1.25, step: 0.01, digits: 2 } as const

/** A branch's, if it is above 0: before that nothing aged. */
export function waitingTime(run: Pick<Run, 'parent'>): number | undefined {
  const tw = decode(run.parent?.tau)
  return tw > 0 ? tw : undefined
}

/** @param wire over tau/tw; undefined for a run without a waiting time above 0 */
export function curveOf(wire: WireSeries): AgingCurve | undefined {
  const tw = decode(wire.tw)
  if (!(tw > 0)) return undefined
  const ages = wire.xs.map(decode)
  // The branch point itself, t = 0, has no place on a log axis, and D is 0 there.
  const kept = ages.flatMap((age, i) => (Number.isFinite(age) && age > 0 ? [i] : []))
  const curve: AgingCurve = {
    run: wire.run,
    metric: wire.metric,
    tw,
    points: wire.points,
    steps: kept.map(i => wire.steps[i] ?? NaN),
    t: kept.map(i => ages[i]! * tw),
    values: kept.map(i => decode(wire.values[i])),
  }
  return wire.unit === undefined ? curve : { ...curve, unit: wire.unit }
}

/** The curve over t/τw^μ, ready to be drawn. */
export function scaledLine(curve: AgingCurve, mu: number): Line {
  const { run, metric, tw, points, steps, values, unit } = curve
  const scale = tw ** mu
  return {
    run,
    metric,
    tw,
    points,
    steps: [...steps],
    xs: curve.t.map(t => t / scale),
    values: [...values],
    leftOut: 0,
    ...(unit === undefined ? {} : { unit }),
  }
}

/**
 * Where over tau/tw the part of t/τw^μ lies for all of these waiting times: what has to be read to see it closer.
 *
 * @param mu 0 for a part of t
 */
export function agesOf({ from, to }: Range, mu: number, waiting: readonly number[]): Range {
  const factors = waiting.map(tw => tw ** (mu - 1))
  const [least, greatest] = [Math.min(...factors), Math.max(...factors)]
  // A part of a linear axis may begin below 0.
  return { from: from * (from > 0 ? least : greatest), to: to * (to > 0 ? greatest : least) }
}

/** How long a part is on the axis as drawn. */
export function lengthOf({ from, to }: Range, scale: Scale): number {
  return scale === 'log' ? Math.log(to / from) : to - from
}

/** The curve with what was read of a part of it in its place. */
export function closer(coarse: AgingCurve, fine: AgingCurve): AgingCurve {
  const at = seam(coarse.t, fine.t, { from: fine.t[0] ?? 0, to: fine.t.at(-1) ?? 0 })
  if (!at) return coarse
  return {
    ...coarse,
    steps: joined(at, coarse.steps, fine.steps),
    t: joined(at, coarse.t, fine.t),
    values: joined(at, coarse.values, fine.values),
  }
}

/** What makes another trajectory of a branch; where it stops, what it records and its seed do not. */
const trains = /^(system|data|dynamics|start)(\.|$)/

/** How branches differ in more than their waiting times. */
export interface Unlike {
  /** Of their specs, in order. */
  paths: string[]
  /** All but the largest group of branches that are alike. */
  odd: string[]
}

/**
 * Whether one curve is not to be expected of these branches because they are trained otherwise.
 *
 * @param differences between these and maybe other runs
 * @returns undefined if they are alike
 */
export function unlike(differences: readonly SpecDifference[], runs: readonly string[]): Unlike | undefined {
  const told = differences
    .filter(({ path }) => trains.test(path))
    .map(({ path, values }) => ({ path, texts: runs.map(run => JSON.stringify(values[run])) }))
    .filter(({ texts }) => new Set(texts).size > 1)
  if (told.length === 0) return undefined
  const groups = new Map<string, string[]>()
  runs.forEach((run, at) => {
    const values = told.map(({ texts }) => texts[at]).join('\n')
    groups.set(values, [...(groups.get(values) ?? []), run])
  })
  const most = [...groups.values()].reduce((one, other) => (other.length > one.length ? other : one))
  return { paths: told.map(({ path }) => path), odd: runs.filter(run => !most.includes(run)) }
}

/** The power law between two neighbouring points is a straight line here. */
interface LogCurve {
  tw: number
  /** ln t, ascending. */
  t: readonly number[]
  /** ln of the value. */
  y: readonly number[]
}

/** Places at which the curves are compared. */
const PLACES = 200

/** Less than half a decade of common x says nothing of a shape. */
const LEAST_OVERLAP = Math.log(10) / 2

/**
 * How far curves are from one function of x = t/τw^μ: 0 if they are one, towards 1 if they share nothing.
 *
 *   C(μ) = A / (A + B)
 *   A = Σk nk sk² / Σk nk          across the curves: sk² = Σi (yik − mk)² / (nk − 1)
 *   B = Σk nk (mk − m)² / Σk nk    along their mean: mk = Σi yik / nk, m = Σk nk mk / Σk nk
 *
 * yik is ln of curve i at the k-th of 200 places, evenly spaced in ln x over all that the curves cover (between two points
 * by the power law through them), for the nk curves that reach so far; places with fewer than two are passed over. A factor
 * on all values, or on all times, changes nothing: C has no scale.
 *
 * @param since counts only what is measured at t of at least so many waiting times; 0 for all
 * @returns undefined if less than half a decade of x is covered by two curves or more, or if nothing varies along it
 */
export function collapse(curves: readonly AgingCurve[], mu: number, since = 0): number | undefined {
  return spread(logCurves(curves, since), mu)
}

export interface Judgement {
  mu: number
  /** Undefined where the curves do not overlap enough. */
  spread: number | undefined
}

/** The measure over all exponents that can be chosen. */
export function judged(curves: readonly AgingCurve[], since = 0): Judgement[] {
  const logs = logCurves(curves, since)
  const count = Math.round((exponents.to - exponents.from) / exponents.step)
  return Array.from({ length: count + 1 }, (_, i) => {
    const mu = rounded(exponents.from + i * exponents.step)
    return { mu, spread: spread(logs, mu) }
  })
}

/** How near the curves of a quantity are to one, at all exponents. */
export interface Verdict {
  metric: AgingMetric
  judgements: readonly Judgement[]
  best: { mu: number; spread: number } | undefined
}

/** Where the measure is drawn on a log axis: lower is only the rounding of logarithms. */
export const leastSpread = 1e-6

/** Whole decades about all that was measured, one at least; undefined where nothing was. */
export function spreadDecades(verdicts: readonly Verdict[]): Range | undefined {
  const spreads = verdicts.flatMap(each => each.judgements.flatMap(({ spread: value }) => value ?? []))
  if (spreads.length === 0) return undefined
  const decade = (value: number): number => Math.log10(Math.max(leastSpread, value))
  const low = Math.floor(decade(Math.min(...spreads)))
  const high = Math.ceil(decade(Math.max(...spreads)))
  return { from: 10 ** low, to: 10 ** Math.max(high, low + 1) }
}

/** The exponent at which the curves are nearest to one; the lesser of two that are equal. */
export function best(judgements: readonly Judgement[]): { mu: number; spread: number } | undefined {
  let found: { mu: number; spread: number } | undefined
  for (const { mu, spread: value } of judgements) {
    if (value !== undefined && (found === undefined || value < found.spread)) found = { mu, spread: value }
  }
  return found
}

/** To the slider's steps: nobody chose the other digits. */
export function rounded(mu: number): number {
  const clamped = Math.min(exponents.to, Math.max(exponents.from, mu))
  return Number((Math.round(clamped / exponents.step) * exponents.step).toFixed(exponents.digits))
}

function logCurves(curves: readonly AgingCurve[], since: number): LogCurve[] {
  return curves
    .map(({ tw, t, values }) => {
      const kept = t.flatMap((at, i) => (at >= since * tw && values[i]! > 0 && Number.isFinite(values[i]) ? [i] : []))
      return { tw, t: kept.map(i => Math.log(t[i]!)), y: kept.map(i => Math.log(values[i]!)) }
    })
    .filter(curve => curve.t.length >= 2)
}

function spread(curves: readonly LogCurve[], mu: number): number | undefined {
  if (curves.length < 2) return undefined
  const placed = curves.map(({ tw, t, y }) => ({ t, y, shift: mu * Math.log(tw), at: 0 }))
  const from = Math.min(...placed.map(curve => curve.t[0]! - curve.shift))
  const to = Math.max(...placed.map(curve => curve.t.at(-1)! - curve.shift))
  const step = (to - from) / (PLACES - 1)

  let across = 0
  let sum = 0
  let squares = 0
  let weight = 0
  let places = 0
  for (let k = 0; k < PLACES; k++) {
    const u = from + k * step
    let n = 0
    let mean = 0
    let deviation = 0
    for (const curve of placed) {
      const y = valueAt(curve, u)
      if (y === undefined) continue
      // Welford's: the squares of large equal logarithms would leave only rounding.
      n++
      const before = y - mean
      mean += before / n
      deviation += before * (y - mean)
    }
    if (n < 2) continue
    places++
    across += (n * deviation) / (n - 1)
    weight += n
    const before = mean - sum
    sum += (before * n) / weight
    squares += n * before * (mean - sum)
  }
  if ((places - 1) * step < LEAST_OVERLAP * (1 - 1e-9)) return undefined
  const total = across + squares
  // What is constant up to rounding has no shape to compare.
  return total > weight * 1e-24 && squares > weight * 1e-24 ? across / total : undefined
}

/** By the power law through the two neighbours; `at` moves along with rising u. */
function valueAt(curve: Placed, u: number): number | undefined {
  const { t, y, shift } = curve
  const place = u + shift
  const last = t.length - 1
  // The ends, which u meets only up to rounding.
  const slack = 1e-12 * Math.max(1, Math.abs(place))
  if (place < t[0]! - slack || place > t[last]! + slack) return undefined
  while (curve.at < last - 1 && t[curve.at + 1]! < place) curve.at++
  const low = t[curve.at]!
  const high = t[curve.at + 1]!
  const share = high > low ? Math.min(1, Math.max(0, (place - low) / (high - low))) : 0
  return y[curve.at]! + share * (y[curve.at + 1]! - y[curve.at]!)
}

interface Placed {
  t: readonly number[]
  y: readonly number[]
  /** ln τw^μ. */
  shift: number
  at: number
}
