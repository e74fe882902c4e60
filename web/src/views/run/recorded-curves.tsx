import type { Run, WireCurves } from '../../api/types'
import { count, number } from '../../core/numbers'
import { curvesFigure } from '../../core/run-figures'
import { dots, roots, spread } from '../../core/snapshots'
import { printable } from '../../figure/print'
import type { Printable } from '../../figure/save'
import { FigureButtons } from '../figure-buttons'
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
      {(data, row) => <CurveAt run={rest.run} name={name} data={data} row={row} />}
    </Recorded>
  )
}

interface CurveProps {
  run: Run
  name: string
  data: WireCurves
  row: number
}

function CurveAt({ run, name, data, row }: CurveProps) {
  const at = (i: number) => dots(data.at[i] ?? [], data.values[i] ?? [])
  const shown = at(row)
  const zeros = roots(shown)
  const others = spread(data.steps.length, most)
  const figure = (): Printable => {
    const told = (i: number) => ({ step: data.steps[i]!, dots: at(i) })
    const file = `${name} of ${run.name} at step ${data.steps[row]}`
    return printable(curvesFigure(file, name, told(row), zeros, others.map(told)))
  }
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
        draw={(plots, paper) => plots.curves(paper, { shown, roots: zeros, others: others.map(at) })}
      />
      <FigureButtons of="the curve" figure={figure} />
    </figure>
  )
}

function listed(zeros: readonly number[]): string {
  const first = zeros.slice(0, 5).map(zero => number(zero, 3))
  return first.join(', ') + (zeros.length > first.length ? ` and ${zeros.length - first.length} more` : '')
}
