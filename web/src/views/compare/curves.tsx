/** One chart of many lines, with its heading, its cursor and what a hand and keys do. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { curveChart, type CurveChart, type CurvesModel } from '../../charts/curve-chart'
import { gestures } from '../../charts/gestures'
import { clockName, type Range } from '../../core/series'
import { timeUnit } from '../../core/ticks'
import { lost, xSpan, ySpan } from '../../core/traces'
import { keyZoom } from '../../core/zoom'
import { chartKeys, inChart } from '../chart'
import { LeftOut, whyEmpty } from '../left-out'
import { ChartHost } from '../chart-host'
import { Typeset } from '../parts'
import { useShortcuts } from '../shortcuts'
import type { LineInfo } from './lines'
import { Readout, valuesAt } from './readout'
import type { Stage } from './stage'

const keys = [...chartKeys, { keys: 'Shift ← →', says: 'Move the cursor' }]

interface CurvesProps {
  name: string
  heading: ComponentChildren
  model: CurvesModel
  stage: Stage
  lines: ReadonlyMap<string, LineInfo>
  /** What is read next, while the chart still shows what was read before. */
  loading: boolean
  zoomed: boolean
}

export function Curves({ name, heading, model, stage, lines, loading, zoomed }: CurvesProps) {
  const host = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<CurveChart>()
  const latest = useRef(model)
  latest.current = model

  useEffect(() => {
    const element = host.current!
    const made = curveChart(element)
    const press = (event: KeyboardEvent): void => pressed(event, stage, name)
    const leave = (): void => stage.point(undefined)
    element.addEventListener('keydown', press)
    element.addEventListener('blur', leave)
    let release = (): void => undefined
    made.renewed = over => {
      release()
      release = hand(over, made, stage, name, () => latest.current)
    }
    const end = stage.chart(name, () => stage.shown && made.draw(stage.shown))
    const endStress = stage.follow(() => made.stress(stage.focus))
    setChart(made)
    return () => {
      element.removeEventListener('keydown', press)
      element.removeEventListener('blur', leave)
      end()
      endStress()
      release()
      made.destroy()
    }
  }, [stage, name])

  useEffect(() => {
    if (!chart || !stage.shown) return
    chart.show(model)
    chart.draw(stage.shown)
  }, [chart, stage, model])

  useShortcuts(inChart, keys)

  const part = stage.shown
  const empty = !part || !ySpan(model.traces, model.yScale, stage.whole ?? part, false)
  const missing = lost(model.traces, model.yScale)
  const leftOut = model.traces.reduce((sum, trace) => sum + trace.leftOut, 0)
  return (
    <figure
      class="chart curves"
      data-metric={name}
      data-lines={empty ? 0 : model.traces.length}
      data-x={model.clock}
      data-xscale={model.xScale}
      data-yscale={model.yScale}
      data-zoomed={zoomed}
      data-loading={loading}
      aria-busy={loading}
    >
      <figcaption>{heading}</figcaption>
      <div class="chart-frame">
        <ChartHost
          host={host}
          about={`${name.slice(0, 200)} over ${clockName(model.clock)}`}
          lines={model.traces.length}
          keys=", arrows with shift move the cursor"
        />
        {chart && <Readout name={name} stage={stage} chart={chart} model={model} lines={lines} />}
      </div>
      {!empty && (
        <p class="axis-label" aria-hidden="true">
          <Typeset text={clockTitle(model.clock, part)} />
        </p>
      )}
      {empty && <p class="chart-empty">{emptyReason(model)}</p>}
      {!empty && <LeftOut lost={missing} yScale={model.yScale} leftOut={leftOut} />}
    </figure>
  )
}

/** What x is called, with the unit in which wall time is marked. */
export function clockTitle(clock: CurvesModel['clock'], part: Range): string {
  return clock === 'wall' ? `${clockName(clock)} (${timeUnit(part.to).name})` : clockName(clock)
}

function hand(over: HTMLElement, chart: CurveChart, stage: Stage, name: string, model: () => CurvesModel): () => void {
  return gestures(over, {
    shown: () => stage.shown,
    whole: () => stage.whole,
    scale: () => stage.scale,
    moves: () => stage.drag === 'move',
    valueAt: left => chart.valueAt(left, 0).x,
    show: range => stage.move(range, name),
    point: at => {
      if (!at) {
        stage.point(undefined)
        stage.emphasise(undefined)
        return
      }
      const { x, y } = chart.valueAt(at.left, at.top)
      stage.point({ chart: name, x, y })
      stage.emphasise(nearestLine(chart, model(), x, y, at.top))
    },
  })
}

/** The line within reach of the pointer; with one line there is nothing to make stand out. */
function nearestLine(chart: CurveChart, model: CurvesModel, x: number, y: number, top: number): string | undefined {
  if (model.traces.length < 2 || !Number.isFinite(y)) return undefined
  const reach = 24
  let nearest: string | undefined
  let least = reach
  for (const { key, value } of valuesAt(model, x)) {
    const away = Math.abs((chart.placeOf(x, value)?.top ?? NaN) - top)
    if (away < least) {
      least = away
      nearest = key
    }
  }
  return nearest
}

function pressed(event: KeyboardEvent, stage: Stage, chart: string): void {
  const { shown, scale, cursor } = stage
  if (!shown) return
  if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    event.preventDefault()
    const place = (x: number): number => (scale === 'log' ? Math.log(x) : x)
    const [low, high] = [place(shown.from), place(shown.to)]
    const now = cursor ? place(cursor.x) : (low + high) / 2
    const step = ((high - low) / 50) * (event.key === 'ArrowLeft' ? -1 : 1)
    const next = Math.min(high, Math.max(low, cursor ? now + step : now))
    stage.point({ chart, x: scale === 'log' ? Math.exp(next) : next, y: undefined })
    return
  }
  const range = keyZoom(event.key, shown, scale)
  if (range === undefined) return
  event.preventDefault()
  stage.move(range === 'all' ? undefined : range, chart)
}

function emptyReason({ traces, xScale, yScale }: CurvesModel): string {
  if (traces.length === 0) return 'No line to draw: none is switched on, or none has points of this metric.'
  const leftOut = traces.reduce((sum, trace) => sum + trace.leftOut, 0)
  return whyEmpty({ placed: xSpan(traces) !== undefined, xScale, yScale, leftOut })
}
