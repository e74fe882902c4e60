/** Runs by the value of a parameter, with mean and spread of what is measured. */
import type { Run } from '../../api/types'
import type { Column } from './columns'
import { numberOf, textOf } from './values'

export interface Group {
  /** As it is told apart in the address. */
  key: string
  /** Undefined for the runs that have no value. */
  value: string | undefined
  runs: readonly Run[]
}

/** In the order of numbers if all values are numbers, else of texts; without a value last. The runs keep their order. */
export function groupsOf(runs: readonly Run[], by: string): Group[] {
  const groups = new Map<string, { key: string; value: string | undefined; runs: Run[] }>()
  for (const run of runs) {
    const value = textOf(run, by)
    const key = value === undefined ? 'none' : `=${value}`
    const group = groups.get(key)
    if (group) group.runs.push(run)
    else groups.set(key, { key, value, runs: [run] })
  }
  const collator = new Intl.Collator('en', { numeric: true })
  const all = [...groups.values()]
  const numeric = all.every(each => each.value === undefined || Number.isFinite(Number(each.value)))
  return all.toSorted((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined)
    return numeric ? Number(a.value) - Number(b.value) : collator.compare(a.value, b.value)
  })
}

export interface Statistics {
  /** How many runs have a finite value. */
  count: number
  mean: number
  /** The standard deviation of the runs, with n - 1; NaN for one alone. */
  spread: number
  min: number
  max: number
}

/** Of the finite values: a run that diverged must not hide the others, and `count` says that it is missing. */
export function statistics(runs: readonly Run[], column: Column): Statistics | undefined {
  let count = 0
  let mean = 0
  let squares = 0
  let min = Infinity
  let max = -Infinity
  for (const run of runs) {
    const value = numberOf(run, column)
    if (value === undefined || !Number.isFinite(value)) continue
    // Welford's recurrence: no difference of large sums.
    count++
    const before = value - mean
    mean += before / count
    squares += before * (value - mean)
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return count === 0 ? undefined : { count, mean, spread: Math.sqrt(squares / (count - 1)), min, max }
}

/** A line of the table: a run, or the head of a group of runs. */
export type Line = { run: Run; level: 1 | 2 } | { group: Group; open: boolean }

export function linesOf(runs: readonly Run[], groups: readonly Group[] | undefined, open: ReadonlySet<string>): Line[] {
  if (!groups) return runs.map(run => ({ run, level: 1 }))
  return groups.flatMap(group => {
    const isOpen = open.has(group.key)
    const head: Line = { group, open: isOpen }
    return isOpen ? [head, ...group.runs.map(run => ({ run, level: 2 as const }))] : [head]
  })
}
