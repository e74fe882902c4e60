import { useMemo, useState } from 'preact/hooks'
import type { Run, Scale } from '../../api/types'
import { compareView, type RunView } from '../../core/address'
import { category, faded } from '../../core/colours'
import { metricsToAsk, metricTitle } from '../../core/metrics'
import { count, number } from '../../core/numbers'
import { nearest, quantity, xExtent, type Line } from '../../core/series'
import { metricsFigure } from '../../core/run-figures'
import { smoothed, smoothingLength, smoothings } from '../../core/smoothing'
import { printable } from '../../figure/print'
import type { Printable } from '../../figure/save'
import { AxisChoices, Chart, changedAxes, visiblePart, zoomed } from '../chart'
import { at } from '../compare/legend'
import { useTheme, type Navigate } from '../hooks'
import { FigureButtons } from '../figure-buttons'
import { Empty, Failure, Link, Loading } from '../parts'
import { ZoomButtons } from '../zoom-buttons'
import { MetricChoice } from './metric-choice'
import { useCurves } from './use-curves'

interface CurvesProps {
  run: Run
  view: RunView
  navigate: Navigate
  version: number
}

/** Small multiples: one chart a metric, one cursor for all. */
export function Curves({ run, view, navigate, version }: CurvesProps) {
  const theme = useTheme()
  const [cursor, setCursor] = useState<number>()
  const recorded = useMemo(() => metricsToAsk(run), [run])
  const metrics = view.metrics.length > 0 ? view.metrics.slice(0, most) : recorded.slice(0, first)
  const visible = visiblePart(view)
  const answer = useCurves(run.id, view, metrics, version)
  const stroke = useMemo(() => {
    const { colour, dash } = category(0, theme)
    return (line: string) => ({ colour: line === behind ? faded(colour) : colour, dash })
  }, [theme])
  const { data } = answer
  // The charts have one axis, even where a metric begins later than another.
  const whole = useMemo(() => xExtent(data?.lines ?? none, data?.scale ?? 'linear'), [data])
  const grouped = useMemo(() => {
    const length = data && whole ? smoothingLength(view.smooth, whole, data.scale) : 0
    return new Map(
      (data?.lines ?? none).map(line => [line.metric, withSmoothed(line, length, view.xScale, view.yScale)]),
    )
  }, [data, whole, view.smooth, view.xScale, view.yScale])
  const drawn = metrics.filter(metric => grouped.has(metric) || metric in run.metrics || view.metrics.includes(metric))
  const part = data && data.x === view.x && data.scale === view.xScale ? (visible ?? whole) : undefined
  const figure = (): Printable => {
    const lines = new Map(drawn.map(metric => [metric, grouped.get(metric) ?? none]))
    const over = { clock: data!.x, xScale: data!.scale, yScale: view.yScale, visible: part }
    return printable(metricsFigure(`metrics of ${run.name}`, lines, over))
  }
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>Metrics</h2>
        <MetricChoice
          names={recorded}
          shown={metrics}
          chosen={view.metrics.length > 0}
          choose={chosen => navigate({ ...view, metrics: chosen ?? [] }, 'replace')}
        />
        <AxisChoices
          axes={view}
          noWaitingTime={quantity(run.parent?.tau) === undefined ? 'this run has no branch point' : undefined}
          change={axes => navigate(changedAxes(view, axes))}
        />
        <label class="choice" title="an exponential mean over a share of the x axis; what was recorded stays behind it">
          <span class="choice-label">smoothing</span>
          <select
            value={String(view.smooth)}
            onChange={event => navigate({ ...view, smooth: Number(event.currentTarget.value) })}
          >
            {[...new Set([...smoothings, view.smooth])].map(share => (
              <option key={share} value={String(share)}>
                {share === 0 ? 'none' : `over ${number(share * 100)} % of x`}
              </option>
            ))}
          </select>
        </label>
        <ZoomButtons
          visible={visible}
          whole={whole}
          scale={view.xScale}
          zoom={range => navigate(zoomed(view, range))}
        />
        <FigureButtons of="the metrics" figure={data && drawn.length > 0 ? figure : undefined} />
        {drawn.length > 0 && (
          <Link
            class="aside"
            to={{ ...compareView([run.id], drawn.slice(0, 2)), x: view.x, xScale: view.xScale, yScale: view.yScale }}
          >
            open in compare
          </Link>
        )}
      </div>
      {view.attempt !== '' && (
        <p class="banner">
          Points of the attempt <code>{view.attempt.slice(-8)}</code> alone, those that were superseded too.{' '}
          <Link to={{ ...view, attempt: '' }}>Show the run's</Link>
        </p>
      )}
      {answer.error && <Failure error={answer.error} retry={answer.reload} />}
      {!data && !answer.error && <Loading what="the curves" />}
      {data && drawn.length === 0 && (
        <Empty>
          <p>{run.state === 'queued' ? 'No points yet: the run waits for a worker.' : 'No points yet.'}</p>
        </Empty>
      )}
      {view.metrics.length === 0 && recorded.length > first && (
        <p class="muted chart-note">
          The first {first} of {count(recorded.length)} metrics; choose others above.
        </p>
      )}
      {view.metrics.length > most && (
        <p class="muted chart-note">
          The first {most} of the {count(view.metrics.length)} chosen metrics: more are not drawn at once.
        </p>
      )}
      {data && drawn.length > 0 && (
        <div class="multiples">
          {drawn.map(metric => (
            <Chart
              key={metric}
              name={metric}
              group="curves"
              loading={answer.stale}
              zoomedIn={visible !== undefined}
              why={
                view.x.startsWith('tau') && quantity(run.tau) === undefined
                  ? 'Its program has not said τ; choose another clock.'
                  : undefined
              }
              heading={<Heading metric={metric} line={grouped.get(metric)?.at(-1)} cursor={cursor} view={view} />}
              model={{
                lines: grouped.get(metric) ?? none,
                stroke,
                clock: data.x,
                xScale: data.scale,
                yScale: view.yScale,
                visible: part,
                theme,
              }}
              zoom={range => navigate(zoomed(view, range))}
              cursor={setCursor}
            />
          ))}
        </div>
      )}
    </section>
  )
}

