import { assert, constantFrom, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipped, isBlank, oneLine, withEnd } from './text'

const odd = string({
  unit: constantFrom(
    'a',
    'ب',
    '\u202e',
    '\u2069',
    '\u2066',
    '\n',
    '\u0000',
    '👩',
    '\u200d',
    '🔬',
    'e\u0301',
    '<',
    '\ud83d',
  ),
  maxLength: 60,
})

test('a line in two parts is the line, and tears no letter apart', () => {
  expect(withEnd('parent from 1250')).toEqual({ begin: 'parent from ', end: '1250' })
  expect(withEnd('branch 145')).toEqual({ begin: 'branch', end: ' 145' })
  expect(withEnd('branch 1')).toEqual({ begin: 'branch 1', end: '' })
  assert(
    property(odd, text => {
      const { begin, end } = withEnd(text)
      expect(begin + end).toBe(text.replace(/\p{Cc}+/gu, ' '))
      expect(/^[\udc00-\udfff]/.test(end)).toBe(false)
    }),
  )
})

describe('clipping', () => {
  test('keeps what is short, and the beginning of what is not', () => {
    assert(
      property(odd, integer({ min: 40, max: 120 }), (text, most) => {
        const { text: shown, cut } = clipped(text, most)
        expect(text.startsWith(shown)).toBe(true)
        expect(shown.length).toBeLessThanOrEqual(most)
        expect(cut).toBe(shown.length < text.length)
        if (cut) expect(shown.length).toBeGreaterThanOrEqual(most - 32)
      }),
    )
  })

  test('tears no letter apart', () => {
    expect(clipped('ab👩‍🔬', 4).text).toBe('ab')
    expect(clipped('abe\u0301f', 3).text).toBe('ab')
    expect(clipped('👍🏽 yes', 3).text).toBe('')
  })

  test('is not held up by a letter without an end', () => {
    const endless = `a${'\u0301'.repeat(1_000_000)}`
    expect(clipped(endless, 200)).toEqual({ text: endless.slice(0, 168), cut: true })
  })
})

describe('text for one line', () => {
  test('stands on one line and turns nothing around it', () => {
    assert(
      property(odd, text => {
        const line = oneLine(text)
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        let depth = 0
        for (const mark of line.match(/[\u2066-\u2069]/g) ?? []) {
          depth += mark === '\u2069' ? -1 : 1
          expect(depth).toBeGreaterThanOrEqual(0)
        }
        expect(depth).toBe(0)
        expect(line).not.toMatch(/[\u202a-\u202e]/)
      }),
    )
  })

  test('leaves plain text as it is', () => {
    expect(oneLine('aging-d2 <b>')).toBe('aging-d2 <b>')
    expect(oneLine('x'.repeat(1_000_000), 5)).toBe('xxxxx…')
  })
})

test('what nobody can see is blank', () => {
  for (const blank of ['', '  ', '\u200b\u2060', '\u202e', '\u3164', '\u2800\n']) expect(isBlank(blank)).toBe(true)
  for (const seen of ['.', ' a', '0', 'ㅤx']) expect(isBlank(seen)).toBe(false)
})
