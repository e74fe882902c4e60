/** A spec as YAML that a person reads, and that means the same. */
import type { SpecValue } from '../api/types'

export interface YamlLine {
  /** Keys from the root, as errors and searches name them. */
  path: string
  text: string
}

export function yaml(value: SpecValue): string {
  return yamlLines(value)
    .map(line => line.text)
    .join('\n')
}

/** Line by line, so that what is said of a path can be shown at its line. */
export function yamlLines(value: SpecValue): YamlLine[] {
  return isMapping(value) && Object.keys(value).length > 0 ? mapping(value, '', '') : split('', block(value, ''))
}

function mapping(value: { [key: string]: SpecValue }, path: string, indent: string): YamlLine[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const below = path === '' ? key : `${path}.${key}`
    const head = `${indent}${word(key)}:`
    return isMapping(item) && Object.keys(item).length > 0
      ? [{ path: below, text: head }, ...mapping(item, below, `${indent}  `)]
      : split(below, head + block(item, `${indent}  `))
  })
}

function split(path: string, text: string): YamlLine[] {
  return text
    .replace(/^\n/, '')
    .split('\n')
    .map(line => ({ path, text: line }))
}

function block(value: SpecValue, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []'
    if (value.every(isScalar)) return ` [${value.map(scalar).join(', ')}]`
    return value.map(item => `\n${indent}-${block(item, `${indent}  `)}`).join('')
  }
  if (isMapping(value)) {
    const entries = Object.entries(value)
    if (entries.length === 0) return ' {}'
    return entries.map(([key, item]) => `\n${indent}${word(key)}:${block(item, `${indent}  `)}`).join('')
  }
  return ` ${scalar(value)}`
}

function isMapping(value: SpecValue): value is { [key: string]: SpecValue } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isScalar(value: SpecValue): boolean {
  return value === null || typeof value !== 'object'
}

function scalar(value: SpecValue): string {
  return typeof value === 'string' ? word(value) : JSON.stringify(value)
}

/** Quoted unless it can only be read as a word. */
function word(text: string): string {
  const reserved = /^(true|false|null|yes|no|on|off|y|n)$/i
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !reserved.test(text) ? text : JSON.stringify(text)
}
