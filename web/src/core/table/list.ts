/** The runs that the table has read so far, in the tracker's order, and what has happened to them since. */
import type { Progress, Run } from '../../api/types'
import { withProgress } from '../runs'

export interface RunList {
  /** In the order of the answer; a row keeps its place whatever happens to its run. */
  ids: readonly string[]
  runs: ReadonlyMap<string, Run>
  /** The cursor of the next page; undefined at the end. */
  next: string | undefined
  /** Runs that have changed elsewhere since they were read: they may have come into the list, or fallen out of it. */
  changed: ReadonlySet<string>
}

export const emptyList: RunList = { ids: [], runs: new Map(), next: undefined, changed: new Set() }

export interface PageOfRuns {
  items: readonly Run[]
  next?: string
}

/** What was read behind the end. A run that moved behind the cursor since keeps its first place. */
export function withPage(list: RunList, page: PageOfRuns): RunList {
  const runs = new Map(list.runs)
  const ids = [...list.ids]
  for (const run of page.items) {
    if (!runs.has(run.id)) ids.push(run.id)
    runs.set(run.id, newer(runs.get(run.id), run))
  }
  return { ids, runs, next: page.next, changed: list.changed }
}

/** A list that was read anew; what the stream said of its runs meanwhile stays. */
export function readAnew(before: RunList, page: PageOfRuns): RunList {
  const runs = new Map(page.items.map(run => [run.id, newer(before.runs.get(run.id), run)]))
  return { ids: [...runs.keys()], runs, next: page.next, changed: new Set() }
}

/** The stream and a list that was asked for earlier may cross on their way. */
function newer(known: Run | undefined, run: Run): Run {
  return known && known.updatedAt > run.updatedAt ? over(run, known) : run
}

/** Both carry what the columns of their time asked for, and the stream no parameters, which never change: neither takes any away. */
function over(earlier: Run, later: Run): Run {
  return {
    ...later,
    params: { ...earlier.params, ...later.params },
    metrics: { ...earlier.metrics, ...later.metrics },
  }
}

/** A run as the stream tells it: its row shows it at once, its place stays. */
export function withNews(list: RunList, run: Run): RunList {
  const known = list.runs.get(run.id)
  if (known && known.updatedAt > run.updatedAt) return list
  const runs = known ? new Map(list.runs).set(run.id, over(known, run)) : list.runs
  return known && !mayMove(known, run)
    ? { ...list, runs }
    : { ...list, runs, changed: new Set(list.changed).add(run.id) }
}

/** Whether what lists are narrowed by may have changed. Steps and metrics change all the time; a list is of the time it was read. */
function mayMove(before: Run, now: Run): boolean {
  return (
    before.state !== now.state ||
    before.archived !== now.archived ||
    before.trashedAt !== now.trashedAt ||
    before.purgedAt !== now.purgedAt ||
    before.name !== now.name ||
    before.experiment !== now.experiment ||
    JSON.stringify(before.tags) !== JSON.stringify(now.tags)
  )
}

export function withBeat(list: RunList, progress: Progress): RunList {
  const runs = withProgress(list.runs, progress)
  return runs === list.runs ? list : { ...list, runs }
}

export interface Drift {
  /** Runs that now belong into the list and are not in it. */
  come: readonly string[]
  /** Runs in the list that no longer belong there. */
  gone: readonly string[]
}

/** @param fitting those of the `changed` runs that belong into the list now */
export function drift(list: RunList, changed: Iterable<string>, fitting: ReadonlySet<string>): Drift {
  const come: string[] = []
  const gone: string[] = []
  for (const id of changed) {
    if (fitting.has(id) && !list.runs.has(id)) come.push(id)
    if (!fitting.has(id) && list.runs.has(id)) gone.push(id)
  }
  return { come, gone }
}

/** The ids from one row to another, in either direction. */
export function between(ids: readonly string[], from: string, to: string): string[] {
  const a = ids.indexOf(from)
  const b = ids.indexOf(to)
  if (a < 0 || b < 0) return b < 0 ? [] : [to]
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** The rows that are drawn: those in sight, and some more. */
export function windowOf(top: number, height: number, row: number, rows: number, margin: number): [number, number] {
  const inside = (line: number): number => Math.max(0, Math.min(rows, line))
  return [inside(Math.floor(top / row) - margin), inside(Math.ceil((top + height) / row) + margin)]
}
