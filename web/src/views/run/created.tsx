import type { Run } from '../../api/types'
import { RunLink } from '../parts'

/** More are found in the list of runs. */
const most = 20

/** What came of a wish for new runs. */
export function Created({ runs, branches = false }: { runs: readonly Run[]; branches?: boolean }) {
  const [one, many] = branches ? ['branch', 'branches'] : ['run', 'runs']
  if (runs.length === 0) return <p role="status">Accepted; the tracker is still applying it.</p>
  return (
    <div role="status">
      <p>{runs.length === 1 ? `The ${one} is queued:` : `${runs.length} ${many} are queued:`}</p>
      <ul>
        {runs.slice(0, most).map(each => (
          <li key={each.id}>
            <RunLink id={each.id} name={each.name} />
          </li>
        ))}
      </ul>
      {runs.length > most && <p class="muted">and {runs.length - most} more.</p>}
    </div>
  )
}
