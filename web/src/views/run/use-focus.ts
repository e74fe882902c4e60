import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** For a field that the reader has just asked for: it has the focus when it appears. */
export function useFocus<T extends HTMLElement>(): RefObject<T | null> {
  const field = useRef<T>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}
