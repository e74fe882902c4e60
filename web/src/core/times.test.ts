import { expect, test } from 'vitest'
import { age, duration, size } from './times'

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
