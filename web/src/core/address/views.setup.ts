/** What the tests of the pages' addresses share. */
import { constantFrom, double, option, record, string, uniqueArray } from 'fast-check'
import { expect } from 'vitest'
import { clocks, format, parse, type View } from '.'

export const words = uniqueArray(string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 })
export const scales = constantFrom('linear' as const, 'log' as const)
export const axes = record({ x: constantFrom(...clocks), xScale: scales, yScale: scales })
export const zoom = option(record({ from: double({ min: -1e9, max: -1e-9 }), to: double({ min: 1e-9, max: 1e9 }) }), {
  nil: undefined,
}).filter(range => !range || (Number.isFinite(range.from) && Number.isFinite(range.to)))

/** An address is one string, so two views are the same when their addresses are. */
export function comesBack(view: View): void {
  expect(parse(format(view))).toEqual(view)
}
