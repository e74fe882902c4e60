import { assert, double, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { count, number, powerOfTen } from './numbers'

/** The number that a set number means. */
function read(set: string): number {
  const plain = set
    .replaceAll('\u2009', '')
    .replaceAll('\u2212', '-')
    .replace(/(^-?|×)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, before: string, power: string) => {
      const exponent = [...power].map(c => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('')
      return (before === '×' ? 'e' : `${before}1e`) + exponent
    })
  return Number(plain)
}

describe('number', () => {
  test.each([
    [0, '0'],
    [0.22814, '0.2281'],
    [0.5, '0.5'],
    [1, '1'],
    [-3, '\u22123'],
    [1234, '1234'],
    [123456, '123\u2009456'],
    [1e6, '10⁶'],
    [-4e-4, '\u22124\u2009×\u200910⁻⁴'],
    [7.9e-9, '7.9\u2009×\u200910⁻⁹'],
    [NaN, 'NaN'],
    [-Infinity, '\u2212∞'],
  ])('sets %d as %s', (value, expected) => expect(number(value)).toBe(expected))

  test('can be read back to its significant digits', () => {
    assert(
      property(double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }), value => {
        // Below the smallest normal number a double itself has fewer digits.
        if (value !== 0 && Math.abs(value) < 1e-300) return true
        // Half a unit of the fourth digit; whole numbers below a million keep all of theirs.
        return Math.abs(read(number(value)) - value) <= 5.0001e-4 * Math.abs(value)
      }),
    )
  })
})

test('in a column the places stand under each other', () => {
  expect(number(0.22, 4, 'keep')).toBe('0.2200')
  expect(number(1e-5, 3, 'keep')).toBe('1.00\u2009×\u200910⁻⁵')
})

test('a power of ten is raised', () => expect(powerOfTen(-12)).toBe('10⁻¹²'))

test('a count keeps every digit', () => expect(count(3_200_000)).toBe('3\u2009200\u2009000'))
