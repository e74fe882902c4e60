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
  expect(panel!.marks.map(mark => [mark.name, 'xs' in mark ? mark.xs : mark.x])).toEqual([
    ['branch point of branch', 2],
    ['branch, inherited', [0, 1, 2, 3]],
    ['parent', [0, 1, 2, 3, 4]],
    ['branch', [3, 4]],
  ])
  expect(svgOf(figure)).toMatch(/stroke="#cc2222"[^>]*stroke-opacity="0.333/)
  expect(svgOf(figure).match(/stroke-dasharray="2 2"/g)).toHaveLength(1)
})

test('a table of it tells inherited points from own ones', () => {
  const rows = csvOf(figure).split('\r\n')
  expect(rows.filter(row => row.startsWith('nll,branch,'))).toHaveLength(2)
  expect(rows.filter(row => row.startsWith('nll,"branch, inherited",'))).toHaveLength(4)
})

test('a branch without points of its own is all inherited', () => {
  const young = figureOf(
    'compare',
    [{ title: 'nll', model: { ...model, traces: [line('branch', [0, 1], 5)] } }],
    { from: 0, to: 4 },
    lines,
  )
  expect(young.panels[0]!.marks.map(mark => ('xs' in mark ? mark.xs.length : mark.x))).toEqual([5, 2, 0])
})
