import type { Stroke } from '../../core/colours'

export function Swatch({ stroke, on = true }: { stroke: Stroke; on?: boolean }) {
  return (
    <svg class="swatch" width="22" height="10" aria-hidden="true">
      <line
        x1="1"
        x2="21"
        y1="5"
        y2="5"
        stroke={on ? stroke.colour : 'currentColor'}
        stroke-opacity={on ? 1 : 0.35}
        stroke-width="3"
        stroke-dasharray={stroke.dash.join(' ')}
      />
    </svg>
  )
}
