/** From runs to the pictures of `charts/plot`: what stands where, what it is called, where it leads. */
import type { Run } from '../../api/types'
import {
  colourAt,
  heatMap,
  parallel,
  rampWidth,
  scatter,
  signOf,
  spanOf,
  withKey,
  withRamp,
  type AxisModel,
  type CellItem,
  type KeyEntry,
  type Paper,
  type PathItem,
  type Place,
  type PointItem,
  type Dimension,
  type Sign,
} from '../../charts/plot'
import { allRuns, format, runView, type Aspect, type PlotAxis } from '../../core/address'
import type { Theme } from '../../core/colours'
import { number } from '../../core/numbers'
import { different, filterOf, keyOf, phaseOf, shownValue } from '../../core/phase'
import { numberOf, titleOf, valueOf } from '../../core/quantities'
import { parseField } from '../../core/search/fields'
import type { Range } from '../../core/series'
import { ticks } from '../../core/ticks'
import type { Scale } from '../../api/types'
import { table } from '../../figure/csv'
import type { Printable } from '../../figure/save'

export interface PlotModel {
  runs: readonly Run[]
  words: { x: string; y: string; z: string; dims: readonly string[] }
  logs: readonly PlotAxis[]
  filter: string
  show: Aspect
}

export interface Drawing {
  kind: string
  /** How many points, lines or cells there are. */
  items: number
  /** The picture in words. */
  told: string
  /** Why there is none; empty if there is. */
  empty: string
  /** Changes with the picture. */
  key: string
  svg(): SVGSVGElement
}

interface Picture {
  items: number
  told: string
  svg(paper: Paper): SVGSVGElement
  csv(): string
}

export function drawn(model: PlotModel, width: number, theme: Theme): Drawing {
  const picture = pictureOf(model, theme)
  const height = heightFor(width)
  return {
    kind: model.show,
    items: picture.items,
    told: picture.told,
    empty: picture.items === 0 ? 'No run has values of all that is chosen.' : '',
    key: JSON.stringify([model.show, model.words, model.logs, model.filter, width, height, theme, picture.csv()]),
    svg: () => picture.svg({ width, height, theme, print: false }),
  }
}

export function printed(model: PlotModel): Printable {
  const picture = pictureOf(model, 'light')
  return {
    name: `${model.show} ${titleOf(model.words.y)} ${titleOf(model.words.x)}`,
    svg: () => {
      const svg = picture.svg({ width: 560, height: 400, theme: 'light', print: true })
      svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
      return new XMLSerializer().serializeToString(svg)
    },
    csv: picture.csv,
  }
}

/** So that the whole picture is seen at once, if the window is not very low. */
function heightFor(width: number): number {
  return Math.round(Math.max(320, Math.min(640, width * 0.55, window.innerHeight - 250)))
}

function pictureOf(model: PlotModel, theme: Theme): Picture {
  switch (model.show) {
    case 'phase':
      return phase(model, theme)
    case 'parallel':
      return paths(model, theme)
    default:
      return points(model, theme)
  }
}

function points({ runs, words, logs }: PlotModel, theme: Theme): Picture {
  const [x, y] = [axisOf(runs, words.x, logs.includes('x')), axisOf(runs, words.y, logs.includes('y'))]
  const z = looks(runs, words.z, logs.includes('z'), theme)
  const items = runs.map((run): PointItem => ({
    name: run.name,
    href: format(runView(run.id)),
    ...z.of(run),
    x: valueOf(run, words.x),
    y: valueOf(run, words.y),
    told: [
      nameOf(run),
      ...[words.x, words.y, words.z].map(word => `${titleOf(word)}: ${said(valueOf(run, word))}`),
    ].join('\n'),
  }))
  const shown = items.filter(item =>
    [[item.x, x] as const, [item.y, y] as const].every(([at, axis]) => stands(at, axis.scale)),
  )
  return {
    items: shown.length,
    told: `${shown.length} of ${runs.length} runs: ${y.title} over ${x.title}, coloured by ${titleOf(words.z)}`,
    svg: paper => {
      if (!('range' in z)) return withKey(scatter(shown, x, y, paper), titleOf(words.z), z.key, paper)
      const room = { ...paper, width: paper.width - rampWidth(z.range, z.scale) }
      return withRamp(scatter(shown, x, y, room), titleOf(words.z), z.range, z.scale, room)
    },
    csv: () => csvOf(runs, [words.x, words.y, words.z]),
  }
}

