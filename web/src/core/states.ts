/** The states of a run: their order, and what they allow. */
import type { RunState } from '../api/types'

/** What needs attention first. */
export const runStates: readonly RunState[] = [
  'failed',
  'lost',
  'running',
  'pausing',
  'cancelling',
  'paused',
  'queued',
  'completed',
  'cancelled',
]

export type Action = 'pause' | 'resume' | 'cancel' | 'checkpoint'

/** A sign beside the word, so that colour is never the only difference. */
export function sign(state: RunState): string {
  switch (state) {
    case 'queued':
      return '○'
    case 'running':
      return '●'
    case 'pausing':
    case 'cancelling':
      return '◐'
    case 'paused':
      return '‖'
    case 'lost':
      return '?'
    case 'completed':
      return '✓'
    case 'failed':
      return '✕'
    case 'cancelled':
      return '–'
  }
}

export function isOver(state: RunState): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled'
}

/** Whether an attempt goes on. */
export function isWorkedOn(state: RunState): boolean {
  return state === 'running' || state === 'pausing' || state === 'cancelling'
}

/** The actions that make sense in a state; the tracker has the last word. */
export function actionsIn(state: RunState): Action[] {
  switch (state) {
    case 'running':
      return ['pause', 'checkpoint', 'cancel']
    case 'queued':
    case 'lost':
      return ['pause', 'cancel']
    case 'paused':
      return ['resume', 'cancel']
    case 'pausing':
      return ['resume', 'cancel']
    case 'failed':
      return ['resume']
    case 'cancelling':
    case 'completed':
    case 'cancelled':
      return []
  }
}
