/** Text in an SVG file: escaped, isolated from its neighbours, and set as in print. */

const raised: { readonly [figure: string]: string } = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '\u2212',
}

/** The longest name that is set; the whole of it is in the CSV. */
const longest = 60

/** For a text or an attribute's value. What XML cannot hold is left out. */
export function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
  )
}

/** Somebody else's text: cut to a length, on one line, and unable to turn the direction of what follows. */
export function foreign(text: string): string {
  const line = text.slice(0, 4 * longest).replace(/\s+/g, ' ')
  const letters = [...line]
  const cut = letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line
  // First strong isolate, and its end; marks within that would end it early are dropped.
  return escaped(`\u2068${cut.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`)
}

/** Own text as the content of a `<text>` of this size: indices lowered, exponents raised, in any font. */
export function set(text: string, size: number): string {
  const small = round(size * 0.72)
  const parts = text.split(/(τw|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)/)
  return parts
    .map((part, i) => {
      if (i % 2 === 0) return escaped(part)
      const [base, moved, by] =
        part === 'τw' ? ['τ', 'w', 0.22 * size] : ['', [...part].map(c => raised[c]).join(''), -0.36 * size]
      return `${base}<tspan dy="${round(by)}" font-size="${small}">${moved}</tspan><tspan dy="${round(-by)}">\u200b</tspan>`
    })
    .join('')
}

/** About how wide a text of this size is: nothing can be measured without a page. */
export function breadth(text: string, size: number): number {
  let ems = 0
  for (const character of text) {
    if (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(character)) ems += 0.48
    else ems += /[\u2009.,:ilj|]/.test(character) ? 0.36 : 0.6
  }
  return ems * size
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
