/** A chorale as it sounds: when, how long, in which voice. No sound here. */

export interface Note {
  /** MIDI's: 69 is the a of 440 Hz, a half tone apart each. */
  pitch: number
  /** In quarter notes from the beginning. */
  start: number
  quarters: number
}

export interface Sound extends Note {
  /** In seconds from the beginning. */
  at: number
  seconds: number
  hertz: number
  /** From 0 for the lowest that sounds when it begins to 1 for the highest; 0.5 alone. */
  height: number
}

export function hertz(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12)
}

/** In the order of their beginnings. */
export function sounds(notes: readonly Note[], quartersAMinute: number): Sound[] {
  const quarter = 60 / quartersAMinute
  return notes
    .toSorted((a, b) => a.start - b.start || a.pitch - b.pitch)
    .map((note, _, all) => {
      const together = all.filter(each => each.start <= note.start && note.start < each.start + each.quarters)
      const below = together.filter(each => each.pitch < note.pitch).length
      return {
        ...note,
        at: note.start * quarter,
        seconds: note.quarters * quarter,
        hertz: hertz(note.pitch),
        height: together.length > 1 ? below / (together.length - 1) : 0.5,
      }
    })
}

/** In quarter notes. */
export function length(notes: readonly Note[]): number {
  return Math.max(0, ...notes.map(note => note.start + note.quarters))
}

const names = ['c', 'c♯', 'd', 'e♭', 'e', 'f', 'f♯', 'g', 'a♭', 'a', 'b♭', 'b']

/** As musicians write it: c4 is the middle c. */
export function pitchName(pitch: number): string {
  return `${names[pitch % 12]}${Math.floor(pitch / 12) - 1}`
}
