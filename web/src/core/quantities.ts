/** Fields of the search language as quantities of a run: what a point's place, a cell's colour and an axis are. */
import type { Run, SpecValue } from '../api/types'
import { fieldText, parseField, type Field } from './search/fields'
import { decode, quantity } from './series'

/** What an axis is called. */
export function titleOf(word: string): string {
  const field = parseField(word)
  if (!field) return word
  if (field.of === 'attribute') return field.name === 'tau' ? 'τ, proper time' : field.name
  if (field.of !== 'metrics') return field.name
  return `${field.name}, ${{ last: 'last', min: 'least', max: 'greatest', step: 'step of the last' }[field.part]} value`
}

/** Undefined for what the run does not have. A metric's NaN is a value. */
export function valueOf(run: Run, word: string): SpecValue | undefined {
  const field = parseField(word)
  return field && fieldValue(run, field)
}

function fieldValue(run: Run, field: Field): SpecValue | undefined {
  switch (field.of) {
    case 'params':
      return own(run.params, field.name)
    case 'tags':
      return own(run.tags, field.name)
    case 'metrics': {
      const summary = own(run.metrics, field.name)
      const value =
        summary && { last: summary.last, min: summary.min, max: summary.max, step: summary.lastStep }[field.part]
      return value === undefined ? undefined : decode(value)
    }
    case 'attribute':
      return attribute(run, field.name)
  }
}

function attribute(run: Run, name: (Field & { of: 'attribute' })['name']): SpecValue | undefined {
  switch (name) {
    case 'lineage.root':
      return run.root
    case 'lineage.parent':
      return run.parent?.run
    case 'created':
      return run.createdAt
    case 'updated':
      return run.updatedAt
    case 'step':
    case 'tau':
      // A run driven from outside has no tau.
      return quantity(run[name])
    case 'age':
      // Depends on when one asks.
      return undefined
    default:
      return run[name]
  }
}

/** NaN for what is no number. */
export function numberOf(run: Run, word: string): number {
  const value = valueOf(run, word)
  return typeof value === 'number' ? value : NaN
}

/** A name from somebody's spec may be that of something every object has. */
export function own<T>(values: { [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

export const paramWord = (path: string): string => fieldText({ of: 'params', name: path })
export const metricWord = (name: string): string => fieldText({ of: 'metrics', name, part: 'last' })

/** The condition that a run is one of these. */
export function idIn(ids: readonly string[]): string {
  return `id in (${ids.map(id => `'${id}'`).join(', ')})`
}

/** The condition that a parameter is this value; undefined where the search language has no word for it (a list). */
export function equalsText(path: string, value: SpecValue | undefined): string | undefined {
  const field = paramWord(path)
  if (value === undefined || value === null) return `${field} is null`
  if (typeof value === 'number' || typeof value === 'boolean') return `${field} = ${value}`
  if (typeof value === 'string') return `${field} = '${value.replaceAll("'", "''")}'`
  return undefined
}
