/** A chart with its heading, and the switches of its axes. */
import 'uplot/dist/uPlot.min.css'
import '../styles/charts.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { metricChart, type ChartModel, type MetricChart } from '../charts/metric-chart'
import type { Clock } from '../api/types'
import type { Axes } from '../core/address'
import { clockName, undrawable, xExtent, yExtent, type Range } from '../core/series'
import { timeUnit } from '../core/ticks'
import { tidy } from '../core/zoom'
import { ChartHost } from './chart-host'
import { LeftOut, whyEmpty } from './left-out'
import { Choice, Typeset } from './parts'
import { useShortcuts } from './shortcuts'

/** The chart itself acts on them. */
export const chartKeys = [
  { keys: '+ −', says: 'Zoom in and out' },
  { keys: '← →', says: 'Move' },
  { keys: '0', says: 'Show all' },
]

export const inChart = 'In a chart that has the focus'

interface ChartProps {
  name: string
  heading: ComponentChildren
  model: ChartModel
  group: string
  /** What is read next, while the chart still shows what was read before. */
  loading: boolean
  /** Whether a part of x was chosen. */
  zoomedIn: boolean
  /** Why the chart is empty, if the page knows. */
  why?: string | undefined
  zoom(range: Range | undefined): void
  cursor(x: number | undefined): void
  /** A click at x, where one means something; by keys the same must be had elsewhere. */
  choose?: (x: number) => void
}

export function Chart({ name, heading, model, group, loading, zoomedIn, why, zoom, cursor, choose }: ChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<MetricChart | undefined>(undefined)
  const events = useRef({ zoom, cursor, choose })
  events.current = { zoom, cursor, choose }

  useEffect(() => {
    const made = metricChart(host.current!, group, {
      zoom: range => events.current.zoom(range),
      cursor: x => events.current.cursor(x),
      choose: x => events.current.choose?.(x),
    })
    chart.current = made
    return () => made.destroy()
  }, [group])

  useEffect(
    () => chart.current?.show(model),
    [
      group,
      model.lines,
      model.stroke,
      model.clock,
      model.xScale,
      model.yScale,
      model.visible?.from,
      model.visible?.to,
      model.theme,
      model.mark,
    ],
  )

  useShortcuts(inChart, chartKeys)

  const { lines, clock, xScale, yScale } = model
  const empty = !xExtent(lines, xScale) || !yExtent(lines, yScale)
  const lost = undrawable(lines, yScale)
  const leftOut = lines.reduce((sum, line) => sum + line.leftOut, 0)
  return (
    <figure
      class="chart"
      data-metric={name}
      data-lines={empty ? 0 : lines.length}
      data-x={clock}
      data-xscale={xScale}
      data-yscale={yScale}
      data-zoomed={zoomedIn}
      data-from={model.visible?.from}
      data-to={model.visible?.to}
      data-loading={loading}
      aria-busy={loading}
    >
      <figcaption>{heading}</figcaption>
      <ChartHost host={host} about={`${name} over ${clockName(clock)}`} lines={lines.length} />
      {!empty && (
        <p class="axis-label" aria-hidden="true">
          <Typeset text={clockTitle(model)} />
        </p>
      )}
      {empty && <p class="chart-empty">{why ?? emptyReason(model)}</p>}
      {!empty && <LeftOut lost={lost} yScale={yScale} leftOut={leftOut} />}
    </figure>
  )
}

/** The name of the x axis; wall time is read in the unit that fits its length. */
function clockTitle({ clock, lines, xScale, visible }: ChartModel): string {
  if (clock !== 'wall') return clockName(clock)
  return `${clockName(clock)} (${timeUnit((visible ?? xExtent(lines, xScale))?.to ?? 0).name})`
}

function emptyReason({ lines, xScale, yScale }: ChartModel): string {
  if (lines.length === 0) return 'No line is switched on.'
  const placed = lines.some(line => line.xs.length > 0)
  return whyEmpty({ placed, xScale, yScale, leftOut: lines.reduce((sum, line) => sum + line.leftOut, 0) })
}

interface AxisChoicesProps {
  axes: Axes
  /** Why tau/tw cannot be chosen; undefined when it can. */
  noWaitingTime?: string | undefined
  change(axes: Partial<Axes>): void
}

const scales = [
  { value: 'linear' as const, text: 'linear' },
  { value: 'log' as const, text: 'log' },
]

export function AxisChoices({ axes, noWaitingTime, change }: AxisChoicesProps) {
  const clocks: { value: Clock; text: string; title?: string; disabled?: boolean }[] = [
    { value: 'step', text: 'step', title: 'updates since the start' },
    { value: 'tau', text: 'τ', title: 'proper time: the sum of the learning rates' },
    { value: 'wall', text: 'wall', title: 'wall time since the first attempt started' },
    noWaitingTime === undefined
      ? {
          value: 'tau/tw',
          text: 'τ/τw',
          title: '(τ − τw) / τw, time since the branch point in units of the waiting time',
        }
      : { value: 'tau/tw', text: 'τ/τw', title: noWaitingTime, disabled: true },
  ]
  return (
    <div class="axis-choices">
      <Choice label="x" options={clocks} value={axes.x} choose={x => change({ x })} />
      <Choice label="x scale" options={scales} value={axes.xScale} choose={xScale => change({ xScale })} />
      <Choice label="y scale" options={scales} value={axes.yScale} choose={yScale => change({ yScale })} />
    </div>
  )
}

/** The zoomed part of the axes, if there is one. */
export function visiblePart({ from, to }: Axes): Range | undefined {
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** With another clock or scale the old part of x means nothing. */
export function changedAxes<V extends Axes>(view: V, change: Partial<Axes>): V {
  const next = { ...view, ...change }
  if (change.x !== undefined && change.x !== view.x) unzoom(next)
  if (change.xScale === 'log' && (next.from ?? 1) <= 0) unzoom(next)
  return next
}

export function zoomed<V extends Axes>(view: V, range: Range | undefined): V {
  const next = { ...view }
  if (range) Object.assign(next, tidy(range))
  else unzoom(next)
  return next
}

function unzoom(axes: Axes): void {
  delete axes.from
  delete axes.to
}
