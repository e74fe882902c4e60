/**
 * Text that people and programs wrote: of any length, in any direction, with anything in it. Markup in it is only text already,
 * because nothing here becomes HTML; this is about length, lines, and marks that turn the text around them.
 */

/** What joins to the character before it, so that a cut before it would tear a letter apart. */
const joins = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d)/u
/** No letter is longer: what goes on joining is there to do harm. */
const longestLetter = 32

/** The text if it is short enough, or its beginning. A character is never cut in two. */
export function clipped(text: string, most: number): { text: string; cut: boolean } {
  if (text.length <= most) return { text, cut: false }
  let end = most
  while (end > 0 && most - end < longestLetter && (isLow(text, end) || joins.test(text.slice(end, end + 2)))) end--
  return { text: text.slice(0, end), cut: true }
}

const keptEnd = 4

/**
 * A text in two parts, of which the first may be shortened where there is no room for all: names of a family differ at their end.
 * What is short, or turns its direction, is one part.
 */
export function withEnd(text: string): { begin: string; end: string } {
  const line = flat(text)
  if (line.length <= 2 * keptEnd || turns.test(line)) return { begin: line, end: '' }
  const begin = clipped(line, line.length - keptEnd).text
  return { begin, end: line.slice(begin.length) }
}

function flat(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Letters that run from right to left, and marks that make others do so. */
const turns = /[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const isolate = '\u2068'
const endOfIsolate = '\u2069'

/**
 * For places that take no elements, such as titles, labels and options: one line, clipped, with its direction kept to itself.
 */
export function oneLine(text: string, most = 200): string {
  const { text: shown, cut } = clipped(text, most)
  const line = flat(shown) + (cut ? '…' : '')
  // Marks that were opened and not closed, or closed and not opened, would reach beyond the text.
  return turns.test(line) ? isolate + straight(line) + endOfIsolate : line
}

/** Without the marks that turn text around: for sentences in which somebody's words stand. */
export function straight(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Whether nobody can see it: spaces, marks without a width, fillers. */
export function isBlank(text: string): boolean {
  return /^[\s\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]*$/u.test(text)
}
