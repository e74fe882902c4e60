/** Many lines over one axis, each with points of its own, on uPlot; quick enough to follow a hand. */
import uPlot from 'uplot'
import type { Clock, Scale } from '../api/types'
import type { Stroke, Theme } from '../core/colours'
import { drawable, type Range } from '../core/series'
import { thinned, window, ySpan, type Trace } from '../core/traces'
import { axes, distribution } from './axes'
import { clipped, floored, inherited, ownParts, places, size } from './drawing'
import { PixelLayer, type ThinLine } from './pixels'
import { ink } from './theme'

export interface CurvesModel {
  traces: readonly Trace[]
  /** The lines as they were recorded, pale, behind those that are smoothed or averaged. */
  behind: readonly Trace[]
  stroke: (key: string) => Stroke
  clock: Clock
  xScale: Scale
  yScale: Scale
  /** Whether bands are drawn. */
  bands: boolean
  theme: Theme
}

export interface CurveChart {
  /** Draws this from now on. */
  show(model: CurvesModel): void
  /** Draws this part. */
  draw(part: Range): void
  /** Makes this line stand out; none if undefined. */
  stress(key: string | undefined): void
  /** The value at a place of the plot, in pixels from its left and upper edge. */
  valueAt(left: number, top: number): { x: number; y: number }
  /** Where a value stands, in pixels from the plot's left and upper edge; undefined before anything was drawn. */
  placeOf(x: number, y: number): { left: number; top: number } | undefined
  /** The element over the plot, without the axes; undefined while there is nothing to draw. */
  readonly over: HTMLElement | undefined
  /** Called with it whenever it is a new one. */
  renewed: (over: HTMLElement) => void
  destroy(): void
}

/** More lines than these are drawn pixel by pixel: the canvas would take longer than a frame for them. */
const many = 16
const backOpacity = 0.28

/** Draws into `host` and follows its size. Call `destroy` when `host` goes away. */
export function curveChart(host: HTMLElement): CurveChart {
  let plot: uPlot | undefined
  let model: CurvesModel | undefined
  let look = ''
  let part: Range | undefined
  let focus: string | undefined
  const follow = new ResizeObserver(() => plot?.setSize(size(host)))
  follow.observe(host)

  // The line that stands out lies on a canvas of its own: the others need not be drawn again for it.
  const upper = document.createElement('canvas')
  upper.className = 'standing-out'

  const lines = (): readonly Trace[] => (model ? [...model.behind, ...model.traces] : [])

  function paint(): void {
    if (!plot || !model || !part) return
    const y = ySpan(lines(), model.yScale, part, model.bands) ?? nothing
    const shown = part
    plot.batch(() => {
      plot!.setScale('x', { min: shown.from, max: shown.to })
      plot!.setScale('y', { min: y.from, max: y.to })
    })
    standOut(upper, plot, model, focus)
  }

  const chart: CurveChart = {
    show(next) {
      model = next
      const nextLook = JSON.stringify([
        next.behind.map(trace => [trace.key, next.stroke(trace.key)]),
        next.traces.map(trace => [trace.key, next.stroke(trace.key)]),
        next.clock,
        next.xScale,
        next.yScale,
        next.theme,
      ])
      const data = [null, ...lines().map(trace => [trace.xs, trace.ys])] as unknown as uPlot.AlignedData
      if (plot && nextLook === look) {
        plot.setData(data, false) // same lines: costs no rebuild
        return
      }
      plot?.destroy()
      plot = undefined
      look = nextLook
      // uPlot has no plot without a line.
      if (!part || lines().length === 0) {
        delete host.dataset['drawn']
        return
      }
      plot = new uPlot(
        options(host, () => model!, part),
        data,
        host,
      )
      plot.over.append(upper)
      chart.renewed(plot.over)
    },
    stress(next) {
      focus = next
      if (plot && model) standOut(upper, plot, model, focus)
    },
    draw(next) {
      part = next
      // The first part to be shown may come after what is to be shown.
      if (!plot && model) {
        look = ''
        chart.show(model)
      }
      paint()
    },
    valueAt: (left, top) => ({ x: plot?.posToVal(left, 'x') ?? NaN, y: plot?.posToVal(top, 'y') ?? NaN }),
    placeOf: (x, y) => plot && { left: plot.valToPos(x, 'x'), top: plot.valToPos(y, 'y') },
    get over() {
      return plot?.over
    },
    renewed: () => undefined,
    destroy() {
      follow.disconnect()
      plot?.destroy()
    },
  }
  return chart
}