function phase({ runs, words, logs, filter }: PlotModel, theme: Theme): Picture {
  const [xPath, yPath] = [pathOf(words.x), pathOf(words.y)]
  const { xs, ys, cells } = phaseOf(runs, xPath, yPath, words.z)
  const means = cells.map(cell => cell.mean)
  const scale = usable(means, logs.includes('z'))
  const range = tight(means, scale)
  const items = cells.map((cell): CellItem => {
    const at = placeIn(cell.mean, range, scale)
    const many = `${cell.runs.length} ${cell.runs.length === 1 ? 'run' : 'runs'}`
    return {
      name: many,
      href: format({
        ...allRuns,
        text: filterOf(cell, xPath, yPath, filter),
        // All that were counted are found there.
        shelf: cell.runs.some(run => run.archived) ? 'kept' : 'living',
      }),
      colour: colourAt(at, theme),
      x: cell.x,
      y: cell.y,
      told: `${xPath} = ${said(cell.x)}, ${yPath} = ${said(cell.y)}\nmean of ${titleOf(words.z)}: ${number(cell.mean)}\n${many}, to be seen in the table`,
      text: Number.isFinite(cell.mean) ? number(cell.mean, 3) : '–',
      dark: Number.isFinite(at) ? at < 0.55 : theme === 'dark',
    }
  })
  return {
    items: items.length,
    told: `Mean of ${titleOf(words.z)} of ${runs.length} runs over ${xPath} and ${yPath}; ${means.some(Number.isFinite) ? 'a cell leads to its runs' : 'none of them has a number of it'}`,
    svg: paper => {
      const room = { ...paper, width: paper.width - rampWidth(range, scale) }
      return withRamp(heatMap(items, xs, ys, { x: xPath, y: yPath }, room), titleOf(words.z), range, scale, room)
    },
    csv: () =>
      table(
        [xPath, yPath, `mean of ${titleOf(words.z)}`, 'runs', 'runs with a value'],
        cells.map(cell => [raw(cell.x), raw(cell.y), cell.mean, cell.runs.length, cell.values]),
      ),
  }
}

function paths({ runs, words }: PlotModel, theme: Theme): Picture {
  const dimensions = words.dims.map(word => dimensionOf(runs, word))
  const last = dimensions.at(-1)
  const items = runs
    .map(run => ({ run, places: dimensions.map(dimension => dimension.place(run)) }))
    .filter(({ places }) => places.some(Number.isFinite))
    .map(({ run, places }): PathItem => ({
      key: run.id,
      name: run.name,
      href: format(runView(run.id)),
      colour: colourAt(places.at(-1) ?? NaN, theme),
      places,
      told: [nameOf(run), ...words.dims.map(word => `${titleOf(word)}: ${said(valueOf(run, word))}`)].join('\n'),
    }))
  return {
    items: items.length,
    told: `${items.length} of ${runs.length} runs across ${dimensions.length} axes, coloured by the last: ${last?.title ?? ''}`,
    svg: paper => parallel(items, dimensions, paper),
    csv: () => csvOf(runs, words.dims),
  }
}

/** An axis of numbers where every run that has a value has a number. */
function axisOf(runs: readonly Run[], word: string, log: boolean): AxisModel {
  const values = runs.map(run => valueOf(run, word)).filter(value => value !== undefined && value !== null)
  const numbers = values.filter(value => typeof value === 'number')
  return { title: titleOf(word), scale: numbers.length < values.length ? null : usable(numbers, log) }
}

