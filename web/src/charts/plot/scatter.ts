import * as Plot from '@observablehq/plot'
import type { Scale } from '../../api/types'
import { number } from '../../core/numbers'
import { keyOf } from '../../core/phase'
import type { Range } from '../../core/series'
import { ticks } from '../../core/ticks'
import { ink } from '../theme'
import { labels } from './labels'
import { finished, frame, letter, lineInk, longest, tip, type Item, type Paper, type Place } from './paper'

export interface AxisModel {
  title: string
  /** Null for an axis of texts. */
  scale: Scale | null
}

/** What a point looks like. */
export interface Sign {
  colour: string
  /** One of Plot's. */
  symbol: string
}

export interface PointItem extends Item, Sign {
  x: Place
  y: Place
  /** What is told of it. */
  told: string
}

/** The runs as points over two quantities. */
export function scatter(points: readonly PointItem[], x: AxisModel, y: AxisModel, paper: Paper): SVGSVGElement {
  const shown = points.filter(point => drawable(point.x, x) && drawable(point.y, y))
  const upright = scaleOf(
    shown.map(point => point.y),
    y,
    paper.height / 40,
  )
  return finished(
    Plot.plot({
      ...frame(paper),
      // The title stands beside the widest of the labels.
      marginLeft: Math.min(170, Math.max(76, 36 + letter * longest(upright.said.map(label => ({ label }))))),
      x: scaleOf(
        shown.map(point => point.x),
        x,
        paper.width / 90,
      ).options,
      y: upright.options,
      marks: [
        Plot.frame({ stroke: lineInk(paper) }),
        Plot.dot(shown, {
          x: (point: PointItem) => placed(point.x, x),
          y: (point: PointItem) => placed(point.y, y),
          r: 4.5,
          symbol: 'symbol',
          fill: 'colour',
          stroke: paper.print ? 'white' : ink(paper.theme).paper,
          strokeWidth: 0.8,
          ...(paper.print ? {} : { href: 'href', ariaLabel: 'told', title: 'told', tip: tip(paper) }),
        }),
      ],
    }),
    paper,
  )
}

/** A scale, and what stands at its marks. */
interface Said {
  options: Plot.ScaleOptions
  said: readonly string[]
}

function scaleOf(places: readonly Place[], { title, scale }: AxisModel, room: number): Said {
  const label = title
  if (scale === null) {
    const all = [...new Map(places.map(place => [keyOf(place), place])).values()]
    const [domain, tickFormat] = [all.map(keyOf), labels(all)]
    return { options: { type: 'point', domain, label, tickFormat }, said: domain.map(tickFormat) }
  }
  const values = places.filter(place => typeof place === 'number')
  const range = spanOf(values, scale)
  const marks = ticks(range, scale, room).filter(tick => tick.label !== '')
  const said = new Map(marks.map(tick => [tick.at, tick.label]))
  const options: Plot.ScaleOptions = {
    type: scale,
    domain: [range.from, range.to],
    label,
    labelAnchor: 'center',
    labelArrow: 'none',
    ticks: marks.map(tick => tick.at),
    tickFormat: (value: number) => said.get(value) ?? number(value),
  }
  return { options, said: marks.map(tick => tick.label) }
}

/** The values with some air about them. */
export function spanOf(values: readonly number[], scale: Scale): Range {
  const shown = values.filter(value => Number.isFinite(value) && (scale === 'linear' || value > 0))
  if (shown.length === 0) return { from: 1, to: 10 }
  const [from, to] = [Math.min(...shown), Math.max(...shown)]
  if (scale === 'log') {
    const factor = from === to ? 2 : (to / from) ** 0.05
    return { from: from / factor, to: to * factor }
  }
  const air = from === to ? Math.abs(from) * 0.1 || 1 : (to - from) * 0.05
  return { from: from - air, to: to + air }
}

function placed(place: Place, { scale }: AxisModel): number | string {
  return scale === null ? keyOf(place) : (place as number)
}

function drawable(place: Place, { scale }: AxisModel): boolean {
  if (scale === null) return true
  return typeof place === 'number' && Number.isFinite(place) && (scale === 'linear' || place > 0)
}
