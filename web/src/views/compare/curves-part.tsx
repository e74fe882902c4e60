/** The curves: one chart a metric with one cursor, and what can be chosen of them. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import type { CurvesModel } from '../../charts/curve-chart'
import type { CompareView } from '../../core/address'
import { metricTitle } from '../../core/metrics'
import { picture } from '../../core/picture'
import { own } from '../../core/quantities'
import { xSpan, type Trace } from '../../core/traces'
import { printable } from '../../figure/print'
import { visiblePart, zoomed } from '../chart'
import { FigureButtons } from '../figure-buttons'
import { useTheme, type Navigate } from '../hooks'
import { Typeset } from '../parts'
import { Curves } from './curves'
import { figureOf } from './figure'
import { Legend } from './legend'
import { groupKey, linesOfGroups, linesOfRuns, type LineInfo } from './lines'
import { MetricPicker } from './metric-picker'
import { stage as newStage, type Drag } from './stage'
import { Toolbar } from './toolbar'
import type { Compared } from './use-comparison'

interface CurvesPartProps {
  view: CompareView
  navigate: Navigate
  metrics: readonly string[]
  runs: readonly Run[]
  data: Compared
  stale: boolean
}

/** More lines than these have no bands unless they are asked for: nothing would be seen through them. */
const mostBands = 12
const axes = ['x', 'xScale', 'from', 'to'] as const

export function CurvesPart({ view, navigate, metrics, runs, data, stale }: CurvesPartProps) {
  const theme = useTheme()
  const go = useRef({ view, navigate })
  go.current = { view, navigate }
  const [stage] = useState(() => newStage(range => go.current.navigate(zoomed(go.current.view, range))))
  useEffect(() => () => stage.close(), [stage])
  const [drag, setDrag] = useState<Drag>('choose')
  stage.drag = drag
  stage.scale = data.xScale

  const lines = useMemo(() => linesOf(runs, view.group, theme), [runs, view.group, theme])
  const groupOf = useMemo(() => {
    if (view.group === '') return undefined
    const groups = new Map(runs.map(run => [run.id, groupKey(own(run.params, view.group))]))
    return (run: string) => groups.get(run)
  }, [runs, view.group])
  const bands = view.bands === 'few' ? lines.size <= mostBands : view.bands === 'on'
  const charts = useMemo(
    () =>
      data.metrics.map(metric => ({
        metric,
        title: titleOf(metric, view, data.traces),
        model: modelOf(
          data.traces.filter(trace => trace.metric === metric),
          { view, data, lines, groupOf, bands, theme },
        ),
      })),
    [
      data,
      lines,
      groupOf,
      bands,
      theme,
      view.off,
      view.smooth,
      view.reference,
      view.relation,
      view.spread,
      view.yScale,
    ],
  )
  // The charts have one axis, even where a metric begins later than another.
  const whole = useMemo(() => xSpan(charts.flatMap(({ model }) => model.traces)), [charts])
  const same = data.x === view.x && data.xScale === view.xScale
  const part = same ? visiblePart(view) : undefined
  stage.settle(whole, part)

  const drawn = new Set(charts.flatMap(({ model }) => model.traces.map(trace => trace.key)))
  const change = (changed: Partial<CompareView>): void => navigate({ ...view, ...changed })
  const shown = part ?? whole
  // A part that a hand chose a moment ago must not come after this one, nor onto an axis that it was not chosen on.
  const turn: Navigate = (next, how) => {
    if (axes.some(axis => (next as CompareView)[axis] !== view[axis])) stage.drop()
    navigate(next, how)
  }
  return (
    <>
      <div class="toolbar">
        <MetricPicker
          chosen={metrics}
          own={() => runs.flatMap(run => Object.keys(run.metrics))}
          choose={chosen => change({ metrics: chosen })}
        />
        <FigureButtons
          of="the curves"
          figure={
            shown &&
            (() =>
              printable(
                figureOf(
                  `compare ${metrics.join(' ')}`,
                  charts,
                  stage.shown ?? shown,
                  linesOf(runs, view.group, 'light'),
                ),
              ))
          }
        />
      </div>
      <Toolbar view={view} navigate={turn} runs={runs} whole={whole} bands={bands} drag={drag} setDrag={setDrag} />
      <div class="compare-body">
        <div class="charts" data-count={charts.length}>
          {charts.map(({ metric, title, model }) => (
            <Curves
              key={metric}
              name={metric}
              stage={stage}
              lines={lines}
              loading={stale}
              zoomed={part !== undefined}
              heading={<Heading metric={metric} title={title} />}
              model={model}
            />
          ))}
          <p class="hint muted">
            Drag to zoom, with shift to move; control and wheel zoom; double click shows all. With a chart in focus + −
            ← → 0, and shift with ← → for the cursor.
          </p>
        </div>
        <Legend
          lines={[...lines.values()]}
          metrics={data.metrics}
          drawn={drawn}
          off={view.off}
          reference={view.reference}
          stage={stage}
          toggle={key =>
            change({ off: view.off.includes(key) ? view.off.filter(each => each !== key) : [...view.off, key] })
          }
          refer={reference => change({ reference })}
        />
      </div>
    </>
  )
}

function linesOf(runs: readonly Run[], group: string, theme: 'light' | 'dark'): Map<string, LineInfo> {
  const lines = group === '' ? linesOfRuns(runs, theme) : linesOfGroups(runs, group, theme)
  return new Map(lines.map(line => [line.key, line]))
}

interface Looks {
  view: CompareView
  data: Compared
  lines: ReadonlyMap<string, LineInfo>
  groupOf: ((run: string) => string | undefined) | undefined
  bands: boolean
  theme: CurvesModel['theme']
}

function modelOf(recorded: readonly Trace[], { view, data, lines, groupOf, bands, theme }: Looks): CurvesModel {
  const { x: clock, xScale } = data
  const { yScale, smooth, relation, spread } = view
  const reference = view.reference === '' ? undefined : view.reference
  const { traces, behind } = picture(recorded, { xScale, yScale, smooth, reference, relation, groupOf, spread })
  const on = (trace: Trace): boolean => !view.off.includes(trace.key)
  return {
    traces: traces.filter(on),
    behind: behind.filter(on),
    stroke: key => lines.get(key)?.stroke ?? { colour: 'gray', dash: [] },
    clock,
    xScale,
    yScale,
    bands,
    theme,
  }
}

/** What y is, with its unit. */
function titleOf(metric: string, { reference, relation }: CompareView, traces: readonly Trace[]): string {
  const unit = traces.find(trace => trace.metric === metric && trace.unit !== undefined)?.unit
  const name = reference === '' ? metric : relation === 'difference' ? `${metric} − reference` : `${metric} / reference`
  return unit === undefined || (reference !== '' && relation === 'ratio') ? name : `${name} (${unit})`
}

function Heading({ metric, title }: { metric: string; title: string }) {
  const whole = metricTitle(metric)
  return (
    <>
      <strong>
        <bdi>{title.slice(0, 200)}</bdi>
      </strong>
      {whole !== '' && (
        <span class="muted">
          <Typeset text={whole} />
        </span>
      )}
    </>
  )
}
