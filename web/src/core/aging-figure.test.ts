import { expect, test } from 'vitest'
import type { Run } from '../api/types'
import { csvOf } from '../figure/csv'
import { svgOf } from '../figure/svg'
import { agingView } from './address'
import { best, judged, scaledLine, type AgingCurve } from './aging'
import { agingFigure, collapseFigure } from './aging-figure'

const curves = [5, 10].map((tw): AgingCurve => {
  const t = [0.1, 1, 10]
  return { run: `r${tw}`, metric: 'aging', tw, points: 3, steps: [1, 2, 3], t, values: t.map(at => at / tw) }
})
const runs = curves.map(({ run, tw }) => ({ id: run, name: `from ${tw}`, parent: { tau: tw } }) as unknown as Run)
const figureOf = (off: string[], mu: number) => {
  const lines = (at: number) => ({
    aging: curves.filter(curve => !off.includes(curve.run)).map(curve => scaledLine(curve, at)),
    msd: [],
    gradientNoise: [],
  })
  return agingFigure({
    name: 'parent',
    view: { ...agingView({ of: 'p' }), off, mu },
    runs,
    overT: lines(0),
    overX: lines(mu),
    stroke: () => ({ colour: '#123456', dash: [] }),
  })
}

test('a figure has two panels for what was recorded, and none for what was not', () => {
  const figure = figureOf([], 0.6)
  expect(figure.panels.map(panel => [panel.y.label, panel.x.label])).toEqual([
    ['Δ', 't = τ − τw'],
    ['Δ', '(τ − τw)/τw ^ 0.6'],
  ])
  expect(svgOf(figure)).toContain('from 10')
})

test('what is switched off is neither drawn nor named', () => {
  const figure = figureOf(['r5'], 1)
  expect(figure.panels.map(panel => panel.marks.length)).toEqual([1, 1])
  expect(figure.legend.map(entry => entry.name)).toEqual(['τw = 10 · from 10'])
  expect(csvOf(figure)).not.toContain('from 5')
})

test('the collapse is drawn with its minimum, and not at all where nothing is shared', () => {
  const judgements = judged(curves)
  const least = best(judgements)!
  const figure = collapseFigure('parent', [{ metric: 'aging', judgements, best: least }], 0.5)
  expect(figure.panels[0]!.marks).toContainEqual(expect.objectContaining({ kind: 'dots', xs: [least.mu] }))
  expect(svgOf(figure)).toContain('<circle')
  const alone = judged(curves.slice(1))
  expect(collapseFigure('parent', [{ metric: 'aging', judgements: alone, best: best(alone) }], 0.5).panels).toEqual([])
})
