/** What can be typed next in a filter. */
import { runStates } from '../states'
import { attributes, fieldText, valueKind, type Field } from './fields'
import { literal, type Caret, type Expected } from './text'

export interface Completion {
  /** What stands in place of what was typed. */
  insert: string
  /** Beside it in the list: what it is. */
  hint: string
}

/** What to ask the tracker for, to complete what is typed. */
export type Question =
  | { ask: 'params' | 'metrics' | 'tags' | 'experiments'; q: string }
  | { ask: 'values'; of: 'params' | 'tags'; name: string; q: string }

export function questions(caret: Caret): Question[] {
  const { place, typed } = caret
  if (place.expected === 'term') {
    const [first = '', ...rest] = typed.split('.')
    const of = kinds.find(each => each === first.toLowerCase())
    if (of && typed.includes('.')) return [{ ask: of, q: bare(rest.join('.')) }]
    return typed === '' ? [] : kinds.map(each => ({ ask: each, q: typed }))
  }
  if (place.expected === 'value' || place.expected === 'item') {
    const { field } = place
    const q = bare(typed)
    if (field?.of === 'params' || field?.of === 'tags') return [{ ask: 'values', of: field.of, name: field.name, q }]
    if (field?.of === 'attribute' && field.name === 'experiment') return [{ ask: 'experiments', q }]
  }
  return []
}

const kinds = ['params', 'metrics', 'tags'] as const

/** What was typed of a name or text, without its quotes. */
function bare(typed: string): string {
  return typed.replace(/^["'`]/, '').replace(/["'`]$/, '')
}

/** @param answers of the tracker, one for each question */
export function completions(
  caret: Caret,
  asked: readonly Question[],
  answers: readonly (readonly string[])[],
): Completion[] {
  const { place, typed } = caret
  switch (place.expected) {
    case 'term':
      return [...fieldsAt(typed), ...asked.flatMap((question, i) => named(question, answers[i] ?? []))]
    case 'operator':
      return fitting(typed, operators(place.field))
    case 'negated':
      return fitting(typed, [
        word('like', 'a pattern'),
        word('ilike', 'a pattern, in either case'),
        word('in', 'one of a list'),
      ])
    case 'value':
    case 'item':
      return [
        ...fixedValues(place.field, place.expected, typed),
        ...asked.flatMap((q, i) => values(q, answers[i] ?? [])),
      ]
    case 'pattern':
      return typed === '' ? [word("'%%'", '% is any text, _ any character')] : []
    case 'list':
      return [word('(', 'a list, with commas')]
    case 'next':
      return fitting(typed, [word(',', 'one more'), word(')', 'the end of the list')])
    case 'is':
      return fitting(typed, [word('null', 'the run does not have it'), word('not null', 'the run has it')])
    case 'null':
      return fitting(typed, [word('null', '')])
    case 'join': {
      const close = place.depth > 0 ? [word(')', '')] : []
      return fitting(typed, [word('and', 'both'), word('or', 'one of both'), ...close])
    }
    case 'magnitude':
      return []
  }
}

/** The text with the completion in its place, and where the caret stands then. */
export function completed(text: string, caret: Caret, { insert }: Completion): { text: string; caret: number } {
  const behind = text.slice(caret.to)
  const space = /^\s/.test(behind) || insert === "'%%'" ? '' : ' '
  const at = caret.from + insert.length + (insert === "'%%'" ? -2 : 1)
  return { text: text.slice(0, caret.from) + insert + space + behind, caret: at }
}

function word(insert: string, hint: string): Completion {
  return { insert, hint }
}

function fitting(typed: string, all: readonly Completion[]): Completion[] {
  return all.filter(each => each.insert.toLowerCase().startsWith(typed.toLowerCase()))
}

const hints: { readonly [name: string]: string } = {
  name: 'the run’s name',
  experiment: 'the group it belongs to',
  kind: 'who drives it',
  state: 'running, failed …',
  id: 'its id, or how that begins',
  'lineage.root': 'the run at the root of its tree',
  'lineage.parent': 'the run it branched from',
  sweep: 'the sweep it is a member of',
  created: 'a time',
  updated: 'a time',
  age: 'since it was created: 90s, 3h, 2d',
  step: 'updates so far',
  tau: 'proper time τ',
  attempts: 'how often it was begun',
}

function fieldsAt(typed: string): Completion[] {
  const names: Completion[] = attributes.map(name => word(name, hints[name] ?? ''))
  const groups = [
    word('params.', 'a value of the spec'),
    word('metrics.', 'a last, least or greatest value'),
    word('tags.', 'a tag'),
  ]
  const negation = typed === '' ? [] : [word('not', '')]
  return fitting(typed, [...groups, ...names, ...negation]).filter(each => each.insert !== typed)
}

function named(question: Question, names: readonly string[]): Completion[] {
  if (question.ask === 'values' || question.ask === 'experiments') return []
  const hint = { params: 'parameter', metrics: 'metric', tags: 'tag' }[question.ask]
  return names.map(name => word(fieldText(fieldNamed(question.ask as 'params' | 'metrics' | 'tags', name)), hint))
}

export function fieldNamed(of: 'params' | 'metrics' | 'tags', name: string): Field {
  return of === 'metrics' ? { of, name, part: 'last' } : { of, name }
}

function operators(field: Field | undefined): Completion[] {
  const order = [word('<', 'less'), word('<=', ''), word('>', 'more'), word('>=', '')]
  const equal = [word('=', 'equal'), word('!=', 'has another')]
  const list = [word('in', 'one of a list'), word('not in', '')]
  const like = [word('ilike', 'contains, in either case'), word('like', ''), word('not like', '')]
  const presence = [word('is null', 'the run does not have it'), word('is not null', '')]
  // What is no field yet are words to search names for.
  if (!field) return []
  switch (valueKind(field)) {
    case 'number':
    case 'time':
      return [...order, ...equal, ...presence]
    case 'text':
      return [...equal, ...like, ...list, ...presence]
    case 'run':
      return [...equal, ...list, ...presence]
    case 'any':
      return [...equal, ...order, ...list, ...like, ...presence]
  }
}

function fixedValues(field: Field | undefined, expected: Expected, typed: string): Completion[] {
  const list = expected === 'item' ? 'one of the list' : ''
  const texts = (all: readonly string[]): Completion[] =>
    all.filter(each => each.startsWith(bare(typed).toLowerCase())).map(each => word(literal(each), list))
  if (field?.of !== 'attribute') return []
  switch (field.name) {
    case 'state':
      return texts(runStates)
    case 'kind':
      return texts(['queued', 'published', 'external'])
    case 'age':
      return fitting(typed, [word('1h', 'an hour'), word('1d', 'a day'), word('1w', 'a week')])
    default:
      return []
  }
}

/** Values of a parameter come as texts; what reads as a number is compared as one. */
function values(question: Question, found: readonly string[]): Completion[] {
  const isParam = question.ask === 'values' && question.of === 'params'
  if (question.ask !== 'values' && question.ask !== 'experiments') return []
  return found.map(value =>
    word(isParam && /^(-?\d+(\.\d+)?(e[+-]?\d+)?|true|false)$/i.test(value) ? value : literal(value), ''),
  )
}
