/** The phase diagram: a quantity over two parameters, a cell for every pair of values that runs have. */
import type { Run, SpecValue } from '../api/types'
import { equalsText, idIn, numberOf, own } from './quantities'
import { comparedPaths, plain } from './runs'

export interface Cell {
  x: SpecValue | undefined
  y: SpecValue | undefined
  runs: Run[]
  /** The mean over the cell's runs that have a finite value; NaN if none has. */
  mean: number
  /** How many of them. */
  values: number
}

export interface Phase {
  /** The different values of either parameter in order: numbers by size, then texts. */
  xs: (SpecValue | undefined)[]
  ys: (SpecValue | undefined)[]
  cells: Cell[]
}

/** @param quantity a field of the search language */
export function phaseOf(runs: readonly Run[], xPath: string, yPath: string, quantity: string): Phase {
  const cells = new Map<string, Cell>()
  for (const run of runs) {
    const [x, y] = [own(run.params, xPath), own(run.params, yPath)]
    const key = JSON.stringify([keyOf(x), keyOf(y)])
    const cell = cells.get(key) ?? { x, y, runs: [], mean: NaN, values: 0 }
    cell.runs.push(run)
    cells.set(key, cell)
  }
  for (const cell of cells.values()) {
    const values = cell.runs.map(run => numberOf(run, quantity)).filter(Number.isFinite)
    cell.values = values.length
    if (values.length > 0) cell.mean = values.reduce((sum, value) => sum + value / values.length, 0)
  }
  const all = [...cells.values()]
  return { xs: different(all.map(cell => cell.x)), ys: different(all.map(cell => cell.y)), cells: all }
}

/** A value as a text that tells it from every other, 1 from "1" too. */
export function keyOf(value: SpecValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(value)
}

/** How a value is shown on an axis or in a legend. */
export function shownValue(value: SpecValue | undefined): string {
  return value === undefined ? 'not set' : plain(value)
}

export function different(values: readonly (SpecValue | undefined)[]): (SpecValue | undefined)[] {
  const known = new Map(values.map(value => [keyOf(value), value]))
  return [...known.values()].toSorted(byValue)
}

export function byValue(a: SpecValue | undefined, b: SpecValue | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number') return -1
  if (typeof b === 'number') return 1
  const [ka, kb] = [keyOf(a), keyOf(b)]
  return ka < kb ? -1 : ka > kb ? 1 : 0
}

/** What the table of runs is asked for to show a cell's runs, among those that `within` finds. */
export function filterOf(cell: Cell, xPath: string, yPath: string, within: string): string {
  const conditions = [equalsText(xPath, cell.x), equalsText(yPath, cell.y)]
  // Where a value has no word, the runs themselves are named.
  if (conditions.includes(undefined) || within === '') {
    return idIn(cell.runs.map(run => run.id))
  }
  return [`(${within})`, ...conditions].join(' and ')
}

/** The parameters in which the runs differ: first numbers that all have, few different ones before many; lists and the seed last. */
export function varying(runs: readonly Run[]): string[] {
  const paths = comparedPaths(runs).differing
  // Names differ by nature, and say nothing of what was varied on purpose.
  for (const path of ['name', 'experiment']) paths.delete(path)
  return [...paths]
    .map(path => {
      const values = runs.map(run => own(run.params, path))
      const odd = values.some(value => value === undefined || typeof value === 'object')
      return {
        path,
        many: new Set(values.map(keyOf)).size,
        rank: path === 'seed' ? 3 : odd ? 2 : Number(!values.every(value => typeof value === 'number')),
      }
    })
    .toSorted((a, b) => a.rank - b.rank || a.many - b.many || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path)
}
