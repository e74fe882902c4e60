/** Where an axis is marked, and what the marks say. */
import type { Range } from './series'
import type { Scale } from '../api/types'
import { count, number, powerOfTen } from './numbers'

export interface Tick {
  at: number
  /** Empty for a minor mark. */
  label: string
}

/** At most about `room` labelled marks between the ends of the axis, ascending. */
export function ticks(range: Range, scale: Scale, room: number): Tick[] {
  if (!(range.to > range.from)) return []
  if (scale === 'linear') return linearTicks(range, room)
  const decades = Math.log10(range.to / range.from)
  // On less than a third of a decade a log axis is nearly linear, and so are its marks.
  if (decades < 0.34) return linearTicks(range, room)
  const marks = logTicks(range, room)
  if (decades > 1 || marks.filter(mark => mark.label !== '').length > 2) return marks
  // Round numbers of another kind lie more densely.
  const even = linearTicks(range, room)
  return even.length > 2 ? even : linearTicks(range, 2 * room)
}

/** The least of 1, 2, 5 times a power of ten that is not below `rough`. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find(f => f * power >= rough * (1 - 1e-9))!
  return factor * power
}

function linearTicks({ from, to }: Range, room: number): Tick[] {
  const step = niceStep((to - from) / Math.max(1, room))
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // Multiples, not sums: a sum of 0.1s misses zero.
  const at = Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step))
  return at.map(value => ({ at: value, label: linearLabel(value, step, at) }))
}

/** Removes the last bit's noise of a product such as 3 * 0.1. */
function clean(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(12))
}

function linearLabel(value: number, step: number, all: readonly number[]): string {
  if (value === 0) return '0'
  const greatest = Math.max(...all.map(Math.abs))
  const exponent = Math.floor(Math.log10(greatest) + 1e-9)
  if (exponent >= 6 || exponent < -3) {
    // One power for the whole axis, so that the marks can be compared at a glance.
    const digits = Math.max(0, exponent - Math.floor(Math.log10(step) + 1e-9))
    return `${signed(value / 10 ** exponent, digits)}\u2009×\u2009${powerOfTen(exponent)}`
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return decimals === 0 ? count(value) : signed(value, decimals)
}

function signed(value: number, decimals: number): string {
  return (value < 0 ? '\u2212' : '') + Math.abs(value).toFixed(decimals)
}

function logTicks({ from, to }: Range, room: number): Tick[] {
  const low = Math.floor(Math.log10(from) + 1e-9)
  const high = Math.ceil(Math.log10(to) - 1e-9)
  const decades = Math.log10(to / from)
  const factors = labelledFactors({ from, to }, decades, room)
  const every = Math.max(1, Math.ceil(decades / Math.max(1, room)))
  const plain = low >= -3 && high <= 5
  const marks: Tick[] = []
  for (let exponent = low; exponent <= high; exponent++) {
    for (let factor = 1; factor < 10; factor++) {
      const at = Number(`${factor}e${exponent}`)
      if (!lies(at, { from, to })) continue
      const labelled = factors.includes(factor) && (factor > 1 || exponent % every === 0)
      // Beyond ten decades the minor marks would be a grey smear.
      if (labelled) marks.push({ at, label: logLabel(factor, exponent, plain) })
      else if (factor === 1 || decades <= 10) marks.push({ at, label: '' })
    }
  }
  return marks
}

const closer: readonly number[][] = [[1], [1, 3], [1, 2, 5]]

function labelledFactors(range: Range, decades: number, room: number): readonly number[] {
  const usual = decades * 3 <= room && decades < 1.7 ? [1, 2, 5] : decades < 1.05 ? [1, 3] : [1]
  if (labelled(usual, range) >= 3) return usual
  // Two labels say where one thing is to the other; that the axis is a log axis three say.
  const fitting = closer.filter(factors => labelled(factors, range) <= room)
  return fitting.find(factors => labelled(factors, range) >= 3) ?? fitting.at(-1) ?? usual
}

/** How many there are in a range of a few decades. */
function labelled(factors: readonly number[], range: Range): number {
  const low = Math.floor(Math.log10(range.from))
  const high = Math.ceil(Math.log10(range.to))
  let labels = 0
  for (let exponent = low; exponent <= high; exponent++) {
    for (const factor of factors) if (lies(Number(`${factor}e${exponent}`), range)) labels++
  }
  return labels
}

function lies(at: number, { from, to }: Range): boolean {
  return at >= from * (1 - 1e-9) && at <= to * (1 + 1e-9)
}

function logLabel(factor: number, exponent: number, plain: boolean): string {
  if (plain) return number(Number(`${factor}e${exponent}`))
  if (exponent === 0) return String(factor)
  return factor === 1 ? powerOfTen(exponent) : `${factor}\u2009×\u2009${powerOfTen(exponent)}`
}

/** The unit in which a wall-time axis of this length (ms) is best read. */
export function timeUnit(lengthMs: number): { name: string; ms: number } {
  const units = [
    { name: 'd', ms: 86_400_000 },
    { name: 'h', ms: 3_600_000 },
    { name: 'min', ms: 60_000 },
    { name: 's', ms: 1000 },
  ]
  return units.find(unit => lengthMs >= 3 * unit.ms) ?? { name: 'ms', ms: 1 }
}
