/** Chosen runs and metrics over one axis. */
import '../../styles/compare.css'
import { useMemo, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { agingView, allRuns, compareView, type CompareView } from '../../core/address'
import { strokes } from '../../core/colours'
import { metricTitle, orderedMetrics } from '../../core/metrics'
import { quantity, lineOf, xExtent, type Line } from '../../core/series'
import { AxisChoices, Chart, changedAxes, visiblePart, ZoomButtons, zoomed } from '../chart'
import { useApi, useLive, useResource, useTheme, useThrottled, useTitle, type Navigate } from '../hooks'
import { Empty, Failure, Link, Loading, Page, Typeset } from '../parts'
import { Legend } from './legend'
import { MetricPicker } from './metric-picker'
import { NotDrawnList } from './not-drawn'
import { SpecDiff } from './spec-diff'

export function ComparePage({ view, navigate }: { view: CompareView; navigate: Navigate }) {
  useTitle('Compare')
  const api = useApi()
  const theme = useTheme()
  const [cursor, setCursor] = useState<number>()
  const metrics = view.metrics.length > 0 ? view.metrics : ['nll']
  const query = { metrics, x: view.x, scale: view.xScale, points: 1200, from: view.from, to: view.to }
  const chosen = view.runs.length > 0
  const answer = useResource(JSON.stringify([view.runs, query]), async signal =>
    chosen ? await api.compare(view.runs, query, signal) : undefined,
  )
  const refresh = useThrottled(answer.reload, 1500)
  const live = useLive(chosen ? api.streamUrl({ runs: view.runs, metrics }) : '', {
    opened: refresh,
    points: refresh,
    run: refresh,
  })

  const { data } = answer
  const runs = useMemo(() => inOrder(view.runs, data?.runs ?? []), [view.runs, data])
  const lines = useMemo(() => (data?.series ?? []).map(series => lineOf(series, data?.scale ?? 'linear')), [data])
  const stroke = useMemo(() => {
    const all = strokes(
      runs.map(run => ({ run: run.id, tw: quantity(run.parent?.tau) })),
      theme,
    )
    return (run: string) => all.get(run) ?? { colour: 'gray', dash: [] }
  }, [runs, theme])
  const drawn = useMemo(() => byMetric(metrics, lines, view.off), [metrics.join(), lines, view.off])

  const available = orderedMetrics([...metrics, ...runs.flatMap(run => Object.keys(run.metrics))])
  const change = (part: Partial<CompareView>): void => navigate({ ...view, ...part })
  const visible = visiblePart(view)
  // The charts have one axis, even where a metric begins later than another.
  const shown = lines.filter(line => !view.off.includes(line.run))
  const whole = xExtent(shown, view.xScale)
  const waiting = runs.some(run => quantity(run.parent?.tau) !== undefined)

  return (
    <Page {...(chosen ? { live } : {})} synthetic={runs.some(run => run.synthetic)} class="page-compare">
      <div class="compare-head">
        <h1>
          Compare {view.runs.length} {view.runs.length === 1 ? 'run' : 'runs'}
        </h1>
        <nav class="presets" aria-label="Presets">
          <Link class="button" to={{ ...compareView(view.runs, ['nll']), x: 'tau' }}>
            Learning
          </Link>
          {waiting && (
            <Link
              class="button"
              to={agingView(view.runs)}
              title="aging and msd over (τ − τw)/τw, both axes logarithmic"
            >
              Aging
            </Link>
          )}
          <Link class="button" to={{ ...allRuns, selected: view.runs }}>
            Change runs
          </Link>
        </nav>
      </div>
      {!chosen && (
        <Empty>
          <p>No runs are chosen.</p>
          <p>
            Choose some in the <Link to={allRuns}>table of runs</Link>, then press Compare.
          </p>
        </Empty>
      )}
      {answer.error && <Failure error={answer.error} retry={answer.reload} />}
      {chosen && !data && !answer.error && <Loading what="the series" />}
      {data && (
        <>
          <div class="toolbar">
            <MetricPicker
              available={available}
              chosen={metrics}
              choose={chosenMetrics => change({ metrics: chosenMetrics })}
            />
            <AxisChoices
              axes={view}
              noWaitingTime={waiting ? undefined : 'none of these runs has a branch point'}
              change={axes => navigate(changedAxes(view, axes))}
            />
            <ZoomButtons axes={view} whole={whole} zoom={range => navigate(zoomed(view, range))} />
          </div>
          <div class="compare-body">
            <div class="charts" data-count={metrics.length}>
              {metrics.map(metric => (
                <Chart
                  key={metric}
                  name={metric}
                  group="compare"
                  loading={answer.stale}
                  zoomedIn={visible !== undefined}
                  heading={<ChartHeading metric={metric} unit={lines.find(line => line.metric === metric)?.unit} />}
                  model={{
                    lines: drawn.get(metric) ?? [],
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
              <p class="hint muted">Drag to zoom, double click to see all; with a chart in focus + − ← → 0.</p>
            </div>
            <aside class="compare-side">
              <Legend
                runs={runs}
                metrics={metrics}
                lines={lines}
                stroke={stroke}
                off={view.off}
                cursor={cursor}
                clock={data.x}
                scale={data.scale}
                toggle={id =>
                  change({ off: view.off.includes(id) ? view.off.filter(each => each !== id) : [...view.off, id] })
                }
              />
              <NotDrawnList missing={data.notDrawn} runs={runs} />
            </aside>
          </div>
          <SpecDiff differences={data.specDiff} runs={runs} stroke={stroke} />
        </>
      )}
    </Page>
  )
}

export function ChartHeading({ metric, unit }: { metric: string; unit?: string | undefined }) {
  const title = metricTitle(metric)
  return (
    <>
      <strong>{metric}</strong>
      {title !== '' && (
        <span class="muted">
          <Typeset text={title} />
        </span>
      )}
      {unit !== undefined && <span class="unit">{unit}</span>}
    </>
  )
}

/** As they were chosen; colours follow the order. */
function inOrder(ids: readonly string[], runs: readonly Run[]): Run[] {
  const known = new Map(runs.map(run => [run.id, run]))
  const chosen = ids.flatMap(id => known.get(id) ?? [])
  // An address may hold the beginning of an id: such runs stand at the end.
  return [...chosen, ...runs.filter(run => !ids.includes(run.id))]
}

function byMetric(metrics: readonly string[], lines: readonly Line[], off: readonly string[]): Map<string, Line[]> {
  return new Map(
    metrics.map(metric => [metric, lines.filter(line => line.metric === metric && !off.includes(line.run))]),
  )
}
