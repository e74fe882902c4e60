import type { TreeClock } from '../../core/address'
import type { Range } from '../../core/series'
import { ticks, timeUnit } from '../../core/ticks'
import { moment } from '../../core/times'
import type { Scale } from './scale'

interface AxisProps {
  names: number
  plot: number
  range: Range
  scale: Scale
  along: TreeClock
  /** Of wall time, in ms. */
  origin: number
}

/** The head of the drawing, which stays while its rows scroll: the clock with its unit, and its marks. */
export function TreeAxis({ names, plot, range, scale, along, origin }: AxisProps) {
  return (
    <div class="tree-axis-row" aria-hidden="true">
      <span
        class="tree-axis-name"
        style={{ width: `${names}px` }}
        title={along === 'wall' ? `since ${moment(new Date(origin).toISOString())}` : ''}
      >
        {clockTitle(along, range, names)}
      </span>
      <svg width={plot} height={26}>
        {axisTicks(range, along, plot).map(({ at, label }) => {
          const x = scale.x(at)
          return (
            <g key={at}>
              <line x1={x} x2={x} y1={21} y2={26} />
              <text x={x} y={16} text-anchor={x < 24 ? 'start' : x > plot - 30 ? 'end' : 'middle'}>
                {label}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}

/** Labelled marks alone. */
export function axisTicks(range: Range, along: TreeClock, plot: number): { at: number; label: string }[] {
  const unit = along === 'wall' ? timeUnit(range.to - range.from).ms : 1
  return ticks({ from: range.from / unit, to: range.to / unit }, 'linear', plot / 84)
    .filter(tick => tick.label !== '')
    .map(tick => ({ at: tick.at * unit, label: tick.label }))
}

export function clockTitle(along: TreeClock, range: Range, room = Infinity): string {
  switch (along) {
    case 'step':
      return 'step'
    case 'tau':
      return room > 180 ? 'τ, proper time' : 'τ'
    case 'wall': {
      const unit = timeUnit(range.to - range.from).name
      return room > 220 ? `wall time since the first run (${unit})` : `wall time (${unit})`
    }
  }
}
