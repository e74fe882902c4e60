/** Bands and thin lines, laid over each other pixel by pixel and then drawn at once. */
import type uPlot from 'uplot'
import { channels } from '../core/colours'
import { columnsOf, cover, follow, spread, straighten, type Columns, type Course, type Edges } from '../core/pixels'
import type { Places } from './drawing'

interface Part {
  /** The points that are seen, from `start` to `end`, that exclusive. */
  part: { start: number; end: number }
  colour: string
}

export interface Band extends Edges, Part {
  opacity: number
}

export interface ThinLine extends Course, Part {
  opacity: number
  /** Strokes and gaps in pixels of the page, along x; empty for a solid line. */
  dash: readonly number[]
  /** Up to this x the line is paler. */
  paleTo: number | undefined
}

const pale = 1 / 3

/** One a chart; it keeps its canvas. */
export class PixelLayer {
  readonly #canvas = document.createElement('canvas')
  readonly #ctx = this.#canvas.getContext('2d', { willReadFrequently: true })!
  #columns: Columns = columnsOf(0)
  #opacity = new Float64Array(0)
  readonly #dashes = new Map<string, Float64Array>()
  #image: ImageData | undefined

  /** @param places in the plot's canvas, in its own pixels */
  bands(u: uPlot, bands: readonly Band[], places: Places): void {
    this.#draw(u, bands, places, ({ opacity, ...edges }, { x, y }) => {
      spread(this.#columns, edges, edges.part, x, y)
      this.#opacity.fill(opacity)
    })
  }

  /** Lines of one pixel of the page. */
  lines(u: uPlot, lines: readonly ThinLine[], places: Places): void {
    this.#draw(u, lines, places, ({ opacity, dash, paleTo, ...course }, { x, y }) => {
      follow(this.#columns, course, course.part, x, y, devicePixelRatio)
      this.#opacity.set(this.#dashed(dash, opacity))
      if (paleTo === undefined) return
      const end = Math.min(this.#opacity.length, Math.max(0, Math.round(x(paleTo))))
      for (let column = 0; column < end; column++) this.#opacity[column]! *= pale
    })
  }

  #draw<T extends Part>(
    { ctx, bbox }: uPlot,
    all: readonly T[],
    { x, y }: Places,
    columns: (one: T, at: Places) => void,
  ) {
    const [left, top] = [Math.round(bbox.left), Math.round(bbox.top)]
    const [width, height] = [Math.round(bbox.width), Math.round(bbox.height)]
    if (all.length === 0 || width < 1 || height < 1) return
    const at: Places = { x: value => x(value) - left, y: value => y(value) - top }
    const image = this.#blank(width, height)
    const pixels = new Uint32Array(image.data.buffer)
    for (const one of all) {
      columns(one, at)
      cover(pixels, this.#columns, height, channels(one.colour), this.#opacity)
    }
    straighten(pixels)
    this.#ctx.putImageData(image, 0, 0)
    ctx.drawImage(this.#canvas, left, top)
  }

  /** Of each column; the same for all lines of these dashes, in every frame. */
  #dashed(dash: readonly number[], opacity: number): Float64Array {
    const key = `${dash.join(' ')} ${opacity} ${devicePixelRatio}`
    let known = this.#dashes.get(key)
    if (!known) {
      known = new Float64Array(this.#opacity.length)
      dashed(known, dash, opacity)
      this.#dashes.set(key, known)
    }
    return known
  }

  #blank(width: number, height: number): ImageData {
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
      this.#columns = columnsOf(width)
      this.#opacity = new Float64Array(width)
      this.#dashes.clear()
      this.#image = new ImageData(width, height)
      return this.#image
    }
    this.#image.data.fill(0)
    return this.#image
  }
}

/** A line of many short strokes up and down has a length that nobody sees: its dashes are along x. */
function dashed(columns: Float64Array, dash: readonly number[], opacity: number): void {
  if (dash.length === 0) {
    columns.fill(opacity)
    return
  }
  let [i, left] = [0, length(dash, 0)]
  for (let column = 0; column < columns.length; column++) {
    columns[column] = i % 2 === 0 ? opacity : 0
    if (--left === 0) left = length(dash, ++i)
  }
}

function length(dash: readonly number[], i: number): number {
  return Math.max(1, Math.round(dash[i % dash.length]! * devicePixelRatio))
}
