/** What is drawn on a chart's canvas besides its lines. */
import type uPlot from 'uplot'
import type { Scale } from '../api/types'
import { faded } from '../core/colours'
import { distribution } from './axes'

export function size(host: HTMLElement): { width: number; height: number } {
  return { width: Math.max(120, host.clientWidth), height: Math.max(80, host.clientHeight) }
}

/** Pale up to the branch point, where a line repeats its ancestors' and would hide them and its siblings. */
export function inherited(u: uPlot, ownFrom: number | undefined, colour: string): string | CanvasGradient {
  if (ownFrom === undefined) return colour
  const { left, width } = u.bbox
  const at = (u.valToPos(ownFrom, 'x', true) - left) / width
  if (!(at > 0)) return colour
  const gradient = u.ctx.createLinearGradient(left, 0, left + width, 0)
  gradient.addColorStop(0, faded(colour))
  gradient.addColorStop(Math.min(1, at), faded(colour))
  if (at < 1) gradient.addColorStop(at, colour)
  return gradient
}

interface Branch {
  /** The coordinate at which its own points begin. */
  ownFrom?: number
  colour: string
}

/** A broken upright line where what a branch inherits ends and its own points begin; of `plain` colour if there is one line. */
export function ownParts(u: uPlot, lines: readonly Branch[], plain: string): void {
  const ctx = clipped(u)
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio])
  for (const { ownFrom, colour } of lines) {
    if (ownFrom !== undefined) upright(u, ownFrom, lines.length > 1 ? colour : plain)
  }
  ctx.restore()
}

/** A line from top to bottom. */
export function upright(u: uPlot, x: number, colour: string): void {
  const { ctx, bbox } = u
  const left = Math.round(u.valToPos(x, 'x', true))
  ctx.lineWidth = devicePixelRatio
  ctx.strokeStyle = colour
  ctx.beginPath()
  ctx.moveTo(left, bbox.top)
  ctx.lineTo(left, bbox.top + bbox.height)
  ctx.stroke()
}

export interface Places {
  x: (value: number) => number
  y: (value: number) => number
}

/** Places in the canvas's own pixels, without a search for the scale at every point. */
export function places(u: uPlot): Places {
  const { left, top, width, height } = u.bbox
  const scale = (key: 'x' | 'y'): ((value: number) => number) => {
    const { min, max, distr } = u.scales[key]!
    if (distr === distribution('log')) {
      const low = Math.log(min!)
      const length = Math.log(max!) - low
      return value => (Math.log(value) - low) / length
    }
    const length = max! - min!
    return value => (value - min!) / length
  }
  const [x, y] = [scale('x'), scale('y')]
  return { x: value => left + x(value) * width, y: value => top + (1 - y(value)) * height }
}

/** The same, but that what no log axis has stands at its lower end. */
export function floored(u: uPlot, yScale: Scale): Places {
  const { x, y } = places(u)
  if (yScale !== 'log') return { x, y }
  const floor = u.scales['y']!.min!
  return { x, y: value => y(value > floor ? value : floor) }
}

/** Nothing is drawn beyond the axes from now on until the context is restored. */
export function clipped({ ctx, bbox }: uPlot): CanvasRenderingContext2D {
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  return ctx
}
