/**
 * Bands and thin lines as pixels. A canvas takes a path of hundreds of corners for either: most of a frame of fifty lines, where each
 * is but the rows from least to greatest in each column of pixels.
 */

/** The rows that are covered in each column, downwards; Infinity to -Infinity where there are none. */
export interface Columns {
  top: Float64Array
  bottom: Float64Array
}

export interface Edges {
  xs: ArrayLike<number>
  low: ArrayLike<number>
  high: ArrayLike<number>
}

export function columnsOf(width: number): Columns {
  return { top: new Float64Array(width), bottom: new Float64Array(width) }
}

/**
 * Straight from point to point, and nothing next to a point without both ends. No point is lost, however many share a column.
 *
 * @param part the points from `start` to `end`, that exclusive
 * @param x,y places in pixels from the left and from above; y of a greater value is less
 */
export function spread(
  { top, bottom }: Columns,
  { xs, low, high }: Edges,
  { start, end }: { start: number; end: number },
  x: (value: number) => number,
  y: (value: number) => number,
): void {
  top.fill(Infinity)
  bottom.fill(-Infinity)
  const width = top.length
  let joined = false
  let [before, above, below] = [0, 0, 0]
  for (let i = start; i < end; i++) {
    if (!Number.isFinite(low[i]!) || !Number.isFinite(high[i]!)) {
      joined = false
      continue
    }
    const [at, up, down] = [x(xs[i]!), y(high[i]!), y(low[i]!)]
    const column = Math.floor(at)
    if (joined) {
      const last = Math.min(width, column)
      for (let c = Math.max(0, Math.floor(before) + 1); c < last; c++) {
        const share = (c + 0.5 - before) / (at - before)
        widen(top, bottom, c, above + (up - above) * share, below + (down - below) * share)
      }
    }
    if (column >= 0 && column < width) widen(top, bottom, column, up, down)
    joined = true
    before = at
    above = up
    below = down
  }
}

function widen(top: Float64Array, bottom: Float64Array, column: number, up: number, down: number): void {
  if (up < top[column]!) top[column] = up
  if (down > bottom[column]!) bottom[column] = down
}

export interface Course {
  xs: ArrayLike<number>
  ys: ArrayLike<number>
}

/**
 * A line straight from point to point: in each column the rows that it passes, and half its thickness above and below. Broken at what
 * has no place on the axis.
 *
 * @param part,x,y as of `spread`
 */
export function follow(
  { top, bottom }: Columns,
  { xs, ys }: Course,
  { start, end }: { start: number; end: number },
  x: (value: number) => number,
  y: (value: number) => number,
  thickness: number,
): void {
  top.fill(Infinity)
  bottom.fill(-Infinity)
  const width = top.length
  const half = thickness / 2
  let joined = false
  let [before, from] = [0, 0]
  for (let i = start; i < end; i++) {
    const [at, to] = [x(xs[i]!), y(ys[i]!)]
    if (!Number.isFinite(to)) {
      joined = false
      continue
    }
    if (joined) {
      const [first, last] = [Math.floor(before), Math.floor(at)]
      const slope = at > before ? (to - from) / (at - before) : 0
      const begin = Math.max(0, first)
      let row = begin > first ? from + slope * (begin - before) : from
      for (let c = begin; c <= last && c < width; c++) {
        const next = c === last ? to : from + slope * (c + 1 - before)
        widen(top, bottom, c, Math.min(row, next) - half, Math.max(row, next) + half)
        row = next
      }
    }
    joined = true
    before = at
    from = to
  }
}

/** Red, green and blue, 0 to 255. */
export type Channels = readonly [number, number, number]

/**
 * Lays the columns over what is there. Rows at the ends are as strong as the band covers them.
 *
 * @param pixels row by row, each the bytes red, green, blue, opacity from the lowest up, colours multiplied with the opacity
 * @param opacity of each column, 0 to 1
 */
export function cover(
  pixels: Uint32Array,
  { top, bottom }: Columns,
  height: number,
  colour: Channels,
  opacity: Float64Array,
): void {
  const width = top.length
  const inks = inksOf(colour)
  for (let column = 0; column < width; column++) {
    const strength = opacity[column]! * opaque
    if (strength === 0) continue
    const from = Math.max(0, top[column]!)
    const to = Math.min(height, bottom[column]!)
    if (!(from < to)) continue
    const first = Math.floor(from)
    const last = Math.ceil(to) - 1
    if (first === last) {
      lay(pixels, first * width + column, inks, strength * (to - from))
      continue
    }
    lay(pixels, first * width + column, inks, strength * (first + 1 - from))
    for (let row = first + 1; row < last; row++) lay(pixels, row * width + column, inks, strength)
    lay(pixels, last * width + column, inks, strength * (to - last))
  }
}

const opaque = 255

/** What is laid over a pixel, by how opaque it is: two channels at a time, and how much of what is there stays, in 256ths. */
interface Inks {
  redBlue: Int32Array
  greenOpacity: Int32Array
  stays: Int32Array
}

function inksOf([red, green, blue]: Channels): Inks {
  const [redBlue, greenOpacity, stays] = [inkColumn(), inkColumn(), inkColumn()]
  // In a loop, for this is done for every line of every frame.
  for (let alpha = 0; alpha <= opaque; alpha++) {
    const share = alpha / opaque
    redBlue[alpha] = Math.round(red * share) | (Math.round(blue * share) << 16)
    greenOpacity[alpha] = Math.round(green * share) | (alpha << 16)
    stays[alpha] = 256 - Math.round(256 * share)
  }
  return { redBlue, greenOpacity, stays }
}

function inkColumn(): Int32Array {
  return new Int32Array(opaque + 1)
}

/** @param strength 0 to 255 */
function lay(pixels: Uint32Array, at: number, { redBlue, greenOpacity, stays }: Inks, strength: number): void {
  const alpha = Math.round(strength)
  const under = pixels[at]!
  const low = ((Math.imul(under & 0xff00ff, stays[alpha]!) + 0x800080) >>> 8) & 0xff00ff
  const high = ((Math.imul((under >>> 8) & 0xff00ff, stays[alpha]!) + 0x800080) >>> 8) & 0xff00ff
  pixels[at] = (low + redBlue[alpha]!) | ((high + greenOpacity[alpha]!) << 8)
}

/** As a canvas takes pixels: colours that are not multiplied with the opacity. */
export function straighten(pixels: Uint32Array): void {
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!
    const alpha = pixel >>> 24
    if (alpha === 0 || alpha === 255) continue
    const scale = 255 / alpha
    const red = Math.min(255, Math.round((pixel & 255) * scale))
    const green = Math.min(255, Math.round(((pixel >>> 8) & 255) * scale))
    const blue = Math.min(255, Math.round(((pixel >>> 16) & 255) * scale))
    pixels[i] = (alpha << 24) | (blue << 16) | (green << 8) | red
  }
}
