import { assert, dictionary, jsonValue, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { SpecValue } from '../api/types'
import { yaml, yamlLines } from './yaml'

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

/** Any text for a key but the one that JavaScript sets apart. */
const specs = dictionary(
  string({ unit: 'binary' }).filter(key => key !== '__proto__'),
  jsonValue({ stringUnit: 'binary' }),
)

test('whatever a spec says is read back from its YAML', () =>
  assert(
    property(specs, spec => {
      expect(parse(yaml(spec as SpecValue))).toEqual(JSON.parse(JSON.stringify(spec)))
    }),
  ))

const named = specs.filter(spec => Object.keys(spec).length > 0 && !('' in spec))

test('every line has a path that begins with a key of the root', () =>
  assert(
    property(named, spec => {
      const keys = Object.keys(spec)
      for (const { path } of yamlLines(spec as SpecValue)) {
        expect(keys.some(key => path === key || path.startsWith(`${key}.`))).toBe(true)
      }
    }),
  ))
