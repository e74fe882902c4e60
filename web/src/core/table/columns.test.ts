import { array, assert, integer, property, string, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldText } from '../search/fields'
import { builtInKeys, column, columnsOf, curveColumn, moved, nextOrder, usualColumns, wanted } from './columns'

test('the usual columns are columns', () => {
  expect(columnsOf([]).map(each => each.key)).toEqual(usualColumns)
  expect(builtInKeys.every(key => column(key)?.key === key)).toBe(true)
})

test('every name of a metric, parameter or tag is a column, and so is its course', () => {
  assert(
    property(string({ unit: 'grapheme', minLength: 1 }), name => {
      for (const of of ['params', 'tags'] as const) expect(column(fieldText({ of, name }))?.field).toEqual({ of, name })
      expect(column(curveColumn(name))?.curve).toBe(name)
    }),
  )
})

test('what is no column is left out, and nothing at all is as usual', () => {
  expect(columnsOf(['name', 'moon', 'name', 'metrics.x']).map(each => each.key)).toEqual(['name', 'metrics.x'])
  expect(columnsOf(['moon']).map(each => each.key)).toEqual(usualColumns)
})

describe('the tracker is asked', () => {
  const asked = (keys: string[], group = ''): object => wanted(columnsOf(keys), group)
  test('for what is shown and no more', () =>
    expect(asked(['name', 'metrics.nll', 'metrics.nll.min', 'params.system.width', 'curve.accuracy'])).toEqual({
      metrics: 'accuracy,nll',
      params: 'system.width',
    }))
  test('for what makes the groups', () =>
    expect(asked(['name'], 'params.seed')).toEqual({ metrics: '', params: 'seed' }))
  test('for all parameters where the differing ones are shown', () =>
    expect(asked(['params'])).toMatchObject({ params: '*' }))
  test('for a name with a comma in it', () => expect(asked(['metrics."a,b"'])).toMatchObject({ metrics: '"a,b"' }))
})

test('a click on a head turns its order, and another head begins its own', () => {
  expect(nextOrder('-created', 'created')).toBe('created')
  expect(nextOrder('-created', 'name')).toBe('name')
  expect(nextOrder('name', 'name')).toBe('-name')
  expect(nextOrder('name', 'created')).toBe('-created')
})

test('moving keeps every column, and the order of the others', () => {
  assert(
    property(
      uniqueArray(string(), { minLength: 1 }),
      array(integer({ min: -3, max: 12 }), { minLength: 2, maxLength: 2 }),
      (keys, [from, to]) => {
        const after = moved(keys, from!, to!)
        const key = keys[from!]
        expect(after.toSorted()).toEqual(keys.toSorted())
        expect(after.filter(each => each !== key)).toEqual(keys.filter(each => each !== key))
        if (key !== undefined) expect(after.indexOf(key)).toBe(Math.min(keys.length - 1, Math.max(0, to!)))
      },
    ),
  )
})
