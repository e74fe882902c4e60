/** How the line of a run ends: a form for every state, so that colour is never the only difference. */
import type { RunState } from '../api/types'

export interface EndMark {
  /** Around 0, in pixels of a row. */
  d: string
  style: 'full' | 'hollow' | 'stroke'
}

const circle = 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z'
const triangle = 'M-3 -5l8 5l-8 5z'

export function endMark(state: RunState): EndMark {
  switch (state) {
    case 'queued':
      return { d: circle, style: 'hollow' }
    case 'running':
      return { d: triangle, style: 'full' }
    case 'pausing':
    case 'cancelling':
      return { d: triangle, style: 'hollow' }
    case 'paused':
      return { d: 'M-1 -5v10M3 -5v10', style: 'stroke' }
    case 'lost':
      return { d: 'M-4 0l4 -5l4 5l-4 5z', style: 'hollow' }
    case 'completed':
      return { d: circle, style: 'full' }
    case 'failed':
      return { d: 'M-4 -4l8 8M4 -4l-8 8', style: 'stroke' }
    case 'cancelled':
      return { d: 'M0 -5v10', style: 'stroke' }
  }
}
