import type { Scale } from '../api/types'
import type { Range } from '../core/series'
import { keyZoom } from '../core/zoom'

interface ZoomProps {
  /** Which axis, where a page has several. */
  axis?: string
  /** The part that was chosen, if there is one. */
  visible: Range | undefined
  /** All there is to see. */
  whole: Range | undefined
  scale: Scale
  zoom(range: Range | undefined): void
}

const buttons = [
  ['+', 'Zoom in', '+'],
  ['-', 'Zoom out', '−'],
  ['ArrowLeft', 'Move left', '←'],
  ['ArrowRight', 'Move right', '→'],
  ['0', 'Zoom to all', 'all'],
] as const

/** For those who have no wheel and cannot drag: on a touch screen, or by the keyboard. */
export function ZoomButtons({ axis, visible, whole, scale, zoom }: ZoomProps) {
  const shown = visible ?? whole
  const press = (key: string): void => {
    const range = shown && keyZoom(key, shown, scale)
    if (range) zoom(range === 'all' ? undefined : range)
  }
  return (
    <div class="choice" role="group" aria-label={axis === undefined ? 'Zoom' : `Zoom ${axis}`}>
      <span class="choice-label" aria-hidden="true">
        zoom {axis}
      </span>
      <span class="choice-options">
        {buttons.map(([key, label, text]) => (
          <button
            key={key}
            type="button"
            aria-label={label}
            disabled={key === '0' ? visible === undefined : !shown}
            onClick={() => press(key)}
          >
            {text}
          </button>
        ))}
      </span>
    </div>
  )
}
