import { Fields, oneOf } from './fields'

export type Part = 'projection' | 'dead-letters' | 'workers' | 'people' | 'tokens' | 'webhook'
export const parts: readonly Part[] = ['projection', 'dead-letters', 'workers', 'people', 'tokens', 'webhook']

export interface OperationsView {
  page: 'operations'
  part: Part
  /** The rebuild or verification that is followed; empty for none. */
  job: string
  /** The dead letters behind this position are shown; empty for the first ones. */
  after: string
  /** The position of the dead letter that is open; empty for none. */
  letter: string
}

export function operationsView(part: Part = 'projection'): OperationsView {
  return { page: 'operations', part, job: '', after: '', letter: '' }
}

export function formatOperations(view: OperationsView): string {
  const fields = new Fields()
  fields.text('part', view.part, 'projection')
  fields.text('job', view.job)
  fields.text('after', view.after)
  fields.text('letter', view.letter)
  return `/operations${fields.toString()}`
}

export function parseOperations(fields: URLSearchParams): OperationsView {
  return {
    page: 'operations',
    part: oneOf(parts, fields.get('part')) ?? 'projection',
    job: fields.get('job') ?? '',
    after: fields.get('after') ?? '',
    letter: fields.get('letter') ?? '',
  }
}
