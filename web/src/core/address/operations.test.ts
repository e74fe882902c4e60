import { assert, constantFrom, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { format, operationsView, parts } from '.'
import { comesBack } from './views.setup'

test('the page of operations comes back from its address', () => {
  assert(
    property(record({ part: constantFrom(...parts), job: string(), after: string(), letter: string() }), fields =>
      comesBack({ page: 'operations', ...fields }),
    ),
  )
})

test('what is usual is not in the address', () => {
  expect(format(operationsView())).toBe('#/operations')
  expect(format({ ...operationsView('dead-letters'), letter: '0:17' })).toBe(
    '#/operations?part=dead-letters&letter=0:17',
  )
})
