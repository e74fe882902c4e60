import { expect, test } from 'vitest'
import { pressed } from './keys'

const known = ['?', 'g r', 'g c', 'r']

test('one key is a shortcut at once', () => expect(pressed('', '?', known)).toEqual({ shortcut: '?', waiting: '' }))

test('the first of two waits for the second', () => {
  expect(pressed('', 'g', known)).toEqual({ waiting: 'g' })
  expect(pressed('g', 'c', known)).toEqual({ shortcut: 'g c', waiting: '' })
})

test('a second key that does not fit counts by itself', () => {
  expect(pressed('g', '?', known)).toEqual({ shortcut: '?', waiting: '' })
  expect(pressed('g', 'g', known)).toEqual({ waiting: 'g' })
  expect(pressed('g', 'x', known)).toEqual({ waiting: '' })
})

test('other keys are nothing', () => expect(pressed('', 'x', known)).toEqual({ waiting: '' }))
