/** Axes as uPlot draws them: where they are marked, and how much room the marks take. */
import type uPlot from 'uplot'
import type { Clock, Scale } from '../api/types'
import { ticks, timeUnit, type Tick } from '../core/ticks'
import { font, type Ink } from './theme'

/** The axes of x and y in this ink. */
export function axes({ text, grid, axis }: Ink, clock: Clock, xScale: Scale, yScale: Scale): uPlot.Axis[] {
  const common = { stroke: text, font, gap: 5 }
  const gridLine = { stroke: grid, width: 1 }
  return [
    {
      ...common,
      size: 26,
      grid: { ...gridLine, filter: majors(xScale, 0, clock) },
      ticks: { stroke: axis, width: 1, size: 4 },
      border: { show: true, stroke: axis, width: 1 },
      splits: u => marks(u, 'x', xScale, clock).map(tick => tick.at),
      values: u => marks(u, 'x', xScale, clock).map(tick => tick.label),
    },
    {
      ...common,
      size: (_, labels: readonly (string | null)[] | null) => 14 + widest(labels ?? []),
      grid: { ...gridLine, filter: majors(yScale, 1, undefined) },
      ticks: { stroke: axis, width: 1, size: 4 },
      splits: u => marks(u, 'y', yScale).map(tick => tick.at),
      values: u => marks(u, 'y', yScale).map(tick => tick.label),
    },
  ]
}

// uPlot's names for the two kinds of scales are const enums, which a file compiled on its own cannot read.
export function distribution(scale: Scale): uPlot.Scale.Distr {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
  return scale === 'log' ? 3 : 1
}

function marks(u: uPlot, axis: 'x' | 'y', scale: Scale, clock?: Clock): Tick[] {
  const { min, max }: { min?: number | null; max?: number | null } = u.scales[axis]!
  if (typeof min !== 'number' || typeof max !== 'number') return []
  const room = axis === 'x' ? u.bbox.width / devicePixelRatio / 64 : u.bbox.height / devicePixelRatio / 30
  if (clock !== 'wall') return ticks({ from: min, to: max }, scale, room)
  const unit = timeUnit(max).ms
  return ticks({ from: min / unit, to: max / unit }, scale, room).map(tick => ({ ...tick, at: tick.at * unit }))
}

/** Minor marks have no grid line. */
function majors(scale: Scale, axisIndex: 0 | 1, clock: Clock | undefined): uPlot.Axis.Filter {
  return (u, splits) => {
    const labelled = new Set(
      marks(u, axisIndex === 0 ? 'x' : 'y', scale, clock)
        .filter(tick => tick.label !== '')
        .map(tick => tick.at),
    )
    return splits.map(at => (labelled.has(at) ? at : null))
  }
}

/** About the width of the longest label: figures of system fonts are 0.6 em wide, raised ones and thin spaces less. */
function widest(labels: readonly (string | null)[]): number {
  return Math.max(
    44,
    ...labels.map(label =>
      [...(label ?? '')].reduce((sum, c) => sum + (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻\u2009.]/.test(c) ? 4.6 : 7.6), 0),
    ),
  )
}
