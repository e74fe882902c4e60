/** What a branch runs: its parent's spec, and what is changed in it. */
import type { SpecValue } from '../api/types'
import { overrides } from './overrides'
import { plain } from './runs'
import { without } from './without'

export type SpecObject = { [key: string]: SpecValue }

export interface BranchChanges {
  set: { [path: string]: SpecValue }
  seed?: number | undefined
  stopSteps?: number | undefined
}

/** The state in a checkpoint has these in it. */
const fixed = ['system', 'data', 'start']

/** Whether a branch cannot have another value there. */
export function isFixed(path: string): boolean {
  return fixed.includes(path.split('.')[0]!)
}

/** A change that no branch can make, in words; undefined if there is none. */
export function forbidden(set: { [path: string]: SpecValue }): string | undefined {
  const path = Object.keys(set).find(isFixed)
  return path === undefined ? undefined : `${path} cannot change in a branch: the checkpoint it starts from fixes it.`
}

/** As the tracker makes it: the parent's spec without its name and its waiting times, on the parent's random streams. */
export function branchSpec(parent: SpecObject, { set, seed, stopSteps }: BranchChanges): SpecObject {
  const spec: SpecObject = structuredClone(without(parent, 'name', 'waitingTimes', 'start'))
  spec['seed'] = seed ?? 'parent'
  if (stopSteps !== undefined) spec['stop'] = { ...objectAt(spec, 'stop'), steps: stopSteps }
  for (const [path, value] of Object.entries(set)) put(spec, path.split('.'), value)
  return spec
}

function put(spec: SpecObject, path: readonly string[], value: SpecValue): void {
  const [key, ...rest] = path
  if (rest.length === 0) {
    spec[key!] = value
    return
  }
  const inner = objectAt(spec, key!)
  spec[key!] = inner
  put(inner, rest, value)
}

function objectAt(spec: SpecObject, key: string): SpecObject {
  // Own keys alone: a path is what somebody typed.
  const value = Object.hasOwn(spec, key) ? spec[key] : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** Every value by its path, `system.width`; lists as they stand. */
export function flat(spec: SpecObject, prefix = ''): Map<string, SpecValue> {
  const values = new Map<string, SpecValue>()
  for (const [key, value] of Object.entries(spec)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, each] of flat(value, path)) values.set(inner, each)
    } else values.set(path, value)
  }
  return values
}

export interface Change {
  path: string
  /** Undefined where the value was not there before, or is not there any more. */
  before: string | undefined
  after: string | undefined
}

/** What is not the same, by path. */
export function changes(before: ReadonlyMap<string, SpecValue>, after: ReadonlyMap<string, SpecValue>): Change[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  const text = (values: ReadonlyMap<string, SpecValue>, path: string): string | undefined => {
    const value = values.get(path)
    return value === undefined ? undefined : plain(value)
  }
  return paths
    .map(path => ({ path, before: text(before, path), after: text(after, path) }))
    .filter(change => change.before !== change.after)
}

/** The changes that somebody made: not those that every branch has. */
export function chosenChanges(all: readonly Change[]): Change[] {
  return all.filter(
    ({ path, after }) =>
      path !== 'name' && !path.startsWith('waitingTimes.') && !(path === 'seed' && after === 'parent'),
  )
}

/** Where a branch at a step stops, if its stop is not given: the follow-up of a waiting time is a multiple of it. */
export function followedUntil(parent: SpecObject, step: number): number | undefined {
  const follow = objectAt(parent, 'waitingTimes')['follow']
  return typeof follow === 'number' ? step + Math.round(follow * step) : undefined
}

/** The last step that a spec names. */
export function lastStep(spec: SpecObject): number | undefined {
  const steps = objectAt(spec, 'stop')['steps']
  return typeof steps === 'number' ? steps : undefined
}

/** What somebody typed. */
export interface BranchFields {
  set: string
  seed: string
  steps: string
  name: string
}

export type BranchPlan =
  | { wrong: string }
  | {
      changes: BranchChanges
      name: string
      /** One for each place it branches at. */
      branches: { step: number; spec: SpecObject }[]
    }

/**
 * What would run, or why it cannot.
 *
 * @param steps where it branches; several for every waiting time
 * @param follows whether each is followed for a multiple of its age, where no last step is given
 */
export function planned(
  parent: SpecObject,
  steps: readonly number[],
  follows: boolean,
  { set, seed, steps: last, name }: BranchFields,
): BranchPlan {
  const lines = overrides(set)
  if ('wrong' in lines) return lines
  const not = forbidden(lines.set)
  if (not !== undefined) return { wrong: not }
  if (seed.trim() !== '' && !/^\d+$/.test(seed.trim())) return { wrong: `The seed "${seed}" is not a whole number.` }
  if (last.trim() !== '' && !/^\d+$/.test(last.trim()))
    return { wrong: `The last step "${last}" is not a whole number.` }
  const changes: BranchChanges = { set: lines.set }
  if (seed.trim() !== '') changes.seed = Number(seed)
  if (last.trim() !== '') changes.stopSteps = Number(last)
  const branches = steps.map(step => {
    const stopSteps = changes.stopSteps ?? (follows ? followedUntil(parent, step) : undefined)
    return { step, spec: branchSpec(parent, { ...changes, stopSteps }) }
  })
  const late = branches.find(({ step, spec }) => (lastStep(spec) ?? Infinity) <= step)
  if (late) {
    const until = lastStep(late.spec)!
    return { wrong: `It starts at step ${late.step} and would stop at ${until}: give a later last step.` }
  }
  return { changes, name: name.trim(), branches }
}
