/** Colours of lines. Both palettes can be told apart with any of the common kinds of colour blindness. */

export type Theme = 'light' | 'dark'

export interface Stroke {
  colour: string
  /** Lengths of strokes and gaps in pixels; empty for a solid line. */
  dash: number[]
}

/** After Paul Tol's "bright" set, darker where it would be pale on white, lighter where it would sink into black. */
const categories: Record<Theme, readonly string[]> = {
  light: ['#33669a', '#d1495b', '#1f7a4d', '#b07d00', '#8e3a80', '#2b93ab', '#6b6b6b'],
  dark: ['#79abe2', '#ff8f9c', '#62c48a', '#e2c257', '#d58bc8', '#74d3e6', '#b9b9b9'],
}

/** How many things a colour alone tells apart. */
export const categoryCount = categories.light.length

/** Nine colours of viridis (matplotlib), at equal distances. */
const viridis: readonly [number, number, number][] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
]

const dashes: readonly number[][] = [[], [7, 4], [2, 3], [10, 3, 2, 3]]

/** The i-th of many unordered things; from the eighth on the dash tells them apart. */
export function category(index: number, theme: Theme): Stroke {
  const colours = categories[theme]
  const dash = dashes[Math.floor(index / colours.length) % dashes.length]!
  return { colour: colours[index % colours.length]!, dash }
}

/** A place 0..1 in an order, such as that of waiting times. The end that would vanish in the background is cut off. */
export function sequence(place: number, theme: Theme): string {
  const [start, end] = theme === 'light' ? [0, 0.78] : [0.42, 1]
  const at = (start + (end - start) * Math.min(1, Math.max(0, place))) * (viridis.length - 1)
  const index = Math.min(viridis.length - 2, Math.floor(at))
  const low = viridis[index]!
  const high = viridis[index + 1]!
  const part = low.map((channel, i) => Math.round(channel + (high[i]! - channel) * (at - index)))
  return `rgb(${part.join(' ')})`
}

export interface Coloured {
  run: string
  /** Waiting time; undefined for a run without a branch point. */
  tw: number | undefined
}

/** Red, green and blue, 0 to 255, of a colour of this module. */
export function channels(colour: string): [number, number, number] {
  const parts = colour.startsWith('#')
    ? [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
    : colour.slice(4, -1).split(' ').map(Number)
  return [parts[0]!, parts[1]!, parts[2]!]
}

/** A colour of this module at a third of its strength. */
export function faded(colour: string): string {
  return colour.startsWith('#') ? `${colour}55` : colour.replace(')', ' / 33%)')
}

const neutral: Record<Theme, string> = { light: '#6b6f76', dark: '#b4bac2' }

/**
 * One stroke a run. Where waiting times differ, runs are coloured in the order of the waiting time, equal ones alike (then
 * told apart by their dashes), and runs without one are grey; otherwise by the order in which they were chosen.
 */
export function strokes(runs: readonly Coloured[], theme: Theme): Map<string, Stroke> {
  const waiting = [...new Set(runs.flatMap(run => run.tw ?? []))].toSorted((a, b) => a - b)
  if (waiting.length < 2) return new Map(runs.map((run, i) => [run.run, category(i, theme)]))
  const used = new Map<number, number>()
  return new Map(
    runs.map(({ run, tw }) => {
      const place = tw === undefined ? -1 : waiting.indexOf(tw)
      const twins = used.get(place) ?? 0
      used.set(place, twins + 1)
      return [
        run,
        {
          colour: place < 0 ? neutral[theme] : sequence(place / (waiting.length - 1), theme),
          dash: dashes[twins % dashes.length]!,
        },
      ] as const
    }),
  )
}

/** The shortest way to tell a hundred ids apart that is the same everywhere (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0
  return value
}

/**
 * One stroke a key that follows from the key: it is the same in whatever company and order. Only where two would get the same,
 * the one with the greater hash moves on to the next that is free, as long as there is one.
 */
export function steadyStrokes(keys: Iterable<string>, theme: Theme): Map<string, Stroke> {
  const slots = categories[theme].length * dashes.length
  const solid = categories[theme].length
  const all = [...new Set(keys)].map(key => ({ key, hash: hash(key) }))
  const free = new Set(Array.from({ length: slots }, (_, i) => i))
  const found = new Map<string, Stroke>()
  for (const { key, hash: at } of all.toSorted((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1))) {
    if (free.size === 0) for (let i = 0; i < slots; i++) free.add(i)
    // Solid lines first, while there are any: dashes are harder to follow.
    let slot = at % solid
    for (let i = 0; !free.has(slot); i++) slot = i < solid ? (at + i) % solid : solid + ((at + i) % (slots - solid))
    free.delete(slot)
    found.set(key, category(slot, theme))
  }
  return found
}

/** The i-th colour of n in order, for values that have one. */
export function ordered(index: number, count: number, theme: Theme): Stroke {
  return { colour: sequence(count < 2 ? 0.35 : index / (count - 1), theme), dash: [] }
}
