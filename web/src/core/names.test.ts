import { expect, test } from 'vitest'
import { nameList } from './names'

test('a name that would be taken for two stands in quotes, with its own doubled', () => {
  expect(nameList(['nll', 'a,b', '"', ' x', 'val "loss"'])).toBe('nll,"a,b",""""," x",val "loss"')
})
