import { expect, test } from 'vitest'
import { yaml } from './yaml'

test('a spec by hand', () => {
  const spec = {
    experiment: 'aging-d2',
    system: { kind: 'deep-recurrent', depth: 2 },
    seed: 7,
    record: { metrics: ['nll', 'msd'], every: {} },
    waitingTimes: { at: [200, 400], list: [{ a: 1 }, { b: 'true' }] },
    note: 'two words: no',
    none: null,
  }
  expect(yaml(spec)).toBe(`experiment: aging-d2
system:
  kind: deep-recurrent
  depth: 2
seed: 7
record:
  metrics: [nll, msd]
  every: {}
waitingTimes:
  at: [200, 400]
  list:
    -
      a: 1
    -
      b: "true"
note: "two words: no"
none: null`)
})
