import type { Run } from '../../api/types'
import { branchesView, compareView, mostCompared } from '../../core/address'
import { count } from '../../core/numbers'
import { quantity } from '../../core/series'
import { obstacle, type Act } from '../../core/table/acting'
import { Link } from '../parts'

interface SelectionProps {
  /** Those that have been read; what was chosen before and is not in the list counts, too. */
  runs: readonly Run[]
  ids: readonly string[]
  mayEdit: boolean
  mayPurge: boolean
  act(act: Act): void
  tag(): void
  rename(run: Run, anchor: Element): void
  clear(): void
}

const words: readonly { act: Act; name: string; title: string }[] = [
  { act: 'pause', name: 'Pause', title: 'stop after a checkpoint, to go on later' },
  { act: 'resume', name: 'Resume', title: 'go on from the last checkpoint' },
  { act: 'cancel', name: 'Cancel …', title: 'stop for good' },
  { act: 'archive', name: 'Archive', title: 'out of the usual list; nothing is lost' },
  { act: 'restore', name: 'Restore', title: 'back from the archive or the trash' },
  { act: 'trash', name: 'Trash …', title: 'into the trash, from which it can be restored until it is purged' },
  { act: 'purge', name: 'Purge …', title: 'give up for good what it recorded' },
]

/** What can be done with the chosen runs. */
export function SelectionBar({ runs, ids, mayEdit, mayPurge, act, tag, rename, clear }: SelectionProps) {
  const branches = runs.filter(run => run.parent).map(run => run.id)
  const timed = runs.every(run => quantity(run.tau) !== undefined)
  const [one] = runs
  const possible = words.filter(
    each => (each.act === 'purge' ? mayPurge : mayEdit) && runs.some(run => obstacle(each.act, run) === undefined),
  )
  return (
    <div class="selection" role="region" aria-label="Selected runs">
      <span>
        <strong>{count(ids.length)}</strong> selected
        {runs.length < ids.length && (
          <span class="muted" title="They do not fit the filter, or have not been read yet.">
            , {count(ids.length - runs.length)} not listed
          </span>
        )}
      </span>
      {ids.length <= mostCompared ? (
        <Link class="button primary" to={{ ...compareView([...ids], ['nll']), x: timed ? 'tau' : 'step' }}>
          Compare
        </Link>
      ) : (
        <span class="muted">At most {mostCompared} can be compared.</span>
      )}
      {branches.length > 0 && branches.length <= mostCompared && (
        <Link class="button" to={branchesView(branches)} title="aging and msd over (τ − τw)/τw, both axes logarithmic">
          Compare aging
        </Link>
      )}
      {possible.map(each => (
        <button
          key={each.act}
          type="button"
          class={each.act === 'purge' || each.act === 'cancel' || each.act === 'trash' ? 'danger' : ''}
          title={each.title}
          onClick={() => act(each.act)}
        >
          {each.name}
        </button>
      ))}
      {mayEdit && (
        <button type="button" onClick={tag}>
          Tag …
        </button>
      )}
      {mayEdit && runs.length === 1 && one && (
        <button type="button" onClick={event => rename(one, event.currentTarget)}>
          Rename …
        </button>
      )}
      <button type="button" class="quiet" onClick={clear}>
        Clear
      </button>
    </div>
  )
}
