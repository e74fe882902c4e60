import { assert, integer, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, hexLines } from './bytes'

test('the lines hold every byte, each at its place', () => {
  assert(
    property(uint8Array({ maxLength: 100 }), integer({ min: 1, max: 32 }), (bytes, width) => {
      const lines = hexLines(bytes, width)
      const read = lines.flatMap(line =>
        line.hex
          .trim()
          .split(' ')
          .map(digits => Number.parseInt(digits, 16)),
      )
      expect(read).toEqual([...bytes])
      expect(lines.map(line => Number.parseInt(line.offset, 16))).toEqual(lines.map((_, i) => i * width))
      expect(new Set(lines.map(line => line.hex.length)).size).toBeLessThanOrEqual(1)
    }),
  )
})

test('text stands beside the bytes, with dots for what is none', () => {
  expect(hexLines(new TextEncoder().encode('no event\n\u00e9'), 11)).toEqual([
    { offset: '0000', hex: '6e 6f 20 65 76 65 6e 74 0a c3 a9', text: 'no event...' },
  ])
  expect(hexLines(new Uint8Array())).toEqual([])
})

test('Base64 is read to the byte', () => {
  assert(
    property(uint8Array({ maxLength: 100 }), bytes => {
      expect(fromBase64(btoa(String.fromCharCode(...bytes)))).toEqual(bytes)
    }),
  )
})