/** An axis for values of which none can be drawn. */
const nothing: Range = { from: 1, to: 10 }

function options(host: HTMLElement, model: () => CurvesModel, part: Range): uPlot.Options {
  const [under, crowd] = [new PixelLayer(), new PixelLayer()]
  const { traces, behind, stroke: look, clock, xScale, yScale, theme } = model()
  const colours = ink(theme)
  const line = (trace: Trace, back: boolean): uPlot.Series => ({
    facets: [
      { scale: 'x', auto: false },
      { scale: 'y', auto: false },
    ],
    stroke: u => inherited(u, trace.ownFrom, look(trace.key).colour),
    dash: back ? [] : look(trace.key).dash,
    width: back ? 1 : 1.75,
    alpha: back ? backOpacity : 1,
    pxAlign: 0,
    paths: traces.length > many ? () => null : pathOf(yScale),
    points: { show: false },
  })
  return {
    ...size(host),
    // One of uPlot's const enums, which a file compiled on its own cannot read: every line has places of its own.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
    mode: 2,
    // Room above for half a figure of the topmost mark, to the right for half of the last one.
    padding: [10, 26, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    series: [{}, ...behind.map(trace => line(trace, true)), ...traces.map(trace => line(trace, false))],
    scales: {
      x: { time: false, auto: false, distr: distribution(xScale), min: part.from, max: part.to },
      y: { auto: false, distr: distribution(yScale), min: nothing.from, max: nothing.to },
    },
    axes: axes(colours, clock, xScale, yScale),
    hooks: {
      drawAxes: [u => spreads(u, under, model()), u => ownParts(u, branches(model()), colours.cursor)],
      drawSeries: [(u, index) => dots(u, model(), index - 1)],
      draw: [u => crowded(u, crowd, model()), () => tell(host, model())],
    },
  }
}

/** Says what the canvas shows now; `hourglass bench web` waits for it. */
function tell({ dataset }: HTMLElement, { traces }: CurvesModel): void {
  const drawn = String(traces.length)
  const to = String(traces.reduce((most, { xs }) => Math.max(most, xs.at(-1) ?? -Infinity), -Infinity))
  // Sixty times a second while a hand moves: only what is new is told.
  if (dataset['drawn'] !== drawn) dataset['drawn'] = drawn
  if (dataset['drawnTo'] !== to) dataset['drawnTo'] = to
}

function visible(u: uPlot): Range {
  return { from: u.scales['x']!.min!, to: u.scales['x']!.max! }
}

/** A path through what is seen, with no more points than its pixels need; broken where a value cannot be drawn. */
function pathOf(yScale: Scale): uPlot.Series.PathBuilder {
  return (u, index) => {
    const [xs, ys] = u.data[index] as unknown as [Float64Array, Float64Array]
    // Of uPlot's flags the one for "no band is cut from this".
    return { stroke: stroke(u, { xs, ys }, yScale), fill: null, clip: null, band: null, gaps: [], flags: 1 }
  }
}

function stroke(u: uPlot, { xs, ys }: Pick<Trace, 'xs' | 'ys'>, yScale: Scale): Path2D {
  const { x, y } = places(u)
  const path = new Path2D()
  let broken = true
  for (const i of thinned({ xs, ys }, window(xs, visible(u)), u.bbox.width, at => Math.floor(x(at)))) {
    const value = ys[i]!
    if (!drawable(value, yScale)) broken = true
    else if (broken) {
      path.moveTo(x(xs[i]!), y(value))
      broken = false
    } else path.lineTo(x(xs[i]!), y(value))
  }
  return path
}

/** Draws one line again, thicker and with a rim, over all others. */
function standOut(canvas: HTMLCanvasElement, u: uPlot, model: CurvesModel, key: string | undefined): void {
  const trace = key === undefined || model.traces.length < 2 ? undefined : model.traces.find(each => each.key === key)
  canvas.hidden = !trace
  if (!trace) return
  const { left, top, width, height } = u.bbox
  canvas.width = width
  canvas.height = height
  const ctx = canvas.getContext('2d')!
  ctx.translate(-left, -top)
  ctx.lineJoin = 'round'
  const path = stroke(u, trace, model.yScale)
  ctx.strokeStyle = ink(model.theme).paper
  ctx.lineWidth = 6 * devicePixelRatio
  ctx.stroke(path)
  ctx.strokeStyle = model.stroke(key!).colour
  ctx.lineWidth = 2.5 * devicePixelRatio
  ctx.stroke(path)
}

/** Points as dots where they are far apart, and where one stands alone. */
function dots(u: uPlot, model: CurvesModel, index: number): void {
  const trace = model.traces[index - model.behind.length]
  if (!trace || index < model.behind.length) return
  const { start, end } = window(trace.xs, visible(u))
  const apart = (end - start) * 18 * devicePixelRatio < u.bbox.width && model.traces.length <= many
  const { x, y } = places(u)
  const { ctx } = u
  const radius = 2.5 * devicePixelRatio
  let path: Path2D | undefined
  for (let i = start; i < end; i++) {
    if (!drawable(trace.ys[i]!, model.yScale)) continue
    const alone = !drawable(trace.ys[i - 1] ?? NaN, model.yScale) && !drawable(trace.ys[i + 1] ?? NaN, model.yScale)
    if (!apart && !alone) continue
    const [left, top] = [x(trace.xs[i]!), y(trace.ys[i]!)]
    path ??= new Path2D()
    path.moveTo(left + radius, top)
    path.arc(left, top, radius, 0, 2 * Math.PI)
  }
  if (!path) return
  clipped(u)
  ctx.fillStyle = model.stroke(trace.key).colour
  ctx.fill(path)
  ctx.restore()
}

/** From the least to the greatest about every point, under the lines: a spike that the reduction swallowed is seen here. */
function spreads(u: uPlot, under: PixelLayer, model: CurvesModel): void {
  if (!model.bands) return
  const seen = visible(u)
  // What would lie over each other until nothing is seen is paler.
  const opacity = model.traces.length > many ? 0.05 : model.traces.length > 4 ? 0.11 : 0.2
  const all = model.traces.flatMap(({ key, xs, band }) =>
    band ? [{ xs, ...band, part: window(xs, seen), colour: model.stroke(key).colour, opacity }] : [],
  )
  under.bands(u, all, floored(u, model.yScale))
}

/** The lines of a crowded chart. */
function crowded(u: uPlot, crowd: PixelLayer, { traces, behind, stroke: look }: CurvesModel): void {
  if (traces.length <= many) return
  const seen = visible(u)
  const thin = (trace: Trace, back: boolean): ThinLine => ({
    xs: trace.xs,
    ys: trace.ys,
    part: window(trace.xs, seen),
    colour: look(trace.key).colour,
    dash: back ? [] : look(trace.key).dash,
    opacity: back ? backOpacity : 1,
    paleTo: trace.ownFrom,
  })
  crowd.lines(u, [...behind.map(trace => thin(trace, true)), ...traces.map(trace => thin(trace, false))], places(u))
}

function branches({ traces, stroke: look }: CurvesModel): { ownFrom?: number; colour: string }[] {
  return traces.map(trace => ({ ...trace, colour: look(trace.key).colour }))
}
