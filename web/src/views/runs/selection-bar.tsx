import type { Run } from '../../api/types'
import { agingView, compareView } from '../../core/address'
import { count } from '../../core/numbers'
import { Link } from '../parts'
import { quantity } from '../../core/series'

/** What can be done with the chosen runs. */
export function SelectionBar({ runs, clear }: { runs: readonly Run[]; clear(): void }) {
  const ids = runs.map(run => run.id)
  const branches = runs.filter(run => run.parent).map(run => run.id)
  const timed = runs.every(run => quantity(run.tau) !== undefined)
  return (
    <div class="selection" role="region" aria-label="Selected runs">
      <span>
        <strong>{count(runs.length)}</strong> selected
      </span>
      <Link class="button primary" to={{ ...compareView(ids, ['nll']), x: timed ? 'tau' : 'step' }}>
        Compare
      </Link>
      {branches.length > 0 && (
        <Link class="button" to={agingView(branches)} title="aging and msd over (τ − τw)/τw, both axes logarithmic">
          Compare aging
        </Link>
      )}
      <button type="button" class="quiet" onClick={clear}>
        Clear
      </button>
    </div>
  )
}
