import type { Run } from '../../api/types'
import { compareFound, compareView, type RunsView } from '../../core/address'
import { count } from '../../core/numbers'
import { quantity } from '../../core/series'
import { filterAlone } from '../../core/table/query'
import { Link } from '../parts'

/** So many lines can be told apart. */
const most = 100

interface TheseProps {
  view: RunsView
  /** Those that have been read. */
  runs: readonly Run[]
  whole: boolean
}

/** From what the filters leave to the page that compares it; nothing where that is not a handful of runs that were asked for. */
export function CompareThese({ view, runs, whole }: TheseProps) {
  const few = whole && runs.length <= most
  const filter = filterAlone(view) || undefined
  if (runs.length < 2 || (filter === undefined && !few)) return null
  const to = filter === undefined ? compareView(runs.map(run => run.id)) : compareFound(filter)
  const timed = runs.every(run => quantity(run.tau) !== undefined)
  return (
    <Link class="compare-these" to={{ ...to, x: timed ? 'tau' : 'step' }}>
      {few ? 'Compare these' : `Compare the newest ${count(most)}`}
    </Link>
  )
}
