/** The runs of a tree, and how the stream's news change them. */
import type { Family } from '../api/family'
import type { Run } from '../api/types'
import type { TreeClock } from './address'
import { quantity } from './series'
import { workedUntil } from './runs'
import { duration } from './times'
import type { Stem } from './tree'

export type Members = ReadonlyMap<string, Run>

/** Whether a run that the stream tells of is one of the family. */
export function belongs(family: Family, run: Run, known: Members): boolean {
  if (known.has(run.id)) return true
  if ('experiment' in family) return run.experiment === family.experiment
  if ('parent' in family) return run.parent?.run === family.parent
  return run.root === family.root || (run.parent !== undefined && known.has(run.parent.run))
}

/** Takes in what is said of a run. An archived one stays, since others hang on it; what was trashed goes. */
export function learn(members: Map<string, Run>, run: Run): void {
  const known = members.get(run.id)
  // The stream and a list that was asked for earlier may cross on their way.
  if (known && known.updatedAt > run.updatedAt) return
  if (run.trashedAt !== undefined || run.purgedAt !== undefined) members.delete(run.id)
  else members.set(run.id, run)
}

/** The first moment of all, from which wall time is counted, in ms. */
export function beginning(runs: Iterable<Run>): number {
  let first = Infinity
  for (const run of runs) first = Math.min(first, Date.parse(run.createdAt))
  return Number.isFinite(first) ? first : 0
}

/**
 * Where a run stands along a clock. Over wall time it begins when it was created, for that never changes; it waited until it
 * was started.
 *
 * @param origin of wall time, in ms
 */
export function stemOf(run: Run, along: TreeClock, origin: number, nowMs: number): Stem {
  const place = { id: run.id, parent: run.parent?.run, order: run.createdAt + run.id }
  switch (along) {
    case 'step': {
      const from = run.parent?.step ?? 0
      return { ...place, from, to: run.step }
    }
    case 'tau': {
      const from = quantity(run.parent?.tau) ?? 0
      return { ...place, from, to: quantity(run.tau) ?? from }
    }
    case 'wall': {
      const from = Date.parse(run.createdAt) - origin
      return { ...place, from, to: Math.max(from, endOf(run, nowMs) - origin) }
    }
  }
}

function endOf(run: Run, nowMs: number): number {
  return run.state === 'queued' ? nowMs : workedUntil(run, nowMs)
}

/** From where on a run ran, on the axis: over wall time what is before is waiting. */
export function begun(run: Run, along: TreeClock, origin: number): number | undefined {
  if (along !== 'wall') return undefined
  return run.startedAt === undefined ? Infinity : Date.parse(run.startedAt) - origin
}

/** What a run is called aloud: its name, its state, where it comes from, how far it is. */
export function spoken(run: Run, parent: Run | undefined, hidden: number): string {
  const from = run.parent ? `, from step ${run.parent.step}${parent ? ` of ${parent.name}` : ''}` : ''
  const at = `, at step ${run.step}`
  return `${run.name}, ${run.state}${from}${at}${hidden > 0 ? `, ${hidden} folded` : ''}`
}

/** How the states of folded runs are told: "3 failed, 120 completed", the most urgent first. */
export function told(runs: readonly Run[], order: readonly Run['state'][]): string {
  const counts = new Map<Run['state'], number>()
  for (const run of runs) counts.set(run.state, (counts.get(run.state) ?? 0) + 1)
  return order.flatMap(state => (counts.has(state) ? [`${counts.get(state)!} ${state}`] : [])).join(', ')
}

/** How long a run ran, in words. */
export function lasted(run: Run, nowMs: number): string {
  return run.startedAt === undefined ? '' : duration(endOf(run, nowMs) - Date.parse(run.startedAt))
}
