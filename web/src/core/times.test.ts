import { assert, date, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { age, duration, moment, size } from './times'

test.each([
  [12, '12 ms'],
  [1500, '1.5 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [192_000, '3 min 12 s'],
  [3_599_600, '1 h'],
  [7_500_000, '2 h 5 min'],
  [100 * 3_600_000, '4 d 4 h'],
  [-5, '0 ms'],
  [NaN, '–'],
])('%d ms last %s', (ms, words) => expect(duration(ms)).toBe(words))

test.each([
  [0, 'now'],
  [-3000, 'now'],
  [59_999, '59 s'],
  [3_600_000, '1 h'],
  [30 * 86_400_000, '30 d'],
])('what happened %d ms ago is %s old', (ms, words) => expect(age(1_000_000_000 - ms, 1_000_000_000)).toBe(words))

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [100_000, '100 kB'],
  [999_900, '1 MB'],
  [13_240_000, '13.2 MB'],
  [1_500_000_000, '1.5 GB'],
])('%d bytes are %s', (bytes, words) => expect(size(bytes)).toBe(words))

/** What a duration's words come to, in ms. */
const sized: Record<string, number> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }
const told = (words: string): number =>
  [...words.matchAll(/([\d.]+) (ms|s|min|h|d)/g)].reduce((sum, [, n, unit]) => sum + Number(n) * sized[unit!]!, 0)

test('a longer time is never told as a shorter one, and the words are right to their last unit', () => {
  const span = integer({ min: 0, max: 400 * 86_400_000 })
  assert(
    property(span, span, (a, b) => {
      const [short, long] = [Math.min(a, b), Math.max(a, b)]
      expect(told(duration(short))).toBeLessThanOrEqual(told(duration(long)))
      const last = sized[duration(long).split(' ').at(-1)!]!
      expect(Math.abs(told(duration(long)) - long)).toBeLessThanOrEqual(last)
    }),
  )
})

test('what is older is never told as younger, and an age is no more than what has passed', () => {
  const span = integer({ min: 0, max: 400 * 86_400_000 })
  assert(
    property(span, span, (a, b) => {
      const [young, old] = [Math.min(a, b), Math.max(a, b)]
      const of = (ms: number): number => told(age(1e12 - ms, 1e12))
      expect(of(young)).toBeLessThanOrEqual(of(old))
      expect(of(old)).toBeLessThanOrEqual(old)
    }),
  )
})

test('a size is right to three digits', () => {
  assert(
    property(integer({ min: 0, max: 9e14 }), bytes => {
      const [value, unit] = size(bytes).split(' ')
      const back = Number(value) * 1000 ** ['B', 'kB', 'MB', 'GB', 'TB'].indexOf(unit!)
      expect(Math.abs(back - bytes)).toBeLessThanOrEqual(0.005 * bytes)
    }),
  )
})

test('a moment is the reader’s own time, to the second', () => {
  assert(
    property(date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), at => {
      // Without a zone at its end a date is read as local.
      const back = new Date(moment(at.toISOString()).replace(' ', 'T')).getTime()
      const whole = Math.floor(at.getTime() / 1000) * 1000
      // Once a year an hour comes twice, and its words are read as the first.
      expect([0, 3_600_000]).toContain(Math.abs(back - whole))
    }),
  )
  expect(moment('soon')).toBe('soon')
})
