import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { windowOf } from '../../core/table/list'

/** In pixels, as in the style sheet. */
export const lineHeight = 44
export const headHeight = 36

/** Lines drawn beyond either edge, so that a scroll shows lines before it shows emptiness; not before the first are seen. */
const margin = 10

/** What the box leaves of a wide window's height, in pixels: a first guess, until the box is measured. */
const around = 146

export interface Scroller {
  /** First and last line drawn; the last one is excluded. */
  window: [number, number]
  attach(element: HTMLDivElement | null): void
  follow(): void
  /** Puts a line into sight. */
  show(line: number): void
  /** How many lines are in sight. */
  page(): number
}

/** The part of the lines that is in sight of their scrolling box. */
export function useScroller(lines: number, inSight: (first: number, last: number) => void): Scroller {
  const box = useRef<HTMLDivElement | null>(null)
  const [place, setPlace] = useState({ top: 0, height: innerHeight - around })
  const observer = useRef<ResizeObserver | undefined>(undefined)

  const follow = useCallback(() => {
    const element = box.current
    if (!element) return
    // In steps of some lines: most movements of a wheel draw nothing anew.
    const top = Math.floor(element.scrollTop / (4 * lineHeight)) * 4 * lineHeight
    const height = element.clientHeight
    setPlace(before => (before.top === top && before.height === height ? before : { top, height }))
  }, [])

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      observer.current?.disconnect()
      box.current = element
      if (!element) return
      // Tells of the first size too, when it is known: to ask for it here would lay out all lines for that alone.
      observer.current = new ResizeObserver(follow)
      observer.current.observe(element)
    },
    [follow],
  )
  useEffect(() => () => observer.current?.disconnect(), [])
  // A list that has become shorter may have moved the box, unless that stands at its top.
  useLayoutEffect(() => {
    if (place.top > 0) follow()
  }, [lines, follow])

  const [seen, setSeen] = useState(false)
  useEffect(() => setSeen(lines > 0), [lines > 0])
  const window = windowOf(place.top, place.height + (seen ? 4 * lineHeight : 0), lineHeight, lines, seen ? margin : 0)
  const [first, last] = window
  useEffect(() => inSight(first, last), [first, last, lines])

  const show = useCallback(
    (line: number) => {
      const element = box.current
      if (!element || line < 0) return
      const top = line * lineHeight
      const room = element.clientHeight - headHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + lineHeight > element.scrollTop + room) element.scrollTop = top + lineHeight - room
      follow()
    },
    [follow],
  )
  const page = useCallback(
    () => Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - headHeight) / lineHeight) - 1),
    [],
  )
  return { window, attach, follow, show, page }
}
