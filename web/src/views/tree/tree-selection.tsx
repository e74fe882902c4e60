import type { Run } from '../../api/types'
import { agingView, compareView } from '../../core/address'
import { waitingTime } from '../../core/aging'
import { count } from '../../core/numbers'
import { Link } from '../parts'

/** What can be done with the chosen runs. */
export function TreeSelection({ runs, clear }: { runs: readonly Run[]; clear(): void }) {
  const ids = runs.map(run => run.id)
  const branches = runs.filter(run => waitingTime(run) !== undefined).map(run => run.id)
  return (
    <div class="tree-selection" role="region" aria-label="Selected runs">
      <span>
        <strong>{count(runs.length)}</strong> selected
      </span>
      <Link class="button primary" to={compareView(ids, ['nll'])}>
        Compare
      </Link>
      {branches.length > 1 && (
        <Link class="button" to={agingView({ runs: branches })}>
          Aging
        </Link>
      )}
      <button type="button" class="quiet" onClick={clear}>
        Clear
      </button>
    </div>
  )
}
