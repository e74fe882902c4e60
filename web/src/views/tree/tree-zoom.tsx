import type { Range } from '../../core/series'
import { keyZoom } from '../../core/zoom'

interface ZoomProps {
  visible: Range | undefined
  whole: Range
  zoom(range: Range | undefined): void
}

const buttons = [
  ['+', 'Zoom in', '+'],
  ['-', 'Zoom out', '−'],
  ['ArrowLeft', 'Move left', '←'],
  ['ArrowRight', 'Move right', '→'],
  ['0', 'Show all', 'all'],
] as const

/** For those who have no wheel: on a touch screen, or by the keyboard. */
export function TreeZoom({ visible, whole, zoom }: ZoomProps) {
  const press = (key: string): void => {
    const range = keyZoom(key, visible ?? whole, 'linear')
    if (range !== undefined) zoom(range === 'all' ? undefined : range)
  }
  return (
    <div class="choice" role="group" aria-label="Zoom">
      <span class="choice-label" aria-hidden="true">
        zoom
      </span>
      <span class="choice-options">
        {buttons.map(([key, label, text]) => (
          <button
            key={key}
            type="button"
            aria-label={label}
            disabled={key === '0' && visible === undefined}
            onClick={() => press(key)}
          >
            {text}
          </button>
        ))}
      </span>
    </div>
  )
}
