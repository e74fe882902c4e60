import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, cover, follow, spread, straighten, type Columns } from './pixels'

const width = 40
const height = 30
const itself = (value: number): number => value

const points = fc
  .array(
    fc.record({
      x: fc.double({ min: -20, max: width + 20, noNaN: true }),
      y: fc.double({ min: -10, max: height + 10, noNaN: true }),
      tall: fc.double({ min: 0, max: 12, noNaN: true }),
      gap: fc.boolean(),
    }),
    { maxLength: 80 },
  )
  .map(all => all.toSorted((a, b) => a.x - b.x))

/** `high` lies above, so at the lesser y. */
function edges(all: { x: number; y: number; tall: number; gap: boolean }[]) {
  return {
    xs: all.map(p => p.x),
    high: all.map(p => p.y),
    low: all.map(p => (p.gap && p.tall > 6 ? NaN : p.y + p.tall)),
  }
}

function spreadOut(all: Parameters<typeof edges>[0]): Columns {
  const columns = columnsOf(width)
  spread(columns, edges(all), { start: 0, end: all.length }, itself, itself)
  return columns
}

describe('the columns of a band', () => {
  it('have every point that can be drawn, so that no spike is lost', () => {
    fc.assert(
      fc.property(points, all => {
        const { top, bottom } = spreadOut(all)
        const { xs, low, high } = edges(all)
        xs.forEach((x, i) => {
          const column = Math.floor(x)
          if (column < 0 || column >= width || Number.isNaN(low[i])) return
          expect(top[column]).toBeLessThanOrEqual(high[i]!)
          expect(bottom[column]).toBeGreaterThanOrEqual(low[i]!)
        })
      }),
    )
  })

  it('reach no further than the points on either side', () => {
    fc.assert(
      fc.property(points, all => {
        const { top, bottom } = spreadOut(all)
        const { low, high } = edges(all)
        const drawn = all.filter((_, i) => !Number.isNaN(low[i]))
        const [least, most] = [Math.min(...drawn.map(p => p.y)), Math.max(...drawn.map(p => p.y + p.tall))]
        for (let c = 0; c < width; c++) {
          if (top[c] === Infinity) continue
          expect(top[c]).toBeGreaterThanOrEqual(least - 1e-9)
          expect(bottom[c]).toBeLessThanOrEqual(most + 1e-9)
        }
        expect(high.length).toBe(all.length)
      }),
    )
  })

  it('go straight from point to point and leave a gap beside what cannot be drawn', () => {
    const columns = columnsOf(10)
    const band = { xs: [0.5, 4.5, 6.5, 8.5], high: [0, 4, 4, 0], low: [2, 6, NaN, 2] }
    spread(columns, band, { start: 0, end: 4 }, itself, itself)
    expect([...columns.top]).toEqual([0, 1, 2, 3, 4, Infinity, Infinity, Infinity, 0, Infinity])
    expect([...columns.bottom]).toEqual([2, 3, 4, 5, 6, -Infinity, -Infinity, -Infinity, 2, -Infinity])
  })
})

describe('the columns of a line', () => {
  const course = (all: Parameters<typeof edges>[0]) => ({
    xs: all.map(p => p.x),
    ys: all.map(p => (p.gap ? NaN : p.y)),
  })

  it('have all of it', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const columns = columnsOf(width)
        const { xs, ys } = course(all)
        follow(columns, { xs, ys }, { start: 0, end: all.length }, itself, itself, 1)
        for (let i = 1; i < xs.length; i++) {
          if (Number.isNaN(ys[i - 1]) || Number.isNaN(ys[i])) continue
          const [x, y] = [xs, ys].map(at => at[i - 1]! + (at[i]! - at[i - 1]!) * share) as [number, number]
          const column = Math.floor(x)
          if (column < 0 || column >= width || xs[i] === xs[i - 1]) continue
          expect(columns.top[column]).toBeLessThanOrEqual(y - 0.5 + 1e-6)
          expect(columns.bottom[column]).toBeGreaterThanOrEqual(y + 0.5 - 1e-6)
        }
      }),
    )
  })

  it('are as thick as the line, and a gap where a value has no place', () => {
    const columns = columnsOf(8)
    const line = { xs: [0.5, 2.5, 4.5, 6.5], ys: [1, 1, NaN, 1] }
    follow(columns, line, { start: 0, end: 4 }, itself, itself, 2)
    expect([...columns.top].map((top, c) => columns.bottom[c]! - top)).toEqual([2, 2, 2, ...Array(5).fill(-Infinity)])
  })

  it('pass all rows between two points of one column', () => {
    const columns = columnsOf(1)
    follow(columns, { xs: [0.2, 0.2, 0.9], ys: [5, 20, 10] }, { start: 0, end: 3 }, itself, itself, 1)
    expect([columns.top[0], columns.bottom[0]]).toEqual([4.5, 20.5])
  })
})

describe('a covered picture', () => {
  const all = (opacity: number): Float64Array => new Float64Array(width).fill(opacity)
  const opaque = (rows: [number, number][]): Columns => ({
    top: Float64Array.from(rows, ([from]) => from),
    bottom: Float64Array.from(rows, ([, to]) => to),
  })
  const bytes = (pixels: Uint32Array, at: number): number[] => [...new Uint8Array(pixels.buffer, 4 * at, 4)]

  it('has each row as strong as it is covered', () => {
    const pixels = new Uint32Array(4)
    cover(pixels, opaque([[0.5, 3.25]]), 4, [255, 0, 100], all(1))
    straighten(pixels)
    expect([0, 1, 2, 3].map(row => bytes(pixels, row))).toEqual([
      [255, 0, 100, 128],
      [255, 0, 100, 255],
      [255, 0, 100, 255],
      [255, 0, 100, 64],
    ])
  })

  it('is blended as colours over colours are, to the rounding of its eight bits', () => {
    const layer = fc.record({
      colour: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
      opacity: fc.double({ min: 0.1, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 8 }), layers => {
        const pixels = new Uint32Array(1)
        let exact = [0, 0, 0, 0]
        for (const { colour, opacity } of layers) {
          cover(pixels, opaque([[0, 1]]), 1, colour, all(opacity))
          exact = [...colour.map(c => c * opacity), 255 * opacity].map((own, i) => own + exact[i]! * (1 - opacity))
        }
        bytes(pixels, 0).forEach((byte, i) => expect(Math.abs(byte - exact[i]!)).toBeLessThan(1 + layers.length))
      }),
    )
  })

  it('leaves columns out that have no opacity', () => {
    const pixels = new Uint32Array(3)
    cover(
      pixels,
      opaque([
        [0, 1],
        [0, 1],
        [0, 1],
      ]),
      1,
      [9, 9, 9],
      Float64Array.of(1, 0, 0.5),
    )
    expect([0, 1, 2].map(at => bytes(pixels, at)[3])).toEqual([255, 0, 128])
  })

  it('keeps to its rows', () => {
    const pixels = new Uint32Array(6)
    const columns = opaque([
      [-5, 99],
      [Infinity, -Infinity],
    ])
    cover(pixels, columns, 3, [1, 2, 3], all(1))
    expect([...pixels].map(pixel => pixel !== 0)).toEqual([true, false, true, false, true, false])
  })
})
