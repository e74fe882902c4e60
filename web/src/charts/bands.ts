/** The bands of a chart's lines, laid over each other pixel by pixel and then drawn at once. */
import type uPlot from 'uplot'
import { columnsOf, cover, spread, straighten, type Columns, type Edges } from '../core/bands'
import { channels } from '../core/colours'

export interface Band extends Edges {
  /** The points that are seen, from `start` to `end`, that exclusive. */
  part: { start: number; end: number }
  colour: string
}

interface Places {
  x: (value: number) => number
  y: (value: number) => number
}

/** One a chart; it keeps its canvas. */
export class Bands {
  readonly #canvas = document.createElement('canvas')
  readonly #ctx = this.#canvas.getContext('2d', { willReadFrequently: true })!
  #columns: Columns = columnsOf(0)
  #image: ImageData | undefined

  /**
   * @param places in the plot's canvas, in its own pixels
   * @param opacity of each band
   */
  draw({ ctx, bbox }: uPlot, bands: readonly Band[], { x, y }: Places, opacity: number): void {
    if (bands.length === 0) return
    const [left, top, width, height] = [bbox.left, bbox.top, bbox.width, bbox.height].map(Math.round) as [
      number,
      number,
      number,
      number,
    ]
    if (width < 1 || height < 1) return
    const image = this.#blank(width, height)
    const pixels = new Uint32Array(image.data.buffer)
    for (const { xs, low, high, part, colour } of bands) {
      spread(
        this.#columns,
        { xs, low, high },
        part,
        value => x(value) - left,
        value => y(value) - top,
      )
      cover(pixels, this.#columns, height, channels(colour), opacity)
    }
    straighten(pixels)
    this.#ctx.putImageData(image, 0, 0)
    ctx.drawImage(this.#canvas, left, top)
  }

  #blank(width: number, height: number): ImageData {
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
      this.#columns = columnsOf(width)
      this.#image = new ImageData(width, height)
      return this.#image
    }
    this.#image.data.fill(0)
    return this.#image
  }
}
