import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'preact/hooks'
import { metricChart, type MetricChart } from '../../charts/metric-chart'
import type { AgingView } from '../../core/address'
import { symbols, type AgingMetric } from '../../core/aging'
import type { Stroke, Theme } from '../../core/colours'
import { undrawable, xExtent, yExtent, type Line, type Range } from '../../core/series'
import { chartKeys, inChart } from '../chart'
import { LeftOut } from '../left-out'
import { ChartHost } from '../chart-host'
import { Typeset } from '../parts'
import { useShortcuts } from '../shortcuts'
import { ScaledTime, scaledTime } from './scaled-time'

/** Over the time since the branch point, or over that time in units of a power of the waiting time. */
export type Over = 't' | 'x'

interface ChartProps {
  metric: AgingMetric
  over: Over
  mu: number
  unit: string | undefined
  lines: readonly Line[]
  stroke(run: string): Stroke
  view: AgingView
  theme: Theme
  loading: boolean
  visible: Range | undefined
  zoom(range: Range | undefined): void
  cursor(at: number | undefined): void
}

/** More lines than this are drawn thin, without points. */
const few = 20

export function AgingChart(props: ChartProps) {
  const { metric, over, mu, unit, lines, stroke, view, theme, loading, visible } = props
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<MetricChart | undefined>(undefined)
  const events = useRef(props)
  events.current = props

  useEffect(() => {
    const made = metricChart(host.current!, `aging-${over}`, {
      zoom: range => events.current.zoom(range),
      cursor: at => events.current.cursor(at),
    })
    chart.current = made
    return () => made.destroy()
  }, [over])

  const { xScale, yScale } = view
  useEffect(() => {
    // Both columns are over a proper time, scaled or not; the axis is named below.
    chart.current?.show({
      lines,
      stroke,
      clock: 'tau',
      xScale,
      yScale,
      visible,
      theme,
      thin: lines.length > few,
    })
  }, [over, lines, stroke, xScale, yScale, visible?.from, visible?.to, theme])

  useShortcuts(inChart, chartKeys)

  const empty = !xExtent(lines, xScale) || !yExtent(lines, yScale)
  const lost = undrawable(lines, yScale)
  const name = over === 't' ? 't = τ − τw' : scaledTime(mu)
  return (
    <figure
      class="chart"
      data-metric={metric}
      data-over={over}
      data-lines={empty ? 0 : lines.length}
      data-zoomed={visible !== undefined}
      data-loading={loading}
      aria-busy={loading}
    >
      <figcaption>
        <strong>{symbols[metric]}</strong>
        <span class="muted">{titles[metric]}</span>
        {unit !== undefined && unit !== '' && <span class="unit">{unit}</span>}
      </figcaption>
      <ChartHost host={host} about={`${symbols[metric]}, ${titles[metric]}, over ${name}`} lines={lines.length} />
      {!empty && (
        <p class="axis-label" aria-hidden="true">
          {over === 't' ? <Typeset text="t = τ − τw, proper time since the branch point" /> : <ScaledTime mu={mu} />}
        </p>
      )}
      {empty && (
        <p class="chart-empty">
          {lines.length === 0
            ? 'No branch has recorded it, or all are switched off.'
            : 'No value that this axis can show.'}
        </p>
      )}
      {!empty && <LeftOut lost={lost} yScale={yScale} />}
    </figure>
  )
}

const titles: Record<AgingMetric, string> = {
  aging: 'displacement in units of the noise',
  msd: 'mean squared displacement',
  gradientNoise: 'gradient noise',
}
