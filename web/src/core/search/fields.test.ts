import { assert, constantFrom, oneof, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { attributes, fieldText, parseField, type Field } from './fields'
import { filterOf } from './text'

const name = string({ unit: 'grapheme', minLength: 1 })
const field = oneof(
  record({ of: constantFrom('attribute' as const), name: constantFrom(...attributes) }),
  record({ of: constantFrom('params' as const, 'tags' as const), name }),
  record({ of: constantFrom('metrics' as const), name, part: constantFrom('last' as const, 'min', 'max', 'step') }),
)

test('any name is the same after it was written and read', () => {
  assert(
    property(field, each => {
      expect(parseField(fieldText(each))).toEqual(each)
    }),
  )
})

test('any name can stand in a filter', () => {
  assert(
    property(field, each => {
      expect(filterOf(`${fieldText(each)} is null`)).toBeDefined()
    }),
  )
})

test.each([
  [{ of: 'metrics', name: 'val/loss', part: 'max' }, 'metrics."val/loss".max'],
  [{ of: 'metrics', name: 'loss.min', part: 'last' }, 'metrics."loss.min"'],
  [{ of: 'metrics', name: 'val.loss', part: 'min' }, 'metrics.val.loss.min'],
  [{ of: 'params', name: 'system.width' }, 'params.system.width'],
  [{ of: 'tags', name: 'say "x"' }, 'tags."say ""x"""'],
] as [Field, string][])('%o is written %s', (each, text) => expect(fieldText(each)).toBe(text))

test.each(['', 'nll', 'params', 'params.', 'moon.x'])('%s is no field', text =>
  expect(parseField(text)).toBeUndefined(),
)
