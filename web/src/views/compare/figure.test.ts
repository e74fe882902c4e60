import { expect, test } from 'vitest'
import type { CurvesModel } from '../../charts/curve-chart'
import { csvOf } from '../../figure/csv'
import { svgOf } from '../../figure/svg'
import type { Trace } from '../../core/traces'
import { figureOf } from './figure'
import type { LineInfo } from './lines'

function line(key: string, xs: number[], ownFrom?: number): Trace {
  const ys = Float64Array.from(xs, x => 1 + x)
  const trace: Trace = { key, metric: 'nll', points: xs.length, xs: Float64Array.from(xs), ys, leftOut: 0 }
  return ownFrom === undefined ? trace : { ...trace, ownFrom }
}

const traces = [line('parent', [0, 1, 2, 3, 4]), line('branch', [0, 1, 2, 3, 4], 2)]
const model = {
  traces,
  behind: [],
  bands: false,
  clock: 'step',
  xScale: 'linear',
  yScale: 'linear',
} as unknown as CurvesModel
const lines = new Map(
  traces.map(({ key }, i) => [key, { key, name: key, stroke: { colour: i === 0 ? '#111111' : '#cc2222', dash: [] } }]),
) as unknown as ReadonlyMap<string, LineInfo>
const figure = figureOf('compare', [{ title: 'nll', model }], { from: 0, to: 4 }, lines)

test('what a branch inherits does not hide its parent, and the branch point is marked, as on the page', () => {
  const [panel] = figure.panels
  expect(panel!.marks.map(mark => [mark.name, mark.kind === 'curve' ? mark.paleTo : mark.kind])).toEqual([
    ['branch point of branch', 'rule'],
    ['parent', undefined],
    ['branch', 2],
  ])
  const corners = [...svgOf(figure).matchAll(/<path d="([^"]*)" stroke="#cc2222" stroke-width="1.2"/g)]
  expect(
    corners.map(([, d]) => d!.match(/[ML]/g)!.length),
    'pale to the first own point, then the own ones',
  ).toEqual([4, 2])
  expect(svgOf(figure)).toMatch(/stroke="#cc2222"[^>]*stroke-opacity="0.33/)
  expect(svgOf(figure).match(/stroke-dasharray="2 2"/g)).toHaveLength(1)
})

test('a table of it tells inherited points from own ones, and has each once', () => {
  const rows = csvOf(figure).split('\r\n')
  const xs = (name: string): number[] =>
    rows.filter(row => row.startsWith(`nll,${name},`)).map(row => Number(row.split(',').at(-4)))
  expect(xs('"branch, inherited"')).toEqual([0, 1, 2])
  expect(xs('branch')).toEqual([3, 4])
})

test('a branch without points of its own is all pale', () => {
  const traced = { ...model, traces: [line('branch', [0, 1], 5)] }
  const young = svgOf(figureOf('compare', [{ title: 'nll', model: traced }], { from: 0, to: 4 }, lines))
  expect(young.match(/<path d="M[^"]*" stroke="#cc2222" stroke-width="1.2"/g)).toHaveLength(1)
  expect(young).toContain('stroke-opacity="0.33"')
})
