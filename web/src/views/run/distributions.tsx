import { count, number } from '../../core/numbers'
import { decode } from '../../core/series'
import { bins, rowAt, spread, statistics } from '../../core/snapshots'
import { useApi, useResource } from '../hooks'
import { Failure, Loading } from '../parts'
import { Moment, Picture } from './moment'
import { momentOf } from './spectra'
import type { SnapshotsProps } from './snapshots'

/** Ridges drawn at once: more would be a hatching. */
const most = 36

/** Histograms of the entries of one matrix: all of them over time, and one at a moment. */
export function Distributions({ run, name, view, change, version }: SnapshotsProps & { name: string }) {
  const api = useApi()
  const answer = useResource(
    JSON.stringify([name, view.x]),
    signal => api.distribution(run.id, name, view.x, 200, signal),
    version,
  )
  const { data } = answer
  if (answer.error) return <Failure error={answer.error} retry={answer.reload} />
  if (!data) return <Loading what={`the distributions of ${name}`} />
  const row = rowAt(data.steps, view.moment)
  const histogram = bins((data.edges[row] ?? []).map(decode), data.counts[row] ?? [])
  const about = statistics(histogram)
  // The chosen one is always among them.
  const places = [...new Set([...spread(data.steps.length, most), row])].toSorted((a, b) => a - b)
  return (
    <div class="snapshot">
      <figure class="chart" data-picture="ridges" data-rows={places.length}>
        <figcaption>
          <strong>{name}</strong>
          <span class="muted">
            entries over time, by step, the latest in front; each to a height of its own
            {places.length < data.points && `; ${places.length} of ${count(data.points)} moments`}
          </span>
        </figcaption>
        <Picture
          name={`Distributions of the entries of ${name} from step ${data.steps[0]} to ${data.steps.at(-1)}`}
          height={360}
          of={[data, row]}
          draw={(plots, paper) =>
            plots.ridges(paper, {
              rows: places.map(i => ({
                name: number(data.steps[i]!, 5),
                bins: bins(data.edges[i]!.map(decode), data.counts[i]!),
                chosen: i === row,
              })),
              label: `entries of ${name}`,
            })
          }
        />
      </figure>
      <figure class="chart" data-picture="histogram" data-bars={histogram.length}>
        <figcaption>
          <strong>at step {count(data.steps[row]!)}</strong>
          {about && (
            <span class="muted">
              {count(about.count)} entries, mean {number(about.mean, 3)}, standard deviation{' '}
              {number(about.deviation, 3)}
            </span>
          )}
        </figcaption>
        <Picture
          name={`Distribution of the entries of ${name} at step ${data.steps[row]}`}
          height={360}
          of={[data, row]}
          draw={(plots, paper) => plots.histogram(paper, { bins: histogram, law: [], label: `entries of ${name}` })}
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
