import { csvOf } from './csv'
import type { Figure } from './model'
import type { Printable } from './save'
import { svgOf } from './svg'

/** A figure of curves, ready for its files. */
export function printable(figure: Figure): Printable {
  return { name: figure.name, svg: () => svgOf(figure), csv: () => csvOf(figure) }
}
