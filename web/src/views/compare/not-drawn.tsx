import type { NotDrawn, Run } from '../../api/types'
import { Name, RunLink } from '../parts'

/** What was asked for and is in no chart, with the reason. */
export function NotDrawnList({ missing, runs }: { missing: readonly NotDrawn[]; runs: readonly Run[] }) {
  if (missing.length === 0) return null
  return (
    <section class="not-drawn" aria-label="Not drawn">
      <h2>Not drawn</h2>
      <ul>
        {missing.map(each => (
          <li key={`${each.run} ${each.metric}`}>
            <RunLink id={each.run} name={runs.find(run => run.id === each.run)?.name} /> <Name text={each.metric} />:{' '}
            <span class="muted">{each.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
