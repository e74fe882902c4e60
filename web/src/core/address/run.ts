import type { Scale } from '../../api/types'
import { formatAxes, parseAxes, plainAxes, scale, type Axes } from './axes'
import { Fields, oneOf } from './fields'

export type Tab = 'checkpoints' | 'attempts' | 'spec' | 'log' | 'events'
export const tabs: readonly Tab[] = ['checkpoints', 'attempts', 'spec', 'log', 'events']

export interface RunView extends Axes {
  page: 'run'
  id: string
  tab: Tab
  /** The matrix whose spectrum is drawn; empty for the first there is. */
  matrix: string
  spectrumScale: Scale
  /** Draws the points of this attempt alone; empty for those that count. */
  attempt: string
}

export function runView(id: string): RunView {
  return { page: 'run', id, ...plainAxes, tab: 'checkpoints', matrix: '', spectrumScale: 'linear', attempt: '' }
}

export function formatRun(view: RunView): string {
  const fields = new Fields()
  formatAxes(fields, view)
  fields.text('matrix', view.matrix)
  fields.text('spectrum', view.spectrumScale, 'linear')
  fields.text('attempt', view.attempt)
  fields.text('tab', view.tab, 'checkpoints')
  return `/runs/${encodeURIComponent(view.id)}${fields.toString()}`
}

export function parseRun(id: string, fields: URLSearchParams): RunView {
  return {
    ...runView(id),
    ...parseAxes(fields),
    matrix: fields.get('matrix') ?? '',
    spectrumScale: scale(fields.get('spectrum')),
    attempt: fields.get('attempt') ?? '',
    tab: oneOf(tabs, fields.get('tab')) ?? 'checkpoints',
  }
}
