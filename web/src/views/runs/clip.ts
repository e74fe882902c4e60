import { clipped } from '../../core/text'

/** Text of people's for one line of a table: a megabyte of it is not laid out to be cut off by a style. */
export function clip(text: string, most = 200): string {
  const { text: shown, cut } = clipped(text, most)
  return cut ? `${shown}…` : shown
}
