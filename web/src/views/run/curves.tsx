import { useMemo, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { compareView, type RunView } from '../../core/address'
import { category } from '../../core/colours'
import { metricsToAsk, metricTitle } from '../../core/metrics'
import { number } from '../../core/numbers'
import { lineOf, nearest, xExtent, type Line, quantity } from '../../core/series'
import { AxisChoices, Chart, changedAxes, visiblePart, ZoomButtons, zoomed } from '../chart'
import { at } from '../compare/legend'
import { useApi, useResource, useTheme, type Navigate } from '../hooks'
import { Empty, Failure, Link, Loading } from '../parts'

interface CurvesProps {
  run: Run
  view: RunView
  navigate: Navigate
  version: number
}

/** Small multiples: one chart a metric, one cursor for all. */
export function Curves({ run, view, navigate, version }: CurvesProps) {
  const api = useApi()
  const theme = useTheme()
  const [cursor, setCursor] = useState<number>()
  const recorded = useMemo(() => metricsToAsk(run), [run])
  const metrics = recorded.slice(0, most)
  const query = {
    metrics,
    x: view.x,
    scale: view.xScale,
    points: 800,
    from: view.from,
    to: view.to,
    attempt: view.attempt || undefined,
  }
  const answer = useResource(
    JSON.stringify(query),
    async signal => {
      const series = metrics.length > 0 ? await api.series(run.id, query, signal) : []
      return { x: query.x, scale: query.scale, lines: series.map(each => lineOf(each, query.scale)) }
    },
    version,
  )
  const stroke = useMemo(() => () => category(0, theme), [theme])
  const { data } = answer
  const grouped = useMemo(() => new Map(data?.lines.map(line => [line.metric, [line]])), [data])
  const drawn = metrics.filter(metric => grouped.has(metric) || metric in run.metrics)
  const visible = visiblePart(view)
  // The charts have one axis, even where a metric begins later than another.
  const whole = useMemo(() => xExtent(data?.lines ?? none, data?.scale ?? 'linear'), [data])
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>Curves</h2>
        <AxisChoices
          axes={view}
          noWaitingTime={quantity(run.parent?.tau) === undefined ? 'this run has no branch point' : undefined}
          change={axes => navigate(changedAxes(view, axes))}
        />
        <ZoomButtons axes={view} whole={whole} zoom={range => navigate(zoomed(view, range))} />
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
      {recorded.length > most && (
        <p class="muted">
          The first {most} of {recorded.length} metrics; the others can be drawn in compare.
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
              heading={<Heading metric={metric} line={grouped.get(metric)?.[0]} cursor={cursor} view={view} />}
              model={{
                lines: grouped.get(metric) ?? none,
                stroke,
                clock: data.x,
                xScale: data.scale,
                yScale: view.yScale,
                visible: data.x === view.x && data.scale === view.xScale ? (visible ?? whole) : undefined,
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

const none: readonly Line[] = []

interface HeadingProps {
  metric: string
  line: Line | undefined
  cursor: number | undefined
  view: RunView
}

function Heading({ metric, line, cursor, view }: HeadingProps) {
  const i = line && (cursor === undefined ? line.xs.length - 1 : nearest(line.xs, cursor, view.xScale))
  const value = i === undefined ? undefined : line?.values[i]
  return (
    <>
      <strong title={metricTitle(metric)}>{metric}</strong>
      {line?.unit !== undefined && <span class="unit">{line.unit}</span>}
      {value !== undefined && (
        <span class="reading">
          {number(value)} <span class="muted">{cursor === undefined ? 'last' : at(line!.xs[i!]!, view.x)}</span>
        </span>
      )}
    </>
  )
}
