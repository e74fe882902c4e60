/** Lines such as `dynamics.eta = 0.001`, as a person types them to change a spec. */
import type { SpecValue } from '../api/types'

export type Overrides = { set: { [path: string]: SpecValue } } | { wrong: string }

/** Empty lines are nothing; a value that is not JSON is a word. */
export function overrides(text: string): Overrides {
  const set: { [path: string]: SpecValue } = {}
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, path, value] = /^\s*([A-Za-z][\w.-]*)\s*[=:]\s*(.*\S)\s*$/.exec(line) ?? []
    if (path === undefined || value === undefined) {
      return { wrong: `Line ${i + 1}, "${line.trim()}", is not of the form path = value.` }
    }
    set[path] = valueOf(value)
  }
  return { set }
}

function valueOf(text: string): SpecValue {
  try {
    return JSON.parse(text) as SpecValue
  } catch {
    return text
  }
}
