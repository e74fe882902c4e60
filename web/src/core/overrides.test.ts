import { array, assert, boolean, dictionary, double, integer, oneof, property, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { overrides } from './overrides'

test('paths and values by hand', () => {
  expect(overrides('dynamics.eta = 1e-3\n\n  dynamics.deltas: stale-last \nrecord.spectra = ["J0"]\nx.y=true')).toEqual(
    {
      set: { 'dynamics.eta': 0.001, 'dynamics.deltas': 'stale-last', 'record.spectra': ['J0'], 'x.y': true },
    },
  )
  expect(overrides(' \n')).toEqual({ set: {} })
})

test.each(['eta', 'eta =', '= 4', '4 = 5'])('"%s" is refused by its line', line => {
  expect(overrides(`a = 1\n${line}`)).toEqual({ wrong: expect.stringContaining('Line 2') })
})

test('every change comes back from its line, but for words that mean something as JSON', () => {
  const word = stringMatching(/^[A-Za-z][\w.-]{0,12}$/)
  const value = oneof(
    double({ noNaN: true, noDefaultInfinity: true }).map(number => number + 0),
    boolean(),
    array(integer(), { maxLength: 4 }),
    word.filter(text => !['true', 'false', 'null'].includes(text)),
  )
  assert(
    property(dictionary(word, value, { maxKeys: 5, noNullPrototype: true }), set => {
      const written = Object.entries(set).map(
        ([path, each]) => `  ${path} = ${typeof each === 'string' ? each : JSON.stringify(each)} `,
      )
      expect(overrides(written.join('\n\n'))).toEqual({ set })
    }),
  )
})
