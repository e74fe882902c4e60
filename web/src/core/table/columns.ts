/** The columns of the table of runs: which there are, what they are called, what the tracker is asked for. */
import { nameList } from '../names'
import { parseField, fieldText, type Field } from '../search/fields'
import { shortPath } from '../runs'

/** What a column is, by its name in the address. Fields of the search language are columns; `curve.NAME` is a metric's sparkline. */
export interface Column {
  key: string
  /** In the head. */
  title: string
  /** In full, with its unit. */
  about: string
  /** How the tracker orders by it; undefined where it cannot. */
  order?: string
  /** In pixels, at least. */
  width: number
  numeric: boolean
  /** What it shows of the spec, the metrics or the tags. */
  field?: Field
  /** The metric whose course it draws. */
  curve?: string
}

type BuiltIn = Omit<Column, 'key' | 'numeric'> & { numeric?: boolean }

const builtIns: { readonly [key: string]: BuiltIn } = {
  state: { title: 'State', about: 'state, and its reason', order: 'state', width: 112 },
  name: { title: 'Run', about: 'name; where it branched from; its branches', order: 'name', width: 216 },
  experiment: { title: 'Experiment', about: 'the group it belongs to', order: 'experiment', width: 112 },
  parent: { title: 'Parent', about: 'the run it branched from, and where', order: 'lineage.parent', width: 190 },
  params: { title: 'What differs', about: 'parameters that are not the same in all these runs', width: 216 },
  step: { title: 'Step', about: 'updates so far, and how many there are to be', order: 'step', width: 134 },
  tau: { title: 'τ', about: 'proper time: the sum of the learning rates', order: 'tau', width: 72, numeric: true },
  age: { title: 'Age', about: 'wall time since it was created', order: 'created', width: 66, numeric: true },
  wall: {
    title: 'Time',
    about: 'wall time from its first attempt until now, its pause or its end',
    width: 104,
    numeric: true,
  },
  rate: { title: 'Steps/s', about: 'updates a second, by the last heartbeat', width: 78, numeric: true },
  end: { title: 'Ends in', about: 'wall time until its expected end', width: 92, numeric: true },
  tags: { title: 'Tags', about: 'tags; click to change them', width: 150 },
  notes: { title: 'Notes', about: 'the newest note; click to read all and to write', width: 200 },
  worker: { title: 'Worker', about: 'which worker executes it', width: 120 },
  kind: {
    title: 'Kind',
    about: 'queued for workers, published, or driven by a program of its own',
    order: 'kind',
    width: 90,
  },
  by: { title: 'By', about: 'who created it', width: 100 },
  attempts: { title: 'Attempts', about: 'how often it was begun', order: 'attempts', width: 84, numeric: true },
  updated: { title: 'Changed', about: 'wall time since it last changed', order: 'updated', width: 84, numeric: true },
  id: { title: 'Id', about: 'the last figures of its id', order: 'id', width: 90 },
}

export const builtInKeys: readonly string[] = Object.keys(builtIns)

export const usualColumns: readonly string[] = [
  'state',
  'name',
  'experiment',
  'params',
  'step',
  'metrics.nll',
  'curve.nll',
  'tau',
  'age',
  'rate',
  'end',
  'tags',
]

/** @returns undefined if there is no such column */
export function column(key: string): Column | undefined {
  const builtIn = Object.hasOwn(builtIns, key) ? builtIns[key] : undefined
  if (builtIn) return { key, numeric: false, ...builtIn }
  if (key.startsWith('curve.')) {
    const field = parseField(`metrics.${key.slice('curve.'.length)}`)
    if (field?.of !== 'metrics' || field.part !== 'last') return undefined
    return {
      key,
      title: `${field.name} ∿`,
      about: `the course of ${field.name} over the steps`,
      width: 120,
      numeric: false,
      curve: field.name,
    }
  }
  const field = parseField(key)
  if (!field || field.of === 'attribute') return undefined
  return { key: fieldText(field), order: fieldText(field), field, ...named(field) }
}

export function curveColumn(metric: string): string {
  return `curve.${fieldText({ of: 'metrics', name: metric, part: 'last' }).slice('metrics.'.length)}`
}

function named(field: Exclude<Field, { of: 'attribute' }>): Pick<Column, 'title' | 'about' | 'width' | 'numeric'> {
  switch (field.of) {
    case 'params':
      return { title: shortPath(field.name), about: `parameter ${field.name}`, width: 110, numeric: false }
    case 'tags':
      return { title: field.name, about: `tag ${field.name}`, width: 110, numeric: false }
    case 'metrics': {
      const part = { last: 'last', min: 'least', max: 'greatest', step: 'step of the last' }[field.part]
      const title = field.part === 'step' ? `step of ${field.name}` : `${part} ${field.name}`
      return { title, about: `${part} value of metric ${field.name}`, width: 92, numeric: true }
    }
  }
}

/** The columns of an address, each once; what is unknown is left out. */
export function columnsOf(keys: readonly string[]): Column[] {
  const asked = keys.length > 0 ? keys : usualColumns
  const found = new Map(asked.flatMap(key => column(key) ?? []).map(each => [each.key, each]))
  return found.size > 0 ? [...found.values()] : usualColumns.map(key => column(key)!)
}

export interface Wanted {
  metrics: string
  params: string
}

/** What a list of runs has to carry for these columns and this grouping, as the API's `metrics=` and `params=`. */
export function wanted(columns: readonly Column[], group: string): Wanted {
  const fields = [...columns.map(each => each.field), parseField(group)].filter(each => each !== undefined)
  const names = (of: 'metrics' | 'params'): string => {
    const curves = of === 'metrics' ? columns.flatMap(each => each.curve ?? []) : []
    const all = [...fields.flatMap(field => (field.of === of ? [field.name] : [])), ...curves]
    return nameList([...new Set(all)].toSorted())
  }
  return { metrics: names('metrics'), params: columns.some(each => each.key === 'params') ? '*' : names('params') }
}

/** An order as a column's head shows it: by one field, up or down. */
export interface Order {
  by: string
  descending: boolean
}

export function parseOrder(order: string): Order {
  return { by: order.replace(/^-/, ''), descending: order.startsWith('-') }
}

/** The order after a click on a head: what is new or large is mostly looked for first in times, what is small in all else. */
export function nextOrder(order: string, by: string): string {
  const now = parseOrder(order)
  const first = by === 'created' || by === 'updated'
  const descending = now.by === by ? !now.descending : first
  return (descending ? '-' : '') + by
}

/** The keys with one of them moved to the place of another. */
export function moved(keys: readonly string[], from: number, to: number): string[] {
  const place = Math.min(keys.length - 1, Math.max(0, to))
  const key = keys[from]
  if (key === undefined || from === place) return [...keys]
  const others = keys.filter((_, i) => i !== from)
  return [...others.slice(0, place), key, ...others.slice(place)]
}
