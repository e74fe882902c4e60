import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '.'

describe('an address typed by hand', () => {
  test('that leads nowhere is said to', () =>
    expect(parse('#/moon?a=1')).toEqual({ page: 'unknown', address: '/moon?a=1' }))

  test('with stray percent signs is no error', () => {
    assert(
      property(
        array(constantFrom('%', '#', '/', '?', '=', '&', ',', 'runs', 'compare', '2')).map(each => each.join('')),
        hash => void parse(`#/${hash}`),
      ),
    )
  })
})
