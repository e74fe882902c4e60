import type { WireCurves } from '../../api/types'
import { count, number } from '../../core/numbers'
import { dots, roots, spread } from '../../core/snapshots'
import { useApi } from '../hooks'
import { Picture } from './moment'
import { Recorded } from './recorded'
import type { SnapshotsProps } from './snapshots'

/** Of other moments, faint behind the chosen one. */
const most = 24

/** A function that was recorded again and again, at a moment over those of other moments. */
export function RecordedCurves({ name, ...rest }: SnapshotsProps & { name: string }) {
  const api = useApi()
  return (
    <Recorded
      {...rest}
      name={name}
      what={`the curves of ${name}`}
      single
      ask={(of, x, signal) => api.curve(rest.run.id, of, x, 200, signal)}
    >
      {(data, row) => <CurveAt name={name} data={data} row={row} />}
    </Recorded>
  )
}

function CurveAt({ name, data, row }: { name: string; data: WireCurves; row: number }) {
  const at = (i: number) => dots(data.at[i] ?? [], data.values[i] ?? [])
  const shown = at(row)
  const zeros = roots(shown)
  return (
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
  )
}

function listed(zeros: readonly number[]): string {
  const first = zeros.slice(0, 5).map(zero => number(zero, 3))
  return first.join(', ') + (zeros.length > first.length ? ` and ${zeros.length - first.length} more` : '')
}
