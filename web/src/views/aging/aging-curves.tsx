import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Run, Scale } from '../../api/types'
import { beginnings, type AgingView, type Beginning } from '../../core/address'
import {
  agingMetrics,
  best,
  curveOf,
  judged,
  scaledLine,
  unlike,
  waitingTime,
  type AgingCurve,
  type AgingMetric,
} from '../../core/aging'
import { agingFigure } from '../../core/aging-figure'
import { strokes } from '../../core/colours'
import { xExtent, type Line } from '../../core/series'
import { without } from '../../core/without'
import { tidy } from '../../core/zoom'
import { printable } from '../../figure/print'
import { NotDrawnList } from '../compare/not-drawn'
import { FigureButtons } from '../figure-buttons'
import { useApi, useResource, useTheme, useThrottled, type Navigate } from '../hooks'
import { Choice, Empty, Failure, Loading } from '../parts'
import { ZoomButtons } from '../zoom-buttons'
import { AgingChart, type Over } from './aging-chart'
import { AgingLegend } from './aging-legend'
import { CollapsePanel } from './collapse-panel'
import { UnlikeBanner } from './unlike-banner'
import { MetricSwitch } from './metric-switch'
import { MuSlider } from './mu-slider'
import { useCloser, type Closer } from './use-closer'

interface CurvesProps {
  ids: readonly string[]
  /** What they are the branches of. */
  name: string
  view: AgingView
  navigate: Navigate
  /** Grows with what the runs recorded. */
  version: number
}

/** Where the pointer stands: on which chart, and where on its axis. */
export interface Cursor {
  metric: AgingMetric
  over: Over
  at: number
}

/** Enough for every pixel of a chart of half a page, and few enough for a slider that moves a hundred lines. */
const points = 400