function dimensionOf(runs: readonly Run[], word: string): Dimension & { place(run: Run): number } {
  const without = parseField(word)?.of === 'params' ? shownValue(undefined) : 'no value'
  const values = runs.map(run => valueOf(run, word)).filter(value => value !== undefined && value !== null)
  const numbers = values.filter(value => typeof value === 'number').filter(Number.isFinite)
  if (values.some(value => typeof value !== 'number')) {
    const all = different(values)
    const at = new Map(all.map((value, i) => [keyOf(value), all.length < 2 ? 0.5 : i / (all.length - 1)]))
    const place = (run: Run): number => at.get(keyOf(valueOf(run, word))) ?? NaN
    const every = Math.ceil(all.length / 12)
    const marks = all
      .filter((_, i) => i % every === 0)
      .map(value => ({ at: at.get(keyOf(value))!, label: shownValue(value).slice(0, 24) }))
    return { title: titleOf(word), marks, without, place }
  }
  // Values over decades cannot be told apart otherwise.
  const decades = numbers.length > 0 && Math.min(...numbers) > 0 ? Math.max(...numbers) / Math.min(...numbers) : 1
  const scale = decades >= 100 ? 'log' : 'linear'
  const range = tight(numbers, scale)
  const all = different(numbers).filter(value => typeof value === 'number')
  // Few values are marked as they are: a seed of 0.5 there is none.
  const marked =
    all.length <= 10
      ? all.map(value => ({ at: value, label: number(value) }))
      : ticks(range, scale, 6).filter(tick => tick.label !== '')
  return {
    title: scale === 'log' ? `${titleOf(word)} (log)` : titleOf(word),
    marks: marked
      .map(mark => ({ ...mark, at: placeIn(mark.at, range, scale) }))
      .filter((mark, i, marks) => i === 0 || mark.at - marks[i - 1]!.at > 0.035),
    without,
    place: run => placeIn(numberOf(run, word), range, scale),
  }
}

/** How the runs look, and what that means: a bar of colours for numbers, a key for texts. */
type Looks = { of(run: Run): Sign } & ({ range: Range; scale: Scale } | { key: readonly KeyEntry[] })

function looks(runs: readonly Run[], word: string, log: boolean, theme: Theme): Looks {
  const values = different(runs.map(run => valueOf(run, word)))
  const numbers = values.filter(value => typeof value === 'number')
  if (numbers.length > 1 && values.every(value => value === undefined || typeof value === 'number')) {
    const scale = usable(numbers, log)
    const range = tight(numbers, scale)
    const of = (run: Run): Sign => ({
      colour: colourAt(placeIn(numberOf(run, word), range, scale), theme),
      symbol: 'circle',
    })
    return { of, range, scale }
  }
  const signs = new Map(values.map((value, i) => [keyOf(value), { ...signOf(i, theme), text: said(value) }]))
  return { of: run => signs.get(keyOf(valueOf(run, word)))!, key: [...signs.values()] }
}

/** A logarithm where it is wanted and there is something to show. */
function usable(values: readonly number[], log: boolean): Scale {
  return log && values.some(value => value > 0) ? 'log' : 'linear'
}

/** From the least to the greatest, without air. */
function tight(values: readonly number[], scale: Scale): Range {
  const shown = values.filter(value => Number.isFinite(value) && (scale === 'linear' || value > 0))
  const [from, to] = [Math.min(...shown), Math.max(...shown)]
  return from < to ? { from, to } : spanOf(shown, scale)
}

function placeIn(value: number, { from, to }: Range, scale: Scale): number {
  if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return NaN
  return scale === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
}

function stands(place: Place, scale: Scale | null): boolean {
  if (place === undefined || place === null) return false
  return scale === null || (typeof place === 'number' && Number.isFinite(place) && (scale === 'linear' || place > 0))
}

function pathOf(word: string): string {
  const field = parseField(word)
  return field?.of === 'params' ? field.name : word
}

function nameOf(run: Run): string {
  return run.name.slice(0, 120)
}

function said(value: Place): string {
  return typeof value === 'number' ? number(value) : shownValue(value).slice(0, 120)
}

function raw(value: Place): string | number {
  return typeof value === 'number' ? value : value === undefined ? '' : shownValue(value)
}

function csvOf(runs: readonly Run[], words: readonly string[]): string {
  return table(
    ['run', 'name', ...words.map(titleOf)],
    runs.map(run => [run.id, run.name, ...words.map(word => raw(valueOf(run, word)))]),
  )
}
