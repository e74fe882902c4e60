import { array, assert, constantFrom, double, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf, table } from './csv'
import { place, type Axis, type Figure, type Mark } from './model'
import { fileName } from './save'
import { svgOf } from './svg'
import { foreign } from './text'

const hostile = '</text><script>alert(1)</script>"\'&\u202e\u0000\ud800 =1+1'

function figure(marks: readonly Mark[], scale: 'linear' | 'log' = 'linear', name = 'nll'): Figure {
  const axis = (label: string): Axis => ({ label, scale, range: { from: 1, to: 1000 } })
  return {
    name,
    panels: [{ title: `${name} (bits)`, x: axis('(τ − τw) / τw'), y: axis(name), marks }],
    legend: [{ name, colour: '#33669a', dash: [4, 2] }],
  }
}

const curve = (xs: number[], ys: number[], name = 'a'): Mark => ({ kind: 'curve', name, colour: '#33669a', xs, ys })

/** The tags of a text that is well-formed as far as names, attributes and nesting go. */
function tags(xml: string): string[] {
  const open: string[] = []
  const seen: string[] = []
  const rest = xml.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+=(?:"[^"<&]*"|'[^'<&]*'))*)\s*(\/?)>/g,
    (_, end: string, tag: string, __: string, alone: string) => {
      if (end) expect(open.pop()).toBe(tag)
      else if (!alone) open.push(tag)
      seen.push(tag)
      return ''
    },
  )
  expect(open).toEqual([])
  expect(rest).not.toContain('<')
  expect(rest.replace(/&#\d+;/g, '')).not.toContain('&')
  return seen
}

describe('an SVG', () => {
  test('is well-formed and has no tag but its own, whatever things are called', () => {
    const plain = tags(svgOf(figure([curve([1, 2, 3], [1, 2, 3], 'x')])))
    expect(tags(svgOf(figure([curve([1, 2, 3], [1, 2, 3], hostile)], 'linear', hostile)))).toEqual(plain)
    assert(
      property(string({ unit: 'binary' }), name => {
        const same = { ...figure([curve([1, 2, 3], [1, 2, 3], name)]), legend: [{ name, colour: name }] }
        expect(tags(svgOf(same)).filter(tag => tag === 'script')).toEqual([])
      }),
    )
  })

  test('draws every value that its axes can show, and breaks where one cannot be shown', () => {
    const value = constantFrom(NaN, Infinity, 0, -5, 1, 30, 999)
    assert(
      property(
        array(value, { minLength: 1, maxLength: 30 }),
        constantFrom('linear' as const, 'log' as const),
        (ys, scale) => {
          const xs = ys.map((_, i) => 2 + i)
          const text = svgOf(figure([curve(xs, ys)], scale))
          const d = /<g clip-path[^>]*>\s*<path d="([^"]*)"/.exec(text)![1]!
          const drawn = ys.map(y => Number.isFinite(y) && (scale === 'linear' || y > 0))
          expect(d.match(/[ML]/g)?.length ?? 0).toBe(drawn.filter(Boolean).length)
          expect(d.match(/M/g)?.length ?? 0).toBe(drawn.filter((yes, i) => yes && !drawn[i - 1]).length)
          expect(text).not.toMatch(/NaN|Infinity|undefined/)
        },
      ),
    )
  })

  test('of a part leaves out what lies beyond it, but for the neighbours', () => {
    const xs = Array.from({ length: 5000 }, (_, i) => i)
    const d = /<g clip-path[^>]*>\s*<path d="([^"]*)"/.exec(svgOf(figure([curve(xs, xs)])))![1]!
    expect(d.match(/[ML]/g)!.length).toBe(1002)
  })

  test('sets the waiting time with an index and powers of ten raised', () => {
    const text = svgOf(figure([curve([1, 2], [1, 2])], 'log', 'x10⁻³'))
    expect(text).toMatch(/τ<tspan dy="[\d.]+" font-size="[\d.]+">w<\/tspan>/)
    expect(text).toMatch(/<tspan dy="-[\d.]+" font-size="[\d.]+">−3<\/tspan>/)
  })
})

test('a place on an axis is a place between its ends, in order, on either scale', () => {
  assert(
    property(
      double({ min: 1, max: 1000, noNaN: true }),
      double({ min: 1, max: 1000, noNaN: true }),
      constantFrom('linear' as const, 'log' as const),
      (a, b, scale) => {
        const axis: Axis = { label: '', scale, range: { from: 1, to: 1000 } }
        const [pa, pb] = [place(a, axis), place(b, axis)]
        for (const p of [pa, pb]) expect(p >= 0 && p <= 1 + 1e-12).toBe(true)
        if (a < b) expect(pa).toBeLessThanOrEqual(pb)
      },
    ),
  )
})

describe('a CSV', () => {
  test('has a row for every point that is shown, to the last digit', () => {
    assert(
      property(array(double({ noNaN: true }), { maxLength: 20 }), ys => {
        const xs = ys.map((_, i) => i * 100)
        const rows = csvOf(figure([curve(xs, ys)]))
          .trim()
          .split('\r\n')
          .slice(1)
        const shown = xs.flatMap((x, i) => (x >= 1 && x <= 1000 ? [[x, ys[i]! + 0]] : []))
        expect(rows.map(row => row.split(',').slice(3, 5).map(Number))).toEqual(shown.map(pair => pair.map(n => n + 0)))
      }),
    )
  })

  test('keeps any text in its field, and gives a spreadsheet no formula', () => {
    assert(
      property(array(string(), { minLength: 2, maxLength: 2 }), texts => {
        const back = parsed(table(['a', 'b'], [texts]))[1]!
        expect(back).toEqual(texts.map(text => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)))
        for (const each of back) expect(each).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})

/** RFC 4180, as a spreadsheet reads it. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]]
  const fields = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/gy
  for (let match = fields.exec(text); match; match = fields.exec(text)) {
    rows.at(-1)!.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'))
    if (match[3] !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}

test('a name of a megabyte becomes a short one, and a mark cannot turn the text around it', () => {
  assert(
    property(string({ unit: 'grapheme' }), integer({ min: 1, max: 5 }), (name, times) => {
      const shown = foreign(`\u202e${name}`.repeat(times * 1000))
      expect(shown.length).toBeLessThan(600)
      expect(shown).not.toMatch(/[\u202a-\u202e]/)
    }),
    { numRuns: 20 },
  )
})

test('a file name has nothing that a shell or a file system takes for something else', () => {
  expect(fileName('../../nll/val: <τw> "x"')).toBe('nll-val-τw-x')
  expect(fileName('///')).toBe('figure')
})
