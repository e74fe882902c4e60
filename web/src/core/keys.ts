/** Shortcuts of one key or of two after each other, such as "?" and "g r". */

/** What a key press comes to: a shortcut, or the wait for its second key, or nothing. */
export interface Press {
  shortcut?: string
  waiting: string
}

/**
 * @param waiting the first key of a shortcut, if one was pressed a moment ago
 * @param known all shortcuts there are
 */
export function pressed(waiting: string, key: string, known: Iterable<string>): Press {
  const all = [...known]
  const keys = waiting === '' ? key : `${waiting} ${key}`
  if (all.includes(keys)) return { shortcut: keys, waiting: '' }
  if (all.some(each => each.startsWith(`${keys} `))) return { waiting: keys }
  // The second key began no shortcut with the first; it may be one by itself.
  return waiting === '' ? { waiting: '' } : pressed('', key, all)
}
