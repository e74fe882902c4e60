/** Fields of the search language, as docs/api.md names them, and back. */

export const attributes = [
  'name',
  'experiment',
  'kind',
  'state',
  'id',
  'lineage.root',
  'lineage.parent',
  'sweep',
  'created',
  'updated',
  'age',
  'step',
  'tau',
  'attempts',
] as const
export type Attribute = (typeof attributes)[number]

export type Part = 'last' | 'min' | 'max' | 'step'
const parts: readonly Part[] = ['last', 'min', 'max', 'step']

export type Field =
  | { of: 'attribute'; name: Attribute }
  | { of: 'params'; name: string }
  | { of: 'tags'; name: string }
  | { of: 'metrics'; name: string; part: Part }

/** As it is written in a filter or an order: quoted where the name has other characters than letters, digits, _ and dots. */
export function fieldText(field: Field): string {
  if (field.of === 'attribute') return field.name
  const { of, name } = field
  if (of !== 'metrics') return `${of}.${quoted(name, false)}`
  // A last word that reads as a part is a part, unless it stands in quotes.
  const written = quoted(
    name,
    parts.some(part => name.toLowerCase().endsWith(`.${part}`)),
  )
  return field.part === 'last' ? `metrics.${written}` : `metrics.${written}.${field.part}`
}

const segment = /"((?:""|[^"])*)"|`((?:``|[^`])*)`|([^."`]+)/g

/** @returns undefined if the text names no field */
export function parseField(text: string): Field | undefined {
  const found = [...text.matchAll(segment)].map(match => ({
    quoted: match[3] === undefined,
    name: match[3] ?? match[1]?.replaceAll('""', '"') ?? match[2]!.replaceAll('``', '`'),
  }))
  const [first, ...rest] = found
  if (!first) return undefined
  const named = (each: typeof rest): string => each.map(one => one.name).join('.')
  switch (first.name.toLowerCase()) {
    case 'params':
      return rest.length > 0 ? { of: 'params', name: named(rest) } : undefined
    case 'tags':
      return rest.length > 0 ? { of: 'tags', name: named(rest) } : undefined
    case 'metrics': {
      const last = rest.at(-1)
      const part = last && !last.quoted ? parts.find(each => each === last.name.toLowerCase()) : undefined
      if (rest.length > 1 && part) return { of: 'metrics', name: named(rest.slice(0, -1)), part }
      return rest.length > 0 ? { of: 'metrics', name: named(rest), part: 'last' } : undefined
    }
    default: {
      const word = named(found).toLowerCase()
      const name = attributes.find(each => each === word)
      return name && { of: 'attribute', name }
    }
  }
}

function quoted(name: string, always: boolean): string {
  const plain = name.split('.').every(each => /^[\p{L}\p{N}_]+$/u.test(each))
  return plain && !always ? name : `"${name.replaceAll('"', '""')}"`
}

export type ValueKind = 'text' | 'number' | 'time' | 'run' | 'any'

export function valueKind(field: Field): ValueKind {
  if (field.of === 'params') return 'any'
  if (field.of === 'tags') return 'text'
  if (field.of === 'metrics') return 'number'
  switch (field.name) {
    case 'name':
    case 'experiment':
    case 'kind':
    case 'state':
      return 'text'
    case 'id':
    case 'lineage.root':
    case 'lineage.parent':
    case 'sweep':
      return 'run'
    case 'created':
    case 'updated':
      return 'time'
    default:
      return 'number'
  }
}
