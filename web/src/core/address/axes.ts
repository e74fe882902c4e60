import type { Clock, Scale } from '../../api/types'
import { finite, oneOf, type Fields } from './fields'

/** What the axes of a set of charts show. */
export interface Axes {
  x: Clock
  xScale: Scale
  yScale: Scale
  /** The zoomed part of x, in the coordinate of the axis (wall time in ms). */
  from?: number
  to?: number
}

export const clocks: readonly Clock[] = ['step', 'tau', 'wall', 'tau/tw']

export const plainAxes: Axes = { x: 'step', xScale: 'linear', yScale: 'linear' }

export function formatAxes(fields: Fields, { x, xScale, yScale, from, to }: Axes): void {
  fields.text('x', x, plainAxes.x)
  fields.text('xscale', xScale, plainAxes.xScale)
  fields.text('yscale', yScale, plainAxes.yScale)
  fields.number('from', from)
  fields.number('to', to)
}

export function parseAxes(fields: URLSearchParams): Axes {
  const parsed: Axes = {
    x: oneOf(clocks, fields.get('x')) ?? plainAxes.x,
    xScale: scale(fields.get('xscale')),
    yScale: scale(fields.get('yscale')),
  }
  const from = finite(fields.get('from'))
  const to = finite(fields.get('to'))
  if (from !== undefined && to !== undefined && from < to) {
    parsed.from = from
    parsed.to = to
  }
  return parsed
}

export function scale(value: string | null): Scale {
  return value === 'log' ? 'log' : 'linear'
}
