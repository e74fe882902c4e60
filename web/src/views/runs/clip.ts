/** Text of people's for one line of a table: a megabyte of it is not laid out to be cut off by a style. */
export function clip(text: string, most = 200): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`
}
