/** One chart of some lines over a common axis, on uPlot. */
import uPlot from 'uplot'
import type { Clock, Scale } from '../api/types'
import type { Stroke, Theme } from '../core/colours'
import { align, xExtent, yExtent, type Line, type Range } from '../core/series'
import { keyZoom } from '../core/zoom'
import { axes, distribution } from './axes'
import { clipped, floored, inherited, ownParts, size, upright } from './drawing'
import { PixelLayer } from './pixels'
import { ink } from './theme'

export interface ChartModel {
  lines: readonly Line[]
  stroke: (run: string) => Stroke
  clock: Clock
  xScale: Scale
  yScale: Scale
  /** The part of x that is shown; as far as the lines reach when undefined. */
  visible: Range | undefined
  theme: Theme
  /** Thin lines without points, for many lines at once. */
  thin?: boolean
  /** A place on x that is marked. */
  mark?: number
}

export interface ChartEvents {
  /** A part of x was chosen; undefined: back to the whole. */
  zoom(range: Range | undefined): void
  /** The cursor stands at x, or left the chart. */
  cursor(x: number | undefined): void
  /** A click at x. */
  choose?(x: number): void
}

export interface MetricChart {
  show(model: ChartModel): void
  destroy(): void
}

/** Draws into `host` and follows its size. Charts with the same `group` share one cursor. Call `destroy` when `host` goes away. */
export function metricChart(host: HTMLElement, group: string, events: ChartEvents): MetricChart {
  let plot: uPlot | undefined
  let model: ChartModel | undefined
  let drawn = ''

  const current = (): ChartModel => model!
  const follow = new ResizeObserver(() => plot?.setSize(size(host)))
  follow.observe(host)

  function pressed(event: KeyboardEvent): void {
    const range = plot && keyZoom(event.key, shown(plot), current().xScale)
    if (range === undefined) return
    event.preventDefault()
    events.zoom(range === 'all' ? undefined : range)
  }
  host.addEventListener('keydown', pressed)

  return {
    show(next) {
      model = next
      const look = JSON.stringify([
        next.lines.map(line => [line.run, next.stroke(line.run)]),
        next.clock,
        next.xScale,
        next.yScale,
        next.theme,
        next.thin,
      ])
      if (!xExtent(next.lines, next.xScale)) {
        plot?.destroy()
        plot = undefined
        drawn = ''
        return
      }
      const data = align(next.lines, next.yScale)
      if (plot && look === drawn) {
        plot.setData(data) // same lines: costs no rebuild
        return
      }
      plot?.destroy()
      plot = new uPlot(options(host, group, current, events), data, host)
      drawn = look
    },
    destroy() {
      host.removeEventListener('keydown', pressed)
      follow.disconnect()
      plot?.destroy()
    },
  }
}

function shown(plot: uPlot): Range {
  return { from: plot.scales['x']!.min ?? 0, to: plot.scales['x']!.max ?? 1 }
}

function options(host: HTMLElement, group: string, model: () => ChartModel, events: ChartEvents): uPlot.Options {
  const { lines, stroke, clock, xScale, yScale, theme, thin = false } = model()
  const colours = ink(theme)
  const { cursor, paper } = colours
  const under = new PixelLayer()
  return {
    ...size(host),
    // Room above for half a figure of the topmost mark, to the right for half of the last one.
    padding: [10, 26, 0, 0],
    legend: { show: false },
    series: [
      {},
      ...lines.map(line => ({
        label: line.run,
        stroke: (u: uPlot) => inherited(u, line.ownFrom, stroke(line.run).colour),
        dash: stroke(line.run).dash,
        width: thin ? 1 : 1.75,
        points: thin ? { show: false } : { size: 5, space: 18, fill: paper },
      })),
    ],
    scales: {
      x: {
        time: false,
        distr: distribution(xScale),
        range: () => pair(model().visible ?? xExtent(model().lines, xScale)),
      },
      y: { distr: distribution(yScale), range: () => pair(yExtent(model().lines, yScale, model().visible)) },
    },
    axes: axes(colours, clock, xScale, yScale),
    cursor: {
      y: false,
      sync: { key: group, setSeries: false, scales: ['x', null] },
      drag: { x: true, y: false, setScale: false, dist: 6 },
      points: {
        show: !thin,
        size: 7,
        width: 1.5,
        stroke: paper,
        fill: (_, series) => stroke(lines[series - 1]!.run).colour,
      },
      bind: {
        dblclick: () => () => {
          events.zoom(undefined)
          return null
        },
      },
    },
    hooks: {
      drawAxes: [u => spreads(u, under, model()), u => ownParts(u, branches(model()), cursor)],
      draw: [
        // Says what the canvas shows now; `hourglass bench web` waits for it.
        u => Object.assign(host.dataset, { drawn: u.series.length - 1, drawnTo: u.data[0].at(-1) }),
        u => marked(u, model().mark, colours.text),
      ],
      setSelect: [
        u => {
          if (u.select.width < 6) return
          const range = { from: u.posToVal(u.select.left, 'x'), to: u.posToVal(u.select.left + u.select.width, 'x') }
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          if (range.to > range.from) events.zoom(range)
        },
      ],
      setCursor: [
        u => {
          // Only the chart under the pointer speaks; the others merely follow it.
          if (!u.over.matches(':hover')) return
          const left = u.cursor.left ?? -1
          events.cursor(left < 0 ? undefined : u.posToVal(left, 'x'))
        },
      ],
      ready: [
        u => {
          u.over.addEventListener('mouseleave', () => events.cursor(undefined))
          u.over.addEventListener('click', () => events.choose?.(u.posToVal(u.cursor.left ?? 0, 'x')))
        },
      ],
    },
  }
}

function pair(range: Range | undefined): [number, number] {
  // Without a value to show (all NaN, say) the axis still has to have two ends.
  if (!range) return [1, 10]
  // A single point has an axis around it.
  return range.to > range.from
    ? [range.from, range.to]
    : [range.from * 0.9 - (range.from ? 0 : 1), range.to * 1.1 + (range.to ? 0 : 1)]
}

/** Least to greatest value of every bucket, under the line: a spike that the reduction swallowed is seen here. */
function spreads(u: uPlot, under: PixelLayer, { lines, stroke, yScale }: ChartModel): void {
  const all = lines.flatMap(({ run, xs, band }) =>
    band
      ? [
          {
            xs,
            low: band.min,
            high: band.max,
            part: { start: 0, end: xs.length },
            colour: stroke(run).colour,
            opacity: 0.22,
          },
        ]
      : [],
  )
  under.bands(u, all, floored(u, yScale))
}

function marked(u: uPlot, mark: number | undefined, colour: string): void {
  if (mark === undefined) return
  const ctx = clipped(u)
  upright(u, mark, colour)
  ctx.restore()
}

function branches({ lines, stroke }: ChartModel): { ownFrom?: number; colour: string }[] {
  return lines.map(line => ({ ...line, colour: stroke(line.run).colour }))
}
