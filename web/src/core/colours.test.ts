import { assert, property, string, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { category, channels, sequence, steadyStrokes, strokes } from './colours'

describe.each(['light', 'dark'] as const)('on a %s page', theme => {
  test('twenty-eight lines look different', () => {
    const looks = Array.from({ length: 28 }, (_, i) => JSON.stringify(category(i, theme)))
    expect(new Set(looks).size).toBe(28)
  })

  test('every colour has its channels', () => {
    const colours = [category(3, theme).colour, sequence(0.4, theme)]
    for (const colour of colours) {
      const [red, green, blue] = channels(colour)
      const hex = `#${[red, green, blue].map(channel => channel.toString(16).padStart(2, '0')).join('')}`
      expect([hex, `rgb(${red} ${green} ${blue})`]).toContain(colour)
    }
  })

  test('lightness rises with the place in a sequence', () => {
    const places = Array.from({ length: 20 }, (_, i) => lightness(sequence(i / 19, theme)))
    for (let i = 1; i < places.length; i++) expect(places[i]).toBeGreaterThan(places[i - 1]!)
  })
})

test('waiting times colour the runs in their order', () => {
  const drawn = strokes(
    [
      { run: 'late', tw: 80 },
      { run: 'early', tw: 20 },
      { run: 'early too', tw: 20 },
    ],
    'light',
  )
  expect(drawn.get('early')?.colour).toBe(sequence(0, 'light'))
  expect(drawn.get('late')?.colour).toBe(sequence(1, 'light'))
  expect(drawn.get('early too')?.colour).toBe(sequence(0, 'light'))
  expect(drawn.get('early too')?.dash).not.toEqual(drawn.get('early')?.dash)
})

test('a run without a waiting time stands apart from the sequence', () => {
  const drawn = strokes(
    [
      { run: 'parent', tw: undefined },
      { run: 'a', tw: 1 },
      { run: 'b', tw: 2 },
    ],
    'dark',
  )
  expect(drawn.get('a')?.colour).toBe(sequence(0, 'dark'))
  expect(new Set([...drawn.values()].map(each => each.colour)).size).toBe(3)
})

test('with equal waiting times the order of choice colours', () => {
  const drawn = strokes(
    [
      { run: 'a', tw: 2 },
      { run: 'b', tw: 2 },
    ],
    'dark',
  )
  expect(drawn.get('b')).toEqual(category(1, 'dark'))
})

describe('strokes that follow from the runs', () => {
  const ids = uniqueArray(string({ minLength: 1 }), { minLength: 1, maxLength: 100 })

  test('are the same in any order, and all different as long as there are enough', () => {
    assert(
      property(ids, keys => {
        const drawn = steadyStrokes(keys, 'light')
        expect(steadyStrokes(keys.toReversed(), 'light')).toEqual(drawn)
        expect([...drawn.keys()].toSorted()).toEqual(keys.toSorted())
        const looks = new Set([...drawn.values()].map(each => JSON.stringify(each)))
        expect(looks.size).toBe(Math.min(28, keys.length))
      }),
    )
  })

  test('of the first seven are solid', () => {
    assert(
      property(ids, keys => {
        const dashed = [...steadyStrokes(keys.slice(0, 7), 'dark').values()].filter(each => each.dash.length > 0)
        expect(dashed).toEqual([])
      }),
    )
  })

  test('stay where another run leaves that came later to its place', () => {
    assert(
      property(ids, keys => {
        const all = steadyStrokes(keys, 'light')
        // The last in the map had the greatest hash: it took what the others had left.
        const last = [...all.keys()].at(-1)!
        all.delete(last)
        expect(
          steadyStrokes(
            keys.filter(key => key !== last),
            'light',
          ),
        ).toEqual(all)
      }),
    )
  })
})

/** Relative luminance after WCAG 2. */
function lightness(rgb: string): number {
  const [r, g, b] = rgb.match(/\d+/g)!.map(channel => {
    const share = Number(channel) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