export function AgingCurves({ ids, name, view, navigate, version }: CurvesProps) {
  const api = useApi()
  const theme = useTheme()
  const [cursor, setCursor] = useState<Cursor>()
  // Spaced evenly on a log axis, whichever axis is shown: aging happens over decades.
  const query = { metrics: agingMetrics, x: 'tau/tw' as const, scale: 'log' as const, points }
  const answer = useResource(ids.join(), signal => api.compare(ids, query, signal))
  const { data } = answer

  const curves = useMemo(() => (data?.series ?? []).flatMap(wire => curveOf(wire) ?? []), [data])
  const runs = useMemo(() => byWaitingTime(data?.runs ?? []), [data])
  const stroke = useMemo(() => {
    const all = strokes(
      runs.map(run => ({ run: run.id, tw: waitingTime(run) })),
      theme,
    )
    return (run: string) => all.get(run) ?? { colour: 'gray', dash: [] }
  }, [runs, theme])
  const mixed = useMemo(() => {
    const drawn = new Set(curves.map(curve => curve.run).filter(run => !view.off.includes(run)))
    return unlike(data?.specDiff ?? [], [...drawn])
  }, [data, curves, view.off.join()])
  const { xScale } = view
  const overAll = useCloser(runs, view.t, { mu: 0, scale: xScale, points })
  const scaled = useCloser(runs, view.x, { mu: view.mu, scale: xScale, points })
  const reload = (): void => {
    answer.reload()
    overAll.reload()
    scaled.reload()
  }
  useRefresh(reload, version)
  const shown = useMemo(() => grouped(curves, view.off), [curves, view.off.join()])
  const verdicts = useMemo(
    () =>
      agingMetrics.map(metric => {
        const judgements = judged(shown[metric], view.since)
        return { metric, judgements, best: best(judgements) }
      }),
    [shown, view.since],
  )
  // The measure is of the whole curves: looking closer must not change it.
  const overT = useMemo(() => lines(shown, 0, overAll), [shown, overAll.seen])
  const overX = useMemo(() => lines(shown, view.mu, scaled), [shown, view.mu, scaled.seen])

  const change = (part: Partial<AgingView>): void => navigate({ ...view, ...part })
  // A log axis cannot show a part that reaches to 0 or below.
  const scaleTime = (xScale: Scale): void => {
    const cut = xScale === 'log' && ((view.t?.from ?? 1) <= 0 || (view.x?.from ?? 1) <= 0)
    navigate({ ...(cut ? without(view, 't', 'x') : view), xScale })
  }
  const scale = (mu: number, how?: 'replace'): void => {
    // Under another exponent the old part of x means nothing.
    navigate({ ...without(view, 'x'), mu }, how)
  }
  const zoom = (over: Over) => (range: { from: number; to: number } | undefined) => {
    const rest = without(view, over)
    navigate(range ? { ...rest, [over]: tidy(range) } : rest)
  }

  const figure = () => {
    // On paper all is on white.
    const print = strokes(
      runs.map(run => ({ run: run.id, tw: waitingTime(run) })),
      'light',
    )
    return printable(agingFigure({ name, view, runs, overT, overX, stroke: run => print.get(run)! }))
  }

  if (!data) {
    return answer.error ? <Failure error={answer.error} retry={answer.reload} /> : <Loading what="the curves" />
  }
  const error = answer.error ?? overAll.error ?? scaled.error
  return (
    <>
      {error && <Failure error={error} retry={reload} />}
      {mixed && <UnlikeBanner mixed={mixed} leaveOut={odd => change({ off: [...view.off, ...odd] })} />}
      <div class="toolbar">
        <MetricSwitch chosen={view.metrics} choose={metrics => change({ metrics })} />
        <Choice label="time" options={scales} value={view.xScale} choose={scaleTime} />
        <Choice label="values" options={scales} value={view.yScale} choose={yScale => change({ yScale })} />
        <FigureButtons of="the curves" figure={curves.length > 0 ? figure : undefined} />
      </div>
      {curves.length === 0 ? (
        <Empty>
          <p>None of these runs has recorded D, Γ or Δ since its branch point yet.</p>
          <p>
            They are the metrics <code>msd</code>, <code>gradientNoise</code> and <code>aging</code> of a spec’s{' '}
            <code>record.metrics</code>.
          </p>
        </Empty>
      ) : (
        <div class="aging-body">
          <MuSlider mu={view.mu} change={scale} />
          <div class="aging-charts">
            <div class="aging-row">
              {(['t', 'x'] as const).map(over => (
                <ZoomButtons
                  key={over}
                  axis={over}
                  visible={view[over]}
                  whole={xExtent(Object.values(over === 't' ? overT : overX).flat(), xScale)}
                  scale={xScale}
                  zoom={zoom(over)}
                />
              ))}
            </div>
            {view.metrics.map(metric => (
              <div key={metric} class="aging-row">
                {(['t', 'x'] as const).map(over => (
                  <AgingChart
                    key={over}
                    metric={metric}
                    over={over}
                    mu={view.mu}
                    unit={curves.find(curve => curve.metric === metric)?.unit}
                    lines={(over === 't' ? overT : overX)[metric]}
                    stroke={stroke}
                    view={view}
                    theme={theme}
                    loading={answer.stale || (over === 't' ? overAll : scaled).stale}
                    visible={view[over]}
                    zoom={zoom(over)}
                    cursor={at => setCursor(at === undefined ? undefined : { metric, over, at })}
                  />
                ))}
              </div>
            ))}
            <p class="hint muted">Drag to zoom, double click to see all; with a chart in focus + − ← → 0.</p>
          </div>
          <aside class="aging-side">
            <CollapsePanel
              name={name}
              verdicts={verdicts.filter(each => view.metrics.includes(each.metric))}
              mu={view.mu}
              choose={scale}
              theme={theme}
            >
              <Choice
                label="counts"
                options={counted}
                value={String(view.since) as `${Beginning}`}
                choose={since => change({ since: beginnings.find(each => String(each) === since)! })}
              />
            </CollapsePanel>
            <AgingLegend
              runs={runs}
              curves={curves}
              stroke={stroke}
              off={view.off}
              cursor={cursor}
              mu={view.mu}
              scale={view.xScale}
              toggle={id =>
                change({ off: view.off.includes(id) ? view.off.filter(each => each !== id) : [...view.off, id] })
              }
            />
            <NotDrawnList missing={data.notDrawn} runs={runs} />
          </aside>
        </div>
      )}
    </>
  )
}

const scales = [
  { value: 'linear' as const, text: 'linear' },
  { value: 'log' as const, text: 'log' },
]

const counted: { value: `${Beginning}`; text: string; title: string }[] = [
  { value: '0', text: 'all t', title: 'the measure counts all that was measured' },
  { value: '0.1', text: 't ≥ τw/10', title: 'the measure leaves out early times, where curves depend on t alone' },
  { value: '1', text: 't ≥ τw', title: 'the measure counts what was measured at times beyond the waiting time' },
]

type ByMetric<T> = Record<AgingMetric, T[]>

function byMetric<T>(of: (metric: AgingMetric) => T[]): ByMetric<T> {
  return { aging: of('aging'), msd: of('msd'), gradientNoise: of('gradientNoise') }
}

function grouped(curves: readonly AgingCurve[], off: readonly string[]): ByMetric<AgingCurve> {
  return byMetric(metric => curves.filter(curve => curve.metric === metric && !off.includes(curve.run)))
}

function lines(curves: ByMetric<AgingCurve>, mu: number, { seen }: Closer): ByMetric<Line> {
  return byMetric(metric => seen(curves[metric]).map(curve => scaledLine(curve, mu)))
}

function byWaitingTime(runs: readonly Run[]): Run[] {
  return runs.toSorted((a, b) => (waitingTime(a) ?? 0) - (waitingTime(b) ?? 0) || (a.name < b.name ? -1 : 1))
}

/** Reads again what has changed since, not more often than the eye follows. */
function useRefresh(reload: () => void, version: number): void {
  const refresh = useThrottled(reload, 1500)
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current !== version) refresh()
    seen.current = version
  }, [version, refresh])
}
