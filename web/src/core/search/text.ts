/**
 * The text of a filter: its tokens, and where one stands in it. It mirrors the tracker's grammar (Filter.g4), so that the page
 * can complete what is typed and asks the tracker only once a text is whole; the tracker has the last word.
 */
import { parseField, type Field } from './fields'

export type TokenKind =
  'word' | 'field' | 'compare' | 'number' | 'string' | 'open' | 'close' | 'comma' | 'minus' | 'unclosed' | 'other'

export interface Token {
  kind: TokenKind
  text: string
  /** In UTF-16 units, as an input's selection. */
  from: number
  to: number
}

const words = new Set([
  'and',
  'or',
  'not',
  'like',
  'ilike',
  'in',
  'is',
  'null',
  'true',
  'false',
  'nan',
  'inf',
  'infinity',
])

const rules: readonly [TokenKind, RegExp][] = [
  ['number', /(?:\d+(?:\.\d+)?[smhdw])+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iuy],
  ['string', /'(?:''|[^'])*'|"(?:""|[^"])*"/uy],
  ['unclosed', /['"][^]*/uy],
  // A name whose quotes are still open is one that is being typed.
  ['field', /[\p{L}_][\p{L}\p{N}_]*(?:\.(?:[\p{L}\p{N}_]+|"(?:""|[^"])*(?:"|$)|`(?:``|[^`])*(?:`|$)))*\.?/uy],
  ['compare', /==|=|!=|<>|<=|>=|<|>/uy],
  ['open', /\(/uy],
  ['close', /\)/uy],
  ['comma', /,/uy],
  ['minus', /-/uy],
  ['other', /[^]/uy],
]

export function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    const space = /\s+/uy
    space.lastIndex = at
    if (space.test(text)) {
      at = space.lastIndex
      continue
    }
    for (const [kind, rule] of rules) {
      rule.lastIndex = at
      const match = rule.exec(text)?.[0]
      if (match === undefined) continue
      const isWord = kind === 'field' && words.has(match.toLowerCase())
      found.push({ kind: isWord ? 'word' : kind, text: match, from: at, to: at + match.length })
      at += match.length
      break
    }
  }
  return found
}

/** What may stand at a place. */
export type Expected =
  | 'term'
  | 'operator'
  | 'negated'
  | 'value'
  | 'magnitude'
  | 'pattern'
  | 'list'
  | 'item'
  | 'next'
  | 'is'
  | 'null'
  | 'join'

export interface Place {
  expected: Expected
  /** Of the condition one stands in. */
  field: Field | undefined
  /** How many parentheses are open. */
  depth: number
}

const start: Place = { expected: 'term', field: undefined, depth: 0 }

/** The place behind a token, or undefined if the token cannot stand there. */
export function after(place: Place, token: Token): Place | undefined {
  const to = (expected: Expected, part: Partial<Place> = {}): Place => ({ ...place, ...part, expected })
  const word = token.kind === 'word' ? token.text.toLowerCase() : ''
  switch (place.expected) {
    case 'term':
      if (word === 'not') return to('term')
      if (token.kind === 'open') return to('term', { depth: place.depth + 1 })
      return token.kind === 'field' && !token.text.endsWith('.')
        ? to('operator', { field: parseField(token.text) })
        : undefined
    case 'operator':
      if (token.kind === 'compare') return to('value')
      if (word === 'is') return to('is')
      return word === 'not' ? to('negated') : afterNot(word, to)
    case 'negated':
      return afterNot(word, to)
    case 'value':
    case 'item': {
      const then = place.expected === 'value' ? 'join' : 'next'
      if (token.kind === 'minus') return to(place.expected === 'value' ? 'magnitude' : 'item')
      return isValue(token, word) ? to(then) : undefined
    }
    case 'magnitude':
      return token.kind === 'number' || word.startsWith('inf') ? to('join') : undefined
    case 'pattern':
      return token.kind === 'string' ? to('join') : undefined
    case 'list':
      return token.kind === 'open' ? to('item') : undefined
    case 'next':
      if (token.kind === 'comma') return to('item')
      return token.kind === 'close' ? to('join') : undefined
    case 'is':
      if (word === 'not') return to('null')
      return word === 'null' ? to('join') : undefined
    case 'null':
      return word === 'null' ? to('join') : undefined
    case 'join':
      if (word === 'and' || word === 'or') return to('term', { field: undefined })
      return token.kind === 'close' && place.depth > 0 ? to('join', { depth: place.depth - 1 }) : undefined
  }
}

function afterNot(word: string, to: (expected: Expected) => Place): Place | undefined {
  if (word === 'like' || word === 'ilike') return to('pattern')
  return word === 'in' ? to('list') : undefined
}

function isValue(token: Token, word: string): boolean {
  return (
    token.kind === 'number' || token.kind === 'string' || ['true', 'false', 'nan', 'inf', 'infinity'].includes(word)
  )
}

/** Whether the tracker would take the text, as far as can be told here; nothing at all is whole, too. */
export function isWhole(text: string): boolean {
  let place: Place | undefined = start
  const all = tokens(text)
  for (const token of all) {
    place = after(place, token)
    if (!place) return false
  }
  return all.length === 0 || (place.expected === 'join' && place.depth === 0)
}

export interface Caret {
  place: Place
  /** What has been typed of the token at the caret. */
  typed: string
  /** The text that a completion replaces. */
  from: number
  to: number
}

/** @returns undefined where something before the caret is wrong: nothing sensible can be offered then */
export function caretIn(text: string, caret: number): Caret | undefined {
  let place: Place | undefined = start
  for (const token of tokens(text)) {
    const inside = token.from < caret && caret <= token.to
    // Behind a finished token without a space the next one begins, but letters and digits may still go on.
    const open = inside && (caret < token.to || !['string', 'open', 'close', 'comma', 'compare'].includes(token.kind))
    if (open) return { place, typed: text.slice(token.from, caret), from: token.from, to: token.to }
    if (token.from >= caret) break
    place = after(place, token)
    if (!place) return undefined
  }
  return { place, typed: '', from: caret, to: caret }
}

/**
 * Words alone, which are no filter yet what most people type first: runs whose name or experiment has each of them, or whose
 * id begins with it. Undefined for what looks like the language, such as a field that is being typed.
 */
export function plainWords(text: string): string[] | undefined {
  const found = text.trim().split(/\s+/).filter(Boolean)
  const plain = found.every(each => /^[^=<>!()'"`]+$/.test(each) && !isLanguage(each))
  return plain && found.length > 0 ? found : undefined
}

function isLanguage(word: string): boolean {
  if (words.has(word.toLowerCase())) return true
  return /^(params|metrics|tags|lineage)\./i.test(word) || parseField(word)?.of === 'attribute'
}

/** What is sent for a text; undefined while it is unfinished. */
export function filterOf(text: string): string | undefined {
  const found = plainWords(text)
  if (found) return found.map(containing).join(' and ')
  return isWhole(text) ? text.trim() : undefined
}

function containing(word: string): string {
  const like = literal(`%${word.replace(/[\\%_]/g, each => `\\${each}`)}%`)
  const isId = /^[0-9a-f]{4}[0-9a-f-]*$/i.test(word) && word.replaceAll('-', '').length <= 32
  const id = isId ? ` or id = ${literal(word)}` : ''
  return `(name ilike ${like} or experiment ilike ${like}${id})`
}

/** A text in quotes. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
