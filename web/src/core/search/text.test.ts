import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caretIn, filterOf, isWhole, plainWords, tokens } from './text'

const pieces = array(
  oneof(
    constantFrom(
      'and',
      'or',
      'not',
      '(',
      ')',
      'in',
      'like',
      "'a'",
      '"',
      "'",
      ',',
      '-',
      '1.5h',
      '1e5',
      'nan',
      'is null',
    ),
    constantFrom('metrics.nll', 'params."a b"', 'state', '=', '<=', '!='),
    string({ unit: 'grapheme' }),
  ),
).map(each => each.join(' '))

test('tokens and the white space between them are the text', () => {
  assert(
    property(pieces, text => {
      const found = tokens(text)
      const between = [0, ...found.map(each => each.to)].map((from, i) =>
        text.slice(from, found[i]?.from ?? text.length),
      )
      expect(between.every(each => each.trim() === '')).toBe(true)
      expect(found.every(each => text.slice(each.from, each.to) === each.text && each.text !== '')).toBe(true)
    }),
  )
})

test('a caret anywhere in anything is no error, and what it would replace is in the text', () => {
  assert(
    property(pieces, integer({ min: 0, max: 200 }), (text, place) => {
      const at = caretIn(text, Math.min(place, text.length))
      if (at) expect(0 <= at.from && at.from <= at.to && at.to <= text.length).toBe(true)
    }),
  )
})

// What the tracker's own tests take and refuse (docs/api.md).
test.each([
  "params.system.width > 60 and metrics.nll < 0.02 and tags.stage = 'paper' and state in ('running', 'lost') and name ilike '%aging%'",
  'age < 3h and not (state = \'failed\' or metrics."val/loss".min is null)',
  "lineage.root = '0199c0ffee' and step >= 1e5",
  'metrics.nll > -1.5 and metrics.nll != nan and metrics.nll < -inf',
  "params.`data set` not in (1, -2, 'x', true)",
  "created > '2026-05-31T18:00+02:00' AND tags.x IS NOT NULL",
  "name = 'it''s'",
  '',
])('%s is whole', text => expect(isWhole(text)).toBe(true))

test.each([
  'metrics.nll',
  'metrics.nll <',
  'metrics.nll << 3',
  "name = 'open",
  '(state = 1',
  'state = 1)',
  'state in ()',
  'name like 5',
  'not',
  'a = 1 and',
  'a = 1 b = 2',
  'metrics. = 1',
])('%s is not', text => expect(isWhole(text)).toBe(false))

describe('words alone', () => {
  test.each([
    ['ember fugue', ['ember', 'fugue']],
    ['parent from 5000', ['parent', 'from', '5000']],
    ['2a36fc38-a4e3', ['2a36fc38-a4e3']],
  ])('%s', (text, words) => expect(plainWords(text)).toEqual(words))

  test.each(['', 'metrics.nl', 'state', 'nll < 3', 'not', "name = 'a'"])('%s is (going to be) the language', text =>
    expect(plainWords(text)).toBeUndefined(),
  )

  test('are a filter that is whole, whatever they are', () => {
    assert(
      property(string({ unit: 'grapheme' }), text => {
        if (plainWords(text)) expect(isWhole(filterOf(text)!)).toBe(true)
      }),
    )
  })

  test('search names, experiments and ids', () => {
    expect(filterOf('2a36')).toBe("(name ilike '%2a36%' or experiment ilike '%2a36%' or id = '2a36')")
    expect(filterOf('50%_')).toBe("(name ilike '%50\\%\\_%' or experiment ilike '%50\\%\\_%')")
  })
})

test('what is unfinished is not sent', () => expect(filterOf('metrics.nll <')).toBeUndefined())
