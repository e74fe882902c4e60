/** Specs beside each other: what stands at its default, what differs, what a branch would have to change. */
import type { Spec } from '../api/run'
import type { BranchPoint, BranchRequest, Run, SpecValue } from '../api/types'

/** Every value by its path; lists as they stand. */
export function flat(spec: Spec): Map<string, SpecValue> {
  const values = new Map<string, SpecValue>()
  const walk = (path: string, value: SpecValue): void => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, item)
    } else values.set(path, value)
  }
  walk('', spec)
  return values
}

export interface Change {
  path: string
  /** Undefined where there was, or is, none. */
  before: SpecValue | undefined
  after: SpecValue | undefined
}

export function changes(before: Spec, after: Spec): Change[] {
  const [old, now] = [flat(before), flat(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .filter(path => JSON.stringify(old.get(path)) !== JSON.stringify(now.get(path)))
    .map(path => ({ path, before: old.get(path), after: now.get(path) }))
}

/** Whether all that stands at or below the path is at its default. */
export function atDefault(path: string, paths: readonly string[], defaults: ReadonlySet<string>): boolean {
  const below = paths.filter(each => each === path || each.startsWith(`${path}.`))
  return below.length > 0 && below.every(each => defaults.has(each))
}

/** What a branch's spec cannot or need not say: the checkpoint fixes it, or the request has a field of its own for it. */
const own = new Set(['name', 'seed', 'stop.steps', 'waitingTimes.at', 'waitingTimes.follow'])

/** The request that makes this branch once more, of the same parent. */
export function branchAgain(run: Run & { parent: BranchPoint }, spec: Spec, parent: Spec): BranchRequest {
  const set: { [path: string]: SpecValue } = {}
  for (const { path, after } of changes(parent, spec)) {
    if (!own.has(path) && !/^(system|data|start)(\.|$)/.test(path) && after !== undefined) set[path] = after
  }
  const request: BranchRequest = { at: { checkpoint: run.parent.checkpoint } }
  if (Object.keys(set).length > 0) request.set = set
  if (typeof spec['seed'] === 'number') request.seed = spec['seed']
  const steps = flat(spec).get('stop.steps')
  if (typeof steps === 'number') request.stopSteps = steps
  return request
}
