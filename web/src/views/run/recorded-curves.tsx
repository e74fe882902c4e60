import { count, number } from '../../core/numbers'
import { dots, roots, rowAt, spread } from '../../core/snapshots'
import { useApi, useResource } from '../hooks'
import { Failure, Loading } from '../parts'
import { Moment, Picture } from './moment'
import { momentOf } from './spectra'
import type { SnapshotsProps } from './snapshots'

/** Of other moments, faint behind the chosen one. */
const most = 24

/** A function that was recorded again and again, at a moment over those of other moments. */
export function RecordedCurves({ run, name, view, change, version }: SnapshotsProps & { name: string }) {
  const api = useApi()
  const answer = useResource(
    JSON.stringify([name, view.x]),
    signal => api.curve(run.id, name, view.x, 200, signal),
    version,
  )
  const { data } = answer
  if (answer.error) return <Failure error={answer.error} retry={answer.reload} />
  if (!data) return <Loading what={`the curves of ${name}`} />
  const row = rowAt(data.steps, view.moment)
  const at = (i: number) => dots(data.at[i] ?? [], data.values[i] ?? [])
  const shown = at(row)
  const zeros = roots(shown)
  return (
    <div class="snapshot one">
      <figure class="chart" data-picture="curve" data-points={shown.length}>
        <figcaption>
          <strong>{name}</strong>
          <span class="muted">
            {count(shown.length)} points, {zeros.length === 0 ? 'no zero' : `zero at ${listed(zeros)}`}; other moments
            behind it
          </span>
        </figcaption>
        <Picture
          name={`${name} at step ${data.steps[row]}`}
          height={340}
          of={[data, row]}
          draw={(plots, paper) =>
            plots.curves(paper, { shown, roots: zeros, others: spread(data.steps.length, most).map(at) })
          }
        />
      </figure>
      <Moment
        steps={data.steps}
        taus={data.taus}
        chosen={view.moment}
        choose={moment => change(momentOf(moment), 'replace')}
      />
    </div>
  )
}

function listed(zeros: readonly number[]): string {
  const first = zeros.slice(0, 5).map(zero => number(zero, 3))
  return first.join(', ') + (zeros.length > first.length ? ` and ${zeros.length - first.length} more` : '')
}
