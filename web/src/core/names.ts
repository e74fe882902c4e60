/** Names of metrics and parameters as the API lists them: commas between, in quotes where a name has commas, blanks or quotes itself. */
export function nameList(names: readonly string[]): string {
  return names.map(name => (/^\s|\s$|,|^"/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(',')
}
