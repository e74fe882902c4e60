/** From the lines as they were read to those that are drawn: against a reference, averaged, smoothed. */
import type { Scale } from '../api/types'
import { meanOf, type Spread } from './groups'
import { relative, type Relation } from './reference'
import type { Range } from './series'
import { smoothed, smoothingLength } from './smoothing'
import { xSpan, type Trace } from './traces'

export interface Treatment {
  xScale: Scale
  yScale: Scale
  /** Over which share of the axis; 0 for not at all. */
  smooth: number
  /** The run that the others are drawn against. */
  reference: string | undefined
  relation: Relation
  /** The group of a run; undefined where every run is a line of its own. */
  groupOf: ((run: string) => string | undefined) | undefined
  spread: Spread
}

export interface Picture {
  traces: Trace[]
  /** The same as they were before smoothing. */
  behind: Trace[]
}

/** @param lines of one metric, a run each */
export function picture(lines: readonly Trace[], treatment: Treatment): Picture {
  const { xScale, yScale, smooth, reference, relation, groupOf } = treatment
  const base = reference === undefined ? undefined : lines.find(line => line.key === reference)
  const related = base ? lines.map(line => relative(line, base, relation, xScale)) : lines
  const drawn = groupOf ? grouped(related, groupOf, treatment) : [...related]
  const whole = xSpan(drawn)
  if (smooth === 0 || !whole) return { traces: drawn, behind: [] }
  return { traces: drawn.map(line => smoother(line, smooth, whole, xScale, yScale)), behind: drawn }
}

function grouped(
  lines: readonly Trace[],
  groupOf: (run: string) => string | undefined,
  { xScale, yScale, spread }: Treatment,
): Trace[] {
  const groups = new Map<string, Trace[]>()
  for (const line of lines) {
    const key = groupOf(line.key)
    if (key === undefined) continue
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups].map(([key, members]) => meanOf(key, members, xScale, yScale, spread))
}

function smoother(line: Trace, share: number, whole: Range, xScale: Scale, yScale: Scale): Trace {
  const values = { xs: Array.from(line.xs), values: Array.from(line.ys) }
  const ys = Float64Array.from(smoothed(values, smoothingLength(share, whole, xScale), xScale, yScale))
  return { ...line, ys }
}

export interface Reading {
  key: string
  value: number
  /** How many lines a mean is of. */
  lines?: number
}

export interface Readings {
  /** Those about the nearest, the greatest first. */
  shown: Reading[]
  above: number
  below: number
}

/**
 * At most `most` of the lines' values at a place, the greatest first: those about the one that is meant. What is no number comes
 * last.
 */
export function around(readings: readonly Reading[], meant: string | undefined, most: number): Readings {
  const rank = ({ value }: Reading): number => (Number.isNaN(value) ? -Infinity : value)
  const sorted = readings.toSorted((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1))
  const at = Math.max(0, meant === undefined ? 0 : sorted.findIndex(each => each.key === meant))
  const start = Math.max(0, Math.min(at - Math.floor(most / 2), sorted.length - most))
  const shown = sorted.slice(start, start + most)
  return { shown, above: start, below: sorted.length - start - shown.length }
}
