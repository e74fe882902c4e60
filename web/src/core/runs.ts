/** Runs: how the stream's events change what is known of them, what they have in common and what differs. */
import type { Progress, Run, SpecValue } from '../api/types'
import { quantity } from './series'
import { isOver, isWorkedOn } from './states'

export type Runs = ReadonlyMap<string, Run>

export function withProgress(runs: Runs, progress: Progress): Runs {
  const run = runs.get(progress.run)
  // A heartbeat of an attempt that is no longer the current one says nothing about the run.
  if (!run || isOver(run.state) || (run.attempt !== undefined && run.attempt !== progress.attempt)) return runs
  const moved: Run = { ...run, step: Math.max(run.step, progress.step), heartbeatAt: progress.heartbeatAt }
  const tau = quantity(progress.tau)
  if (tau !== undefined) moved.tau = Math.max(quantity(run.tau) ?? tau, tau)
  if (progress.stepsPerSecond !== undefined) moved.stepsPerSecond = progress.stepsPerSecond
  if (progress.expectedEndAt !== undefined) moved.expectedEndAt = progress.expectedEndAt
  moved.worker = progress.worker
  return new Map(runs).set(run.id, moved)
}

const byText = new Intl.Collator('en', { numeric: true })

/** How far a run is, 0..1, where its spec names a last step. */
export function share(run: Run): number | undefined {
  if (run.targetStep === undefined) return undefined
  const start = run.parent?.step ?? 0
  const length = run.targetStep - start
  return length > 0 ? Math.min(1, Math.max(0, (run.step - start) / length)) : undefined
}

/** Until when it was worked on: until now, or its end, or since when nobody does. */
export function workedUntil(run: Run, now: number): number {
  if (run.endedAt !== undefined) return Date.parse(run.endedAt)
  return isWorkedOn(run.state) ? now : Date.parse(run.updatedAt)
}

export interface Param {
  path: string
  value: string
  /** Not the same in all the runs that are compared. */
  differs: boolean
}

/** The parameters worth a place in a row, those that differ between the runs first. */
export function keyParams(run: Run, differing: ReadonlySet<string>): Param[] {
  const all = Object.entries(run.params).map(([path, value]) => ({
    path,
    value: plain(value),
    differs: differing.has(path),
  }))
  return (
    all
      // The experiment and the name have columns, and the last step stands beside the step.
      .filter(param => !['experiment', 'name', 'stop.steps'].includes(param.path))
      .filter(param => param.differs || weight(param.path) > 0)
      .toSorted(
        (a, b) =>
          Number(b.differs) - Number(a.differs) || weight(b.path) - weight(a.path) || byText.compare(a.path, b.path),
      )
  )
}

/** What a run is remembered by, when nothing differs. */
const usual = ['system.depth', 'system.width', 'dynamics.eta', 'dynamics.minibatch', 'dynamics.deltas', 'seed']

function weight(path: string): number {
  const place = usual.indexOf(path)
  return place < 0 ? 0 : usual.length - place
}

export interface Paths {
  /** Of parameters that are not the same in all runs, or that only some runs of a sort have. */
  differing: Set<string>
  /** Of parameters that all runs have, with one value. */
  common: string[]
}

/**
 * How the runs' parameters differ. Another sort of run has other parameters: that says only that it is another sort, and would hide
 * what was varied on purpose, so that of what a whole sort lacks the values decide.
 */
export function comparedPaths(runs: Iterable<Run>): Paths {
  const sorts = new Map<string, number>()
  /** How many runs there are of each sort. */
  const sizes: number[] = []
  const seen = new Map<string, { value: SpecValue; differs: boolean; times: number[] }>()
  for (const run of runs) {
    const name = sortOf(run)
    const sort = sorts.get(name) ?? sorts.size
    sorts.set(name, sort)
    sizes[sort] = (sizes[sort] ?? 0) + 1
    for (const [path, value] of Object.entries(run.params)) {
      const known = seen.get(path)
      if (!known) {
        const times: number[] = []
        times[sort] = 1
        seen.set(path, { value, differs: false, times })
      } else {
        known.times[sort] = (known.times[sort] ?? 0) + 1
        // Texts of numbers take long, and are needed of those alone that are not the same.
        known.differs ||= known.value !== value && plain(known.value) !== plain(value)
      }
    }
  }
  const differing = new Set<string>()
  const common: string[] = []
  for (const [path, each] of seen) {
    const lacking = sizes.map((size, sort) => size - (each.times[sort] ?? 0))
    if (each.differs || lacking.some((runs, sort) => runs > 0 && runs < sizes[sort]!)) differing.add(path)
    else if (lacking.every(runs => runs === 0)) common.push(path)
  }
  return { differing, common }
}

/** Who drives it, and what system it trains. */
function sortOf(run: Run): string {
  return `${run.kind} ${plain(run.params['system.kind'] ?? '')}`
}

/** The last word of a path, which is how people call a parameter; both last ones where it alone says nothing. */
export function shortPath(path: string): string {
  const words = path.split('.')
  const last = words.at(-1)!
  return ['kind', 'at', 'every', 'follow', 'steps', 'perDecade'].includes(last) ? words.slice(-2).join('.') : last
}

export function plain(value: SpecValue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? value.map(plain).join(', ') : JSON.stringify(value)
}
