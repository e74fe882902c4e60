/** What can be done with chosen runs, and what stands in its way, before the tracker is asked. */
import type { Run } from '../../api/types'
import { actionsIn } from '../states'

export type Act = 'pause' | 'resume' | 'cancel' | 'archive' | 'trash' | 'restore' | 'purge'

/** A worker or program executes it, or did when it was last heard of. */
function held(run: Run): boolean {
  return run.kind !== 'published' && ['running', 'pausing', 'cancelling', 'lost'].includes(run.state)
}

/** Why an act on this run would be refused; undefined if it would not. */
export function obstacle(act: Act, run: Run): string | undefined {
  if (run.purgedAt !== undefined) return 'it was purged'
  switch (act) {
    case 'pause':
    case 'resume':
    case 'cancel':
      if (run.trashedAt !== undefined) return 'it is in the trash'
      if (run.kind === 'published') return 'it was trained elsewhere'
      if (run.kind === 'external' && act !== 'cancel') return 'a program of its own drives it'
      if (run.kind === 'external') return over(run) ? `it is ${run.state}` : undefined
      return actionsIn(run.state).includes(act) ? undefined : `it is ${run.state}`
    case 'archive':
      if (run.trashedAt !== undefined) return 'it is in the trash'
      return run.archived ? 'it is archived already' : undefined
    case 'trash':
      if (run.trashedAt !== undefined) return 'it is in the trash already'
      return held(run) ? `it is ${run.state}: cancel it first` : undefined
    case 'restore':
      return run.trashedAt === undefined && !run.archived ? 'it is neither archived nor in the trash' : undefined
    case 'purge':
      return run.trashedAt === undefined ? 'it is not in the trash' : undefined
  }
}

function over(run: Run): boolean {
  return ['completed', 'failed', 'cancelled', 'cancelling'].includes(run.state)
}

export interface TrashPlan {
  /** Without branches, or with all of them chosen or in the trash: branches before what they branch from. */
  ready: readonly Run[]
  /** Living branches of the chosen runs that were not chosen, and theirs. */
  hanging: readonly Run[]
  /** Chosen runs that cannot go because of such branches. */
  blocked: readonly Run[]
  /** Chosen or hanging runs that cannot go because of what they do. */
  busy: readonly { run: Run; why: string }[]
}

/**
 * @param family the chosen runs and all that descends from them
 * @param along whether what hangs on the chosen runs goes with them
 */
export function trashPlan(chosen: readonly string[], family: readonly Run[], along: boolean): TrashPlan {
  const living = family.filter(run => run.trashedAt === undefined && run.purgedAt === undefined)
  const asked = new Set(chosen)
  const going = living.filter(run => along || asked.has(run.id))
  const busy = going.flatMap(run => {
    const why = obstacle('trash', run)
    return why === undefined ? [] : [{ run, why }]
  })
  const staying = new Set(living.map(run => run.id))
  for (const run of going) staying.delete(run.id)
  for (const { run } of busy) staying.add(run.id)
  // What a staying run branches from stays, up to the root.
  const parents = new Map(living.map(run => [run.id, run.parent?.run]))
  const kept = new Set<string>()
  for (const id of staying)
    for (let up = parents.get(id); up !== undefined && !kept.has(up); up = parents.get(up)) kept.add(up)
  const isBusy = new Set(busy.map(each => each.run.id))
  const depth = (run: Run): number => {
    let steps = 0
    for (let up = run.parent?.run; up !== undefined && steps <= living.length; up = parents.get(up)) steps++
    return steps
  }
  return {
    ready: going
      .filter(run => !kept.has(run.id) && !isBusy.has(run.id))
      .map(run => ({ run, depth: depth(run) }))
      .toSorted((a, b) => b.depth - a.depth)
      .map(each => each.run),
    hanging: living.filter(run => !asked.has(run.id)),
    blocked: going.filter(run => kept.has(run.id) && !isBusy.has(run.id)),
    busy,
  }
}

export interface Refused {
  name: string
  why: string
}

export interface Report {
  done: number
  /** The tracker has taken these, and is still applying them. */
  accepted: number
  refused: readonly Refused[]
}

const done: Readonly<Record<Act, string>> = {
  pause: 'asked to pause',
  resume: 'resumed',
  cancel: 'asked to stop',
  archive: 'archived',
  trash: 'put into the trash',
  restore: 'restored',
  purge: 'purged',
}

/** "3 of 5 runs archived": never more than what is so. */
export function summary(act: Act, { done: fine, accepted, refused }: Report): string {
  const all = fine + accepted + refused.length
  const runs = all === 1 ? 'run' : 'runs'
  const share = fine === all ? String(all) : `${fine} of ${all}`
  const later = accepted === 0 ? '' : `; ${accepted} accepted, which the tracker is still applying`
  const not = refused.length === 0 ? '' : `; ${refused.length} refused`
  return `${share} ${runs} ${done[act]}${later}${not}.`
}
