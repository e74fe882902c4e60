/** What a hand does over a plot: choosing a part by a drag, moving, zooming by wheel or two fingers, and back to the whole. */
import type { Scale } from '../api/types'
import type { Range } from '../core/series'
import { movedBy, within, zoomedAbout } from '../core/zoom'

export interface Hand {
  /** The part that is shown now, and all there is. */
  shown(): Range | undefined
  whole(): Range | undefined
  scale(): Scale
  /** Whether a plain drag moves what is seen; otherwise it chooses a part, and moves with the shift key or a finger. */
  moves(): boolean
  valueAt(left: number): number
  /** Undefined is all there is. */
  show(range: Range | undefined): void
  /** Where the pointer is over the plot; undefined when it left. */
  point(at: { left: number; top: number } | undefined): void
}

/** Follows hands over `plot` until it is asked to end. */
export function gestures(plot: HTMLElement, hand: Hand): () => void {
  const fingers = new Map<number, number>()
  let drag: { from: number; range: Range; moves: boolean } | undefined
  let pinch: { middle: number; apart: number; range: Range } | undefined
  const chosen = document.createElement('div')
  chosen.className = 'chosen-part'
  chosen.hidden = true
  plot.append(chosen)
  const listening = new AbortController()

  const leftOf = (event: MouseEvent): number => event.clientX - plot.getBoundingClientRect().left
  const show = (range: Range): void => {
    const whole = hand.whole()
    hand.show(whole ? within(range, whole, hand.scale()) : range)
  }

  function down(event: PointerEvent): void {
    const range = hand.shown()
    if (!range || (event.pointerType === 'mouse' && event.button > 1)) return
    fingers.set(event.pointerId, leftOf(event))
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()] as [number, number]
      pinch = { middle: (a + b) / 2, apart: Math.max(10, Math.abs(a - b)), range }
      stop()
      return
    }
    const moves = hand.moves() || event.shiftKey || event.button === 1 || event.pointerType === 'touch'
    drag = { from: leftOf(event), range, moves }
  }

  function move(event: PointerEvent): void {
    const left = leftOf(event)
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, left)
    if (pinch && fingers.size === 2) {
      const [a, b] = [...fingers.values()] as [number, number]
      const factor = pinch.apart / Math.max(10, Math.abs(a - b))
      show(zoomedAbout(valueIn(pinch.range, pinch.middle), factor, pinch.range, hand.scale()))
      return
    }
    if (!drag) {
      hand.point({ left, top: event.clientY - plot.getBoundingClientRect().top })
      return
    }
    if (Math.abs(left - drag.from) > 3 && !plot.hasPointerCapture(event.pointerId))
      plot.setPointerCapture(event.pointerId)
    if (drag.moves) show(movedBy((drag.from - left) / plot.clientWidth, drag.range, hand.scale()))
    else {
      const [low, high] = [
        Math.max(0, Math.min(drag.from, left)),
        Math.min(plot.clientWidth, Math.max(drag.from, left)),
      ]
      chosen.hidden = high - low < 3
      chosen.style.left = `${low}px`
      chosen.style.width = `${high - low}px`
    }
  }

  function up(event: PointerEvent): void {
    fingers.delete(event.pointerId)
    if (fingers.size < 2) pinch = undefined
    if (drag && !drag.moves && !chosen.hidden) {
      const left = chosen.offsetLeft
      const right = left + chosen.offsetWidth
      if (right - left > 6) hand.show({ from: hand.valueAt(left), to: hand.valueAt(right) })
    }
    stop()
  }

  function stop(): void {
    drag = undefined
    chosen.hidden = true
  }

  /** What stood at a place when this range was shown: the plot itself has moved on. */
  function valueIn(range: Range, left: number): number {
    const share = left / plot.clientWidth
    return hand.scale() === 'log'
      ? range.from * (range.to / range.from) ** share
      : range.from + (range.to - range.from) * share
  }

  function wheel(event: WheelEvent): void {
    const range = hand.shown()
    if (!range) return
    const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      // A pad's pinch comes in many small steps, a wheel in few large ones.
      const factor = Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022))))
      show(zoomedAbout(valueIn(range, leftOf(event)), factor, range, hand.scale()))
    } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      event.preventDefault()
      show(movedBy(sideways / plot.clientWidth, range, hand.scale()))
    }
  }

  const { signal } = listening
  plot.addEventListener('pointerdown', down, { signal })
  plot.addEventListener('pointermove', move, { signal })
  plot.addEventListener('pointerup', up, { signal })
  plot.addEventListener('pointercancel', up, { signal })
  plot.addEventListener('pointerleave', () => hand.point(undefined), { signal })
  plot.addEventListener('dblclick', () => hand.show(undefined), { signal })
  // Not passive: over a plot, a wheel with the control key zooms the plot and not the page.
  plot.addEventListener('wheel', wheel, { signal, passive: false })
  return () => {
    listening.abort()
    chosen.remove()
  }
}
