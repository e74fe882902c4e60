import { array, assert, constantFrom, double, integer, option, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { around, picture, type Reading, type Treatment } from './picture'
import type { Trace } from './traces'

const line = (key: string, ys: readonly number[]): Trace => ({
  key,
  metric: 'nll',
  points: ys.length,
  xs: Float64Array.from(ys, (_, i) => i + 1),
  ys: Float64Array.from(ys),
  leftOut: 0,
})

const as: Treatment = {
  xScale: 'linear',
  yScale: 'linear',
  smooth: 0,
  reference: undefined,
  relation: 'difference',
  groupOf: undefined,
  spread: 'deviation',
}

describe('a picture', () => {
  const lines = [line('a', [1, 2, 4]), line('b', [3, 4, 8]), line('c', [10, 10, 10])]

  test('of lines as they are is these lines', () => {
    expect(picture(lines, as)).toEqual({ traces: lines, behind: [] })
  })

  test('against a reference has that at nought, and against one that is not there is as it was', () => {
    const [a, b] = picture(lines, { ...as, reference: 'a' }).traces
    expect([...a!.ys]).toEqual([0, 0, 0])
    expect([...b!.ys]).toEqual([2, 2, 4])
    expect(picture(lines, { ...as, reference: 'gone' }).traces).toEqual(lines)
  })

  test('of groups has a line for each, and none for runs without', () => {
    const groupOf = (run: string): string | undefined => (run === 'c' ? undefined : 'ab')
    const { traces } = picture(lines, { ...as, groupOf })
    expect(traces.map(each => [each.key, [...each.ys]])).toEqual([['ab', [2, 3, 6]]])
  })

  test('that is smoothed keeps what was recorded behind it', () => {
    const { traces, behind } = picture(lines, { ...as, smooth: 0.1 })
    expect(behind).toEqual(lines)
    expect(traces.map(each => each.key)).toEqual(['a', 'b', 'c'])
    expect(traces[0]!.ys[2]).toBeLessThan(4)
    expect(traces[2]!.ys[2]).toBeCloseTo(10, 12)
  })
})

test('readings are in order, about the one that is meant, and those left out are counted', () => {
  const readings = array(option(double({ noNaN: true }), { nil: NaN }), { maxLength: 60 }).map(values =>
    values.map((value, i): Reading => ({ key: `run ${i}`, value })),
  )
  assert(
    property(readings, integer({ min: 0, max: 59 }), constantFrom(3, 12), (all, meant, most) => {
      const { shown, above, below } = around(all, `run ${meant}`, most)
      expect(above + shown.length + below).toBe(all.length)
      expect(shown.length).toBe(Math.min(most, all.length))
      if (meant < all.length) expect(shown.map(each => each.key)).toContain(`run ${meant}`)
      const numbers = shown.map(each => each.value).filter(value => !Number.isNaN(value))
      expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
      expect(shown.slice(0, numbers.length).some(each => Number.isNaN(each.value))).toBe(false)
    }),
  )
})
