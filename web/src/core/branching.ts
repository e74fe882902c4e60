/** What somebody asks a branch to be. What it would run the tracker says. */
import type { Spec } from '../api/run'
import type { BranchRequest } from '../api/types'
import { overrides } from './overrides'
import { flat, type Change } from './specs'

/** The state in a checkpoint has these in it. */
const fixed = ['system', 'data', 'start']

/** Whether a branch cannot have another value there. */
export function isFixed(path: string): boolean {
  return fixed.includes(path.split('.')[0]!)
}

/** The changes that somebody made: not those that every branch has. */
export function chosenChanges(all: readonly Change[]): Change[] {
  return all.filter(
    ({ path, after }) =>
      path !== 'name' && !path.startsWith('waitingTimes.') && !(path === 'seed' && after === 'parent'),
  )
}

/** The last step that a spec names. */
export function lastStep(spec: Spec): number | undefined {
  const steps = flat(spec).get('stop.steps')
  return typeof steps === 'number' ? steps : undefined
}

/** Where a branch begins if nobody says: at the last checkpoint that leaves it something to do, for it ends where the parent does. */
export function usualStart<C extends { step: number }>(checkpoints: readonly C[], spec: Spec): C | undefined {
  const end = lastStep(spec) ?? Infinity
  return checkpoints.findLast(({ step }) => step < end) ?? checkpoints.at(-1)
}

/** What somebody typed. */
export interface BranchFields {
  set: string
  seed: string
  steps: string
  name: string
}

/** In place of a checkpoint's SHA-256. */
export const everyWaitingTime = 'waiting-times'

/** What is sent, or why it cannot be. */
export function branchRequest(
  start: string,
  { set, seed, steps, name }: BranchFields,
): { request: BranchRequest } | { wrong: string } {
  const lines = overrides(set)
  if ('wrong' in lines) return lines
  const path = Object.keys(lines.set).find(isFixed)
  if (path !== undefined) {
    return { wrong: `${path} cannot change in a branch: the checkpoint it starts from fixes it.` }
  }
  if (!isWhole(seed)) return { wrong: `The seed "${seed}" is not a whole number.` }
  if (!isWhole(steps)) return { wrong: `The last step "${steps}" is not a whole number.` }
  const request: BranchRequest = { at: start === everyWaitingTime ? { waitingTimes: true } : { checkpoint: start } }
  if (Object.keys(lines.set).length > 0) request.set = lines.set
  if (seed.trim() !== '') request.seed = Number(seed)
  if (steps.trim() !== '') request.stopSteps = Number(steps)
  if (name.trim() !== '') request.name = name.trim()
  return { request }
}

function isWhole(typed: string): boolean {
  return /^\d*$/.test(typed.trim())
}

/** The fields that make this request. */
export function fieldsOf({ set, seed, stopSteps, name }: Partial<BranchRequest>): BranchFields {
  return {
    set: Object.entries(set ?? {})
      .map(([path, value]) => `${path} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('\n'),
    seed: String(seed ?? ''),
    steps: String(stopSteps ?? ''),
    name: name ?? '',
  }
}
