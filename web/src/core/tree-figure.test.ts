import { describe, expect, test } from 'vitest'
import type { Run } from '../api/types'
import { layout } from './tree'
import { stemOf } from './family'
import { treeCsv, treeSvg } from './tree-figure'

const run = (id: string, name: string, parent: string | undefined, state: Run['state']): Run =>
  ({
    id,
    name,
    state,
    experiment: 'glass',
    createdAt: '2026-01-01T00:00:00Z',
    step: 100,
    tau: 'NaN',
    ...(parent === undefined ? {} : { parent: { run: parent, step: 40, tau: 'NaN' } }),
  }) as unknown as Run

const runs = [run('a', '<b>"root"\u202e&', undefined, 'completed'), run('b', '=cmd', 'a', 'failed')]
const picture = {
  name: 'the tree',
  lanes: layout(runs, each => stemOf(each, 'step', 0, 0)),
  along: 'step' as const,
  range: { from: 0, to: 100 },
}

describe('the figure of a tree', () => {
  test('is XML whatever runs are called, and turns no line round', () => {
    const svg = treeSvg(picture)
    expect(svg).not.toContain('<b>')
    expect(svg).not.toContain('\u202e')
    expect(svg.match(/<text/g)!.length).toBe(svg.match(/<\/text>/g)!.length)
  })

  test('names the clock and the states that occur', () => {
    const svg = treeSvg(picture)
    expect(svg).toContain('>step<')
    expect(svg).toContain('>failed<')
    expect(svg).not.toContain('>lost<')
  })

  test('as a table has a row a run, and nothing that a spreadsheet runs', () => {
    const lines = treeCsv(picture).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain("'=cmd")
    expect(lines[2]).toContain(',a,40,,100,,')
  })
})
