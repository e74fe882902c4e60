import { array, assert, constantFrom, double, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf } from '../figure/csv'
import type { Mark } from '../figure/model'
import { svgOf } from '../figure/svg'
import {
  curvesFigure,
  histogramCsv,
  histogramFigure,
  metricsFigure,
  pathsFigure,
  ridgesCsv,
  ridgesFigure,
} from './run-figures'
import type { Line } from './series'
import { bins } from './snapshots'

const over = { clock: 'step', xScale: 'linear', yScale: 'linear', visible: undefined } as const

const line = (run: string, values: number[], more: Partial<Line> = {}): Line => ({
  run,
  metric: 'nll',
  points: values.length,
  steps: values.map((_, i) => i),
  xs: values.map((_, i) => i),
  values,
  leftOut: 0,
  ...more,
})

const numbers = array(double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 })

/** Rising edges and what lies between them. */
const histograms = array(tuple(integer({ min: 1, max: 9 }), integer({ min: 0, max: 50 })), {
  minLength: 1,
  maxLength: 12,
}).map(pairs => {
  const edges = [0]
  for (const [width] of pairs) edges.push(edges.at(-1)! + width)
  return bins(
    edges,
    pairs.map(pair => pair[1]),
  )
})

const rows = (csv: string): string[][] =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map(row => row.split(','))

const fine = (svg: string): void => expect(svg).not.toMatch(/NaN|Infinity|undefined/)

test('metrics: a panel each, the smoothed line over what was recorded, and all of its points in the table', () => {
  assert(
    property(numbers, constantFrom('step' as const, 'wall' as const), (values, clock) => {
      const recorded = line('recorded', values, { band: { min: values, max: values } })
      const lines = new Map([
        ['nll', [recorded, line('r', values, { ownFrom: 1, unit: 'bits' })]],
        ['empty', [line('r', [])]],
      ])
      const figure = metricsFigure('metrics', lines, { ...over, clock })
      expect(figure.panels.map(panel => panel.title)).toEqual(['negative log-likelihood (bits)'])
      expect(figure.panels[0]!.marks.map(mark => mark.kind)).toEqual(['band', 'curve', 'rule', 'curve'])
      fine(svgOf(figure))
      const drawn = rows(csvOf(figure)).filter(row => row[1] === 'nll')
      expect(drawn.map(row => Number(row[4]))).toEqual(values.map(value => value + 0))
    }),
  )
})

test('paths: a curve a rank, and a legend of the ends alone', () => {
  const lines = [3, 2, 1].map((value, rank) => line(String(rank), [value, value + 1]))
  const { panels, legend } = pathsFigure('paths', 'J0', lines, { ...over, yScale: 'log' }, 1)
  expect(panels[0]!.marks.map(mark => mark.name)).toEqual(['the chosen moment', '1', '2', '3'])
  expect(legend.map(entry => entry.name)).toEqual(['the largest', 'the smallest'])
  expect(pathsFigure('paths', 'J0', [], over).panels).toEqual([])
})

describe('histograms', () => {
  test('have a bar a bin that holds something, as high as its density, and every bin in the table', () => {
    assert(
      property(histograms, of => {
        const figure = histogramFigure('h', 'entries', of)
        const bars = figure.panels[0]!.marks as Extract<Mark, { kind: 'band' }>[]
        const filled = of.filter(bin => bin.count > 0)
        expect(bars.map(bar => [...bar.xs, bar.high[0]])).toEqual(filled.map(bin => [bin.from, bin.to, bin.density]))
        fine(svgOf(figure))
        expect(rows(histogramCsv(of)).map(row => Number(row[3]))).toEqual(of.map(bin => bin.count))
      }),
    )
  })

  test('over time stand on lines of their own, which are marked by their steps', () => {
    assert(
      property(array(histograms, { minLength: 1, maxLength: 30 }), all => {
        const ridges = all.map((of, i) => ({ step: i * 10, bins: of }))
        const figure = ridgesFigure('r', 'entries', ridges)
        const [{ y, marks }] = figure.panels as [(typeof figure.panels)[0]]
        fine(svgOf(figure))
        // The last stands lowest, in front.
        expect(y.marked!.at(-1)).toMatchObject({ at: 0 })
        for (const mark of marks) {
          const heights = mark.kind === 'band' ? mark.high : mark.kind === 'curve' ? mark.ys : []
          expect(heights.every(height => height >= y.range.from && height <= y.range.to)).toBe(true)
        }
        expect(rows(ridgesCsv(ridges))).toHaveLength(all.flat().length)
      }),
    )
  })
})

test('a function at a moment lies over those of others, with its zeros', () => {
  const dots = [-1, 0, 1].map(x => ({ x, y: x }))
  const figure = curvesFigure('f', 'flow', { step: 20, dots }, [0], [{ step: 10, dots }])
  expect(figure.panels[0]!.marks.map(mark => [mark.kind, mark.name])).toEqual([
    ['rule', 'zero'],
    ['curve', 'step 10'],
    ['curve', 'step 20'],
    ['dots', 'zeros'],
  ])
  fine(svgOf(figure))
})
