import type { Run, WireDistributions } from '../../api/types'
import { count, number } from '../../core/numbers'
import { histogramCsv, histogramFigure, ridgesCsv, ridgesFigure } from '../../core/run-figures'
import { decode } from '../../core/series'
import { bins, spread, statistics } from '../../core/snapshots'
import { printable } from '../../figure/print'
import type { Printable } from '../../figure/save'
import { FigureButtons } from '../figure-buttons'
import { useApi } from '../hooks'
import { Picture } from './moment'
import { Recorded } from './recorded'
import type { SnapshotsProps } from './snapshots'

/** Ridges drawn at once: more would be a hatching. */
const most = 36

/** Histograms of the entries of one matrix: all of them over time, and one at a moment. */
export function Distributions({ name, ...rest }: SnapshotsProps & { name: string }) {
  const api = useApi()
  return (
    <Recorded
      {...rest}
      name={name}
      what={`the distributions of ${name}`}
      ask={(of, x, signal) => api.distribution(rest.run.id, of, x, 200, signal)}
    >
      {(data, row) => <Histograms run={rest.run} name={name} data={data} row={row} />}
    </Recorded>
  )
}

interface HistogramsProps {
  run: Run
  name: string
  data: WireDistributions
  row: number
}

function Histograms({ run, name, data, row }: HistogramsProps) {
  const histogram = bins((data.edges[row] ?? []).map(decode), data.counts[row] ?? [])
  const about = statistics(histogram)
  // The chosen one is always among them.
  const places = [...new Set([...spread(data.steps.length, most), row])].toSorted((a, b) => a - b)
  const label = `entries of ${name}`
  const overTime = (): Printable => {
    const rows = places.map(i => ({ step: data.steps[i]!, bins: bins(data.edges[i]!.map(decode), data.counts[i]!) }))
    return { ...printable(ridgesFigure(`${label} of ${run.name}`, label, rows)), csv: () => ridgesCsv(rows) }
  }
  const atMoment = (): Printable => {
    const picture = histogramFigure(`${label} of ${run.name} at step ${data.steps[row]}`, label, histogram)
    return { ...printable(picture), csv: () => histogramCsv(histogram) }
  }
  return (
    <>
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
              label,
            })
          }
        />
        <FigureButtons of="the distributions over time" figure={overTime} />
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
          draw={(plots, paper) => plots.histogram(paper, { bins: histogram, law: [], label })}
        />
        <FigureButtons of="the distribution" figure={atMoment} />
      </figure>
    </>
  )
}
