/** Zooming by keys. */
import type { Scale } from '../api/types'
import type { Range } from './series'

/** What a key asks for: + and - zoom about the middle, the arrows move by a quarter, 0 and Escape show all. */
export function keyZoom(key: string, { from, to }: Range, scale: Scale): Range | 'all' | undefined {
  if (key === '0' || key === 'Escape') return 'all'
  const place = (v: number): number => (scale === 'log' ? Math.log(v) : v)
  const value = (p: number): number => (scale === 'log' ? Math.exp(p) : p)
  const low = place(from)
  const length = place(to) - low
  const part = (start: number, end: number): Range => ({
    from: value(low + start * length),
    to: value(low + end * length),
  })
  switch (key) {
    case '+':
    case '=':
      return part(0.25, 0.75)
    case '-':
      return part(-0.5, 1.5)
    case 'ArrowLeft':
      return part(-0.25, 0.75)
    case 'ArrowRight':
      return part(0.25, 1.25)
  }
  return undefined
}

/** The range about `x` that is `factor` times as long, on the axis as drawn; what is under the pointer stays there. */
export function zoomedAbout(x: number, factor: number, { from, to }: Range, scale: Scale): Range {
  if (scale === 'log') {
    return { from: x * (from / x) ** factor, to: x * (to / x) ** factor }
  }
  return { from: x + (from - x) * factor, to: x + (to - x) * factor }
}

/** The range moved by a share of its length on the axis as drawn. */
export function movedBy(share: number, { from, to }: Range, scale: Scale): Range {
  if (scale === 'log') {
    const factor = (to / from) ** share
    return { from: from * factor, to: to * factor }
  }
  const by = (to - from) * share
  return { from: from + by, to: to + by }
}

/** A range longer by a share of its length on either side, for what will be looked at next. */
export function withMargin(share: number, range: Range, scale: Scale): Range {
  return { from: movedBy(-share, range, scale).from, to: movedBy(share, range, scale).to }
}

/** As much of a wish as makes sense: not so far out that nothing of `whole` is seen, all of it where the wish is longer. */
export function within(wish: Range, whole: Range, scale: Scale): Range | undefined {
  const length = (range: Range): number => (scale === 'log' ? Math.log(range.to / range.from) : range.to - range.from)
  if (!(length(wish) > 0) || length(wish) >= length(whole)) return undefined
  const place = (x: number): number => (scale === 'log' ? Math.log(x / whole.from) : x - whole.from) / length(whole)
  const share = length(wish) / length(whole)
  // At least a tenth of the window has something of the whole in it.
  const low = place(wish.from)
  const moved = Math.min(1 - 0.1 * share, Math.max(-0.9 * share, low)) - low
  if (moved === 0) return wish
  return movedBy(moved / share, wish, scale)
}

/** To a thousandth of the range: nobody chose the other digits. */
export function tidy({ from, to }: Range): Range {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(from), Math.abs(to)) / (to - from))) + 4
  const rounded = (value: number): number => Number(value.toPrecision(Math.min(15, Math.max(4, digits))))
  return { from: rounded(from), to: rounded(to) }
}

/**
 * What a turn of the wheel asks for: nearer or farther about a place, a notch (100) by a quarter.
 *
 * @returns undefined for all there is: nobody zooms out into nothing
 */
export function wheelZoom(range: Range, whole: Range, about: number, delta: number): Range | undefined {
  const factor = 1.25 ** (delta / 100)
  const next = zoomedAbout(about, factor, range, 'linear')
  if (next.to - next.from >= whole.to - whole.from) return undefined
  // Two numbers that are one to a double have nothing between them.
  const least = 1e-9 * Math.max(Math.abs(about), whole.to - whole.from)
  return next.to - next.from > least ? next : range
}
