/** Bytes as a person looks at them: hexadecimal beside what of them is text. */

export interface HexLine {
  /** Of its first byte, in hexadecimal. */
  offset: string
  hex: string
  /** A dot for what ASCII does not print. */
  text: string
}

/** @param width bytes on a line */
export function hexLines(bytes: Uint8Array, width = 16): HexLine[] {
  const lines: HexLine[] = []
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.subarray(at, at + width)
    lines.push({
      offset: at.toString(16).padStart(4, '0'),
      // Padded, so that the text of a short last line stands under the others.
      hex: Array.from(row, hex)
        .join(' ')
        .padEnd(3 * width - 1),
      text: Array.from(row, printed).join(''),
    })
  }
  return lines
}

/** @throws DOMException if it is no Base64 */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0))
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

function printed(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}
