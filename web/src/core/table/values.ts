/** What a run has in a column: to group by, to fold away what is the same, to take means of. */
import type { Run, SpecValue } from '../../api/types'
import { plain } from '../runs'
import { parseField, type Field } from '../search/fields'
import { decode, quantity } from '../series'
import { isOver } from '../states'
import type { Column } from './columns'

const fields = new Map<string, Field | undefined>()

/** Read once for each name: folding looks at ten thousand runs. */
function fieldOf(key: string): Field | undefined {
  if (!fields.has(key)) fields.set(key, parseField(key))
  return fields.get(key)
}

/** The value as a text; undefined where the run has none. */
export function textOf(run: Run, key: string): string | undefined {
  switch (key) {
    case 'experiment':
      return run.experiment
    case 'state':
      return run.state
    case 'kind':
      return run.kind
    case 'worker':
      return run.worker
    case 'by':
      return run.createdBy
    case 'parent':
      return run.parent?.run
    case 'end':
      return isOver(run.state) ? undefined : run.expectedEndAt
    default: {
      const number = numberAt(run, key)
      if (number !== undefined) return String(number)
      const field = fieldOf(key)
      return field && fieldTextOf(run, field)
    }
  }
}

function fieldTextOf(run: Run, field: Field): string | undefined {
  if (field.of === 'params') {
    const value: SpecValue | undefined = run.params[field.name]
    return value === undefined ? undefined : plain(value)
  }
  return field.of === 'tags' ? run.tags[field.name] : undefined
}

/** A quantity, to take the mean of; undefined where it is none. NaN is a value. */
export function numberOf(run: Run, column: Column): number | undefined {
  return numberAt(run, column.key)
}

function numberAt(run: Run, key: string): number | undefined {
  switch (key) {
    case 'step':
      return run.step
    case 'tau':
      return quantity(run.tau)
    case 'rate':
      return quantity(run.stepsPerSecond)
    case 'attempts':
      return run.attempts
    default: {
      const field = fieldOf(key)
      if (field?.of === 'params') {
        const value = run.params[field.name]
        return typeof value === 'number' ? value : undefined
      }
      return field?.of === 'metrics' ? metricOf(run, field) : undefined
    }
  }
}

function metricOf(run: Run, { name, part }: Extract<Field, { of: 'metrics' }>): number | undefined {
  const summary = Object.hasOwn(run.metrics, name) ? run.metrics[name] : undefined
  if (summary === undefined) {
    return name === 'nll' && part === 'last' && run.lastNll !== undefined ? decode(run.lastNll) : undefined
  }
  const value = { last: summary.last, min: summary.min, max: summary.max, step: summary.lastStep }[part]
  return value === undefined ? undefined : decode(value)
}

/** Columns that cannot be folded away: they say what a run is, or how far. */
const always = new Set(['state', 'name', 'params', 'step', 'age', 'tags', 'notes', 'id', 'updated'])

export interface Same {
  column: Column
  /** Undefined where no run has any. */
  value: string | undefined
}

/** The columns whose value is the same in all these runs; none for fewer than two. */
export function same(columns: readonly Column[], runs: readonly Run[], kept: readonly string[]): Same[] {
  if (runs.length < 2) return []
  return columns.flatMap(column => {
    if (always.has(column.key) || kept.includes(column.key)) return []
    if (column.curve !== undefined) {
      // A course is like no other; where there is none there is nothing to draw.
      const last = { of: 'metrics', name: column.curve, part: 'last' } as const
      return runs.every(run => metricOf(run, last) === undefined) ? [{ column, value: undefined }] : []
    }
    const value = textOf(runs[0]!, column.key)
    return runs.every(run => textOf(run, column.key) === value) ? [{ column, value }] : []
  })
}