/** More are not asked for at once; the tracker answers for so many. */
const most = 50

/** Drawn when none are chosen. */
const first = 12

/** In place of the run's id: the line as it was recorded, behind the smoothed one. */
const behind = 'recorded'

function withSmoothed(line: Line, length: number, xScale: Scale, yScale: Scale): readonly Line[] {
  if (!(length > 0)) return [line]
  const recorded: Line = { ...line, run: behind }
  const mean: Line = { ...line, values: smoothed(line, length, xScale, yScale) }
  // The band is of what was recorded; the border of the run's own part is drawn once.
  delete recorded.ownFrom
  delete mean.band
  return [recorded, mean]
}

const none: readonly Line[] = []

interface HeadingProps {
  metric: string
  line: Line | undefined
  cursor: number | undefined
  view: RunView
}

function Heading({ metric, line, cursor, view }: HeadingProps) {
  const end = view.to ?? Infinity
  const i =
    line && (cursor === undefined ? line.xs.findLastIndex(x => x <= end) : nearest(line.xs, cursor, view.xScale))
  const value = i === undefined ? undefined : line?.values[i]
  return (
    <>
      <strong class="metric-name" title={metricTitle(metric) || metric}>
        {metric}
      </strong>
      {line?.unit !== undefined && <span class="unit">{line.unit}</span>}
      {value !== undefined && (
        <span class="reading">
          {view.smooth > 0 && <span class="muted">smoothed </span>}
          {number(value)}{' '}
          <span class="muted">
            {cursor === undefined && view.to === undefined ? 'last' : at(line!.xs[i!]!, view.x)}
          </span>
        </span>
      )}
    </>
  )
}
