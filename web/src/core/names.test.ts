import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { nameList } from './names'

test('a name that would be taken for two stands in quotes, with its own doubled', () => {
  expect(nameList(['nll', 'a,b', '"', ' x', 'val "loss"'])).toBe('nll,"a,b",""""," x",val "loss"')
})

/** As the tracker reads it (NameList): blanks around a name are nobody's, a quote begins one that may hold anything. */
function read(text: string): string[] {
  const names: string[] = []
  const next = /\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(?:,|$)/y
  while (next.lastIndex < text.length) {
    const found = next.exec(text)
    if (!found) throw new Error(`${text} is no list`)
    names.push(found[1] === undefined ? found[2]! : found[1].replaceAll('""', '"'))
  }
  return names
}

test('every list of names comes back', () => {
  const harmful = array(constantFrom(',', '"', ' ', 'a', '\n'), { minLength: 1, maxLength: 6 }).map(all => all.join(''))
  const name = oneof(harmful, string({ unit: 'grapheme', minLength: 1 }))
  assert(
    property(array(name, { minLength: 1, maxLength: 6 }), names => {
      expect(read(nameList(names))).toEqual(names)
    }),
  )
})
