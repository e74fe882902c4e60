import { useRef, useState } from 'preact/hooks'

export interface Dragged {
  draggable: true
  'data-drop': 'before' | 'after' | undefined
  onDragStart(event: DragEvent): void
  onDragOver(event: DragEvent): void
  onDragEnd(): void
  onDrop(event: DragEvent): void
}

/** Items that can be dragged to another's place; the keyboard's way is the view's own. */
export function useDragged(move: (from: number, to: number) => void): (index: number) => Dragged {
  const from = useRef<number | undefined>(undefined)
  const [over, setOver] = useState<number>()
  const end = (): void => {
    from.current = undefined
    setOver(undefined)
  }
  return index => ({
    draggable: true,
    'data-drop':
      over !== index || from.current === undefined || from.current === index
        ? undefined
        : from.current < index
          ? 'after'
          : 'before',
    onDragStart: event => {
      from.current = index
      // Firefox drags only what has data.
      event.dataTransfer?.setData('text/plain', '')
    },
    onDragOver: event => {
      if (from.current === undefined) return
      event.preventDefault()
      setOver(index)
    },
    onDragEnd: end,
    onDrop: event => {
      event.preventDefault()
      const begun = from.current
      end()
      if (begun !== undefined && begun !== index) move(begun, index)
    },
  })
}
