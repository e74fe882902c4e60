/**
 * The law of Marchenko and Pastur (1967), for singular values: how those of a rows x columns matrix lie whose entries are
 * independent, with mean 0 and variance sigma^2, when both lengths are large.
 *
 *   p(s) = sqrt((high^2 - s^2) (s^2 - low^2)) / (pi sigma^2 n s)   for low <= s <= high
 *   low, high = sigma (sqrt(N) -+ sqrt(n))                         n, N = the smaller and the larger length
 *
 * For a square matrix this is a quarter of a circle from 0 to 2 sigma sqrt(n).
 */
import type { SpecValue } from '../api/types'
import type { Range } from './series'

export interface Shape {
  rows: number
  columns: number
}

export interface Law extends Shape {
  /** Of the entries. */
  variance: number
}

export function support({ rows, columns, variance }: Law): Range {
  const sigma = Math.sqrt(variance)
  return {
    from: sigma * Math.abs(Math.sqrt(columns) - Math.sqrt(rows)),
    to: sigma * (Math.sqrt(columns) + Math.sqrt(rows)),
  }
}

/** The density at s; 0 outside the support. */
export function density(law: Law, s: number): number {
  const { from, to } = support(law)
  const n = Math.min(law.rows, law.columns)
  const inside = (to * to - s * s) * (s * s - from * from)
  if (!(s >= from && s <= to && inside >= 0)) return 0
  // At s = 0, which a square matrix alone reaches, the quotient is that of the circle.
  if (s === 0) return to / (Math.PI * law.variance * n)
  return Math.sqrt(inside) / (Math.PI * law.variance * n * s)
}

/** The density as a line of `points` points, closer together at the edges, where it is steep. */
export function curve(law: Law, points = 160): { s: number; p: number }[] {
  const { from, to } = support(law)
  return Array.from({ length: points }, (_, i) => {
    const s = from + ((to - from) * (1 - Math.cos((Math.PI * i) / (points - 1)))) / 2
    return { s, p: density(law, s) }
  })
}

/** The variance of the entries, if their mean is 0: the squares of the singular values sum to those of the entries. */
export function varianceOf(values: readonly number[], { rows, columns }: Shape): number {
  return values.reduce((sum, s) => sum + s * s, 0) / (rows * columns)
}

/** How many rows and columns a matrix of a run has, if its system is one whose matrices have known shapes. */
export function shapeOf(spec: { [key: string]: SpecValue } | undefined, matrix: string): Shape | undefined {
  const system = spec?.['system']
  if (typeof system !== 'object' || system === null || Array.isArray(system)) return undefined
  const { kind, width } = system
  if (kind !== 'deep-recurrent' || typeof width !== 'number') return undefined
  if (matrix === 'J0') return { rows: width, columns: keys }
  if (/^[JM]\d+$/.test(matrix)) return { rows: width, columns: width }
  if (matrix === 'K') return { rows: keys, columns: width }
  return matrix === 'W' ? { rows: keys, columns: keys } : undefined
}

/** The keys of the chorales. */
const keys = 54
