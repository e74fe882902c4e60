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
