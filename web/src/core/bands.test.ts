import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, cover, spread, straighten, type Columns } from './bands'

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

describe('a covered picture', () => {
  const opaque = (rows: [number, number][]): Columns => ({
    top: Float64Array.from(rows, ([from]) => from),
    bottom: Float64Array.from(rows, ([, to]) => to),
  })
  const bytes = (pixels: Uint32Array, at: number): number[] => [...new Uint8Array(pixels.buffer, 4 * at, 4)]

  it('has each row as strong as it is covered', () => {
    const pixels = new Uint32Array(4)
    cover(pixels, opaque([[0.5, 3.25]]), 4, [255, 0, 100], 1)
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
          cover(pixels, opaque([[0, 1]]), 1, colour, opacity)
          exact = [...colour.map(c => c * opacity), 255 * opacity].map((own, i) => own + exact[i]! * (1 - opacity))
        }
        bytes(pixels, 0).forEach((byte, i) => expect(Math.abs(byte - exact[i]!)).toBeLessThan(1 + layers.length))
      }),
    )
  })

  it('keeps to its rows', () => {
    const pixels = new Uint32Array(6)
    cover(
      pixels,
      opaque([
        [-5, 99],
        [Infinity, -Infinity],
      ]),
      3,
      [1, 2, 3],
      1,
    )
    expect([...pixels].map(pixel => pixel !== 0)).toEqual([true, false, true, false, true, false])
  })
})
