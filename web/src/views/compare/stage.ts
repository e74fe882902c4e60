/** What the charts of a page share from one frame to the next: the part of x that is shown, and the cursor. No DOM. */
import type { Range } from '../../core/series'
import type { Scale } from '../../api/types'

export interface Cursor {
  /** The chart it is in. */
  chart: string
  x: number
  /** The value at its height; undefined where it was moved by keys. */
  y: number | undefined
}

/** What a drag does: chooses a part, or moves what is seen. */
export type Drag = 'choose' | 'move'

export interface Stage {
  /** The part that is shown at this moment; undefined while nothing is known. */
  readonly shown: Range | undefined
  readonly whole: Range | undefined
  readonly cursor: Cursor | undefined
  /** The line that stands out. */
  readonly focus: string | undefined
  drag: Drag
  scale: Scale
  /** As the address and the data say; a gesture that is under way goes on. */
  settle(whole: Range | undefined, chosen: Range | undefined): void
  /** By hand: shown at once, and told to the page when the hand rests. Undefined is all there is. */
  move(range: Range | undefined, chart?: string): void
  /** Forgets what a hand did and has not been told yet: something else has chosen since. */
  drop(): void
  point(cursor: Cursor | undefined): void
  emphasise(key: string | undefined): void
  /** Draws when the part changes. @returns how to end it */
  chart(name: string, draw: () => void): () => void
  /** Called when the cursor or the line that stands out changes. */
  follow(listener: () => void): () => void
}

/** A hand rests when it has not moved for so long. */
const restMs = 250
/** How much of a frame may go into drawing before the other charts wait for the next one. */
const budgetMs = 9

/** @param rested what to do with the part that was chosen by hand */
export function stage(rested: (range: Range | undefined) => void): Stage & { close(): void } {
  const charts = new Map<string, () => void>()
  const waiting = new Set<string>()
  const listeners = new Set<() => void>()
  let shown: Range | undefined
  let whole: Range | undefined
  let moved = false
  let cursor: Cursor | undefined
  let focus: string | undefined
  let frame = 0
  let rest: ReturnType<typeof setTimeout> | undefined

  function soon(first?: string): void {
    waiting.clear()
    if (first !== undefined && charts.has(first)) waiting.add(first)
    for (const name of charts.keys()) waiting.add(name)
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  function draw(): void {
    frame = 0
    const start = performance.now()
    for (const name of waiting) {
      waiting.delete(name)
      charts.get(name)?.()
      if (performance.now() - start > budgetMs) break
    }
    if (waiting.size > 0) frame = requestAnimationFrame(draw)
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  return {
    drag: 'choose',
    scale: 'linear',
    get shown() {
      return shown
    },
    get whole() {
      return whole
    },
    get cursor() {
      return cursor
    },
    get focus() {
      return focus
    },
    settle(all, chosen) {
      whole = all
      if (!moved) shown = chosen ?? all
    },
    move(range, chart) {
      moved = true
      shown = range ?? whole
      soon(chart)
      tell()
      clearTimeout(rest)
      rest = setTimeout(() => {
        moved = false
        rested(range)
      }, restMs)
    },
    drop() {
      moved = false
      clearTimeout(rest)
    },
    point(next) {
      cursor = next
      tell()
    },
    emphasise(key) {
      if (key === focus) return
      focus = key
      tell()
    },
    chart(name, drawChart) {
      charts.set(name, drawChart)
      return () => {
        charts.delete(name)
        waiting.delete(name)
      }
    },
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      cancelAnimationFrame(frame)
      clearTimeout(rest)
    },
  }
}
