/** A spec as YAML that a person reads, and that means the same. */
import type { SpecValue } from '../api/types'

export function yaml(value: SpecValue): string {
  return block(value, '').replace(/^\n/, '')
}

function block(value: SpecValue, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []'
    if (value.every(isScalar)) return ` [${value.map(scalar).join(', ')}]`
    return value.map(item => `\n${indent}-${block(item, `${indent}  `)}`).join('')
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
    if (entries.length === 0) return ' {}'
    return entries.map(([key, item]) => `\n${indent}${word(key)}:${block(item, `${indent}  `)}`).join('')
  }
  return ` ${scalar(value)}`
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
