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
