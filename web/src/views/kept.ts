/** Choices that stay in this browser, the same in all of its tabs. What leads to a picture is not here but in the address. */
import { useEffect, useState } from 'preact/hooks'

/** Choices of browsers that keep nothing last as long as the page. */
const here = new Map<string, string>()
const changed = new EventTarget()

function read<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
  let said = here.get(key)
  try {
    said = localStorage.getItem(key) ?? said
  } catch {
    // Storage is forbidden.
  }
  return choices.find(choice => choice === said) ?? choices[0]
}

function write(key: string, choice: string): void {
  here.set(key, choice)
  try {
    localStorage.setItem(key, choice)
  } catch {
    // Storage is forbidden or full.
  }
  changed.dispatchEvent(new Event(key))
}

/** @param choices the first is the usual one */
export function useKept<T extends string>(name: string, choices: readonly [T, ...T[]]): [T, (choice: T) => void] {
  const key = `hourglass.${name}`
  const [choice, setChoice] = useState(() => read(key, choices))
  useEffect(() => {
    const follow = (): void => setChoice(read(key, choices))
    const elsewhere = (event: StorageEvent): void => {
      if (event.key === key || event.key === null) follow()
    }
    changed.addEventListener(key, follow)
    addEventListener('storage', elsewhere)
    return () => {
      changed.removeEventListener(key, follow)
      removeEventListener('storage', elsewhere)
    }
  }, [key, choices])
  return [choice, next => write(key, next)]
}
