/** What the lines of a comparison are called, how they look, and which runs they stand for. */
import type { Run, SpecValue } from '../../api/types'
import { category, ordered, steadyStrokes, strokes, type Stroke, type Theme } from '../../core/colours'
import { byValue, keyOf, shownValue } from '../../core/phase'
import { own } from '../../core/quantities'
import { shortPath } from '../../core/runs'
import { quantity } from '../../core/series'

export interface LineInfo {
  key: string
  name: string
  runs: readonly Run[]
  stroke: Stroke
}

/** A line a run. Where waiting times differ they colour the runs in their order; otherwise a run keeps its colour in any company. */
export function linesOfRuns(runs: readonly Run[], theme: Theme): LineInfo[] {
  const branches = runs.flatMap(run => quantity(run.parent?.tau) ?? [])
  // Where few are branches, most would be of one grey.
  const waiting = new Set(branches).size > 1 && branches.length * 2 >= runs.length
  const drawn = waiting
    ? strokes(
        runs.map(run => ({ run: run.id, tw: quantity(run.parent?.tau) })),
        theme,
      )
    : steadyStrokes(
        runs.map(run => run.id),
        theme,
      )
  return runs.map(run => ({ key: run.id, name: run.name, runs: [run], stroke: drawn.get(run.id)! }))
}

/** A line for every value of a parameter; numbers are coloured in their order. */
export function linesOfGroups(runs: readonly Run[], path: string, theme: Theme): LineInfo[] {
  const groups = new Map<string, { value: SpecValue | undefined; runs: Run[] }>()
  for (const run of runs) {
    const value = own(run.params, path)
    const group = groups.get(groupKey(value)) ?? { value, runs: [] }
    group.runs.push(run)
    groups.set(groupKey(value), group)
  }
  const all = [...groups].toSorted(([, a], [, b]) => byValue(a.value, b.value))
  const numbers = all.filter(([, { value }]) => typeof value === 'number').length
  const many = numbers === all.length && numbers > 2
  return all.map(([key, group], i) => ({
    key,
    name: `${shortPath(path)} = ${shownValue(group.value)}`,
    runs: group.runs,
    stroke: many ? ordered(i, all.length, theme) : category(i, theme),
  }))
}

/** Told apart from a run's id by its beginning. */
export function groupKey(value: SpecValue | undefined): string {
  return `=${keyOf(value)}`
}
