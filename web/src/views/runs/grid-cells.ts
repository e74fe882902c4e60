import type { Column } from '../../core/table/columns'

/** Line -1 is the head, column 0 the box that selects. */
export function cellId(prefix: string, line: number, column: number): string {
  return `${prefix}-${line}-${column}`
}

/** What the style sheet calls a column. */
export function kind(column: Column): string {
  return column.field ? `c-${column.field.of}` : column.curve === undefined ? `c-${column.key}` : 'c-curve'
}

const selectWidth = 34

export interface Layout {
  /** In pixels, the box that selects first. */
  widths: readonly number[]
  width: number
  /** From the left, of the columns that stay in sight when the others are scrolled: a row without its name says nothing. */
  pins: Pins
}

export type Pins = readonly (number | undefined)[]

/** A name that stands further right than this many columns is not kept in sight: too little would be left. */
const mostPinned = 2

export function layOut(columns: readonly Column[], narrow: boolean): Layout {
  const widths = [selectWidth, ...columns.map(column => (narrow ? narrowed(column) : column.width))]
  const name = columns.findIndex(column => column.key === 'name')
  const pins: number[] = []
  let left = 0
  if (name >= 0 && name < mostPinned) {
    for (let i = 0; i <= name + 1; i++) {
      pins.push(left)
      // On a phone the boxes may go.
      if (i > 0 || !narrow) left += widths[i]!
    }
  }
  return {
    widths,
    width: widths.reduce((sum, width) => sum + width, 0),
    pins: narrow ? [undefined, ...pins.slice(1)] : pins,
  }
}

/** On a phone the state is its sign, and a name leaves room for figures. */
function narrowed(column: Column): number {
  return column.key === 'state' ? 28 : column.key === 'name' ? 150 : column.width
}

/** Of a cell that may be pinned. */
export function pinned(pins: Pins, column: number): { class: string; style: { left: string } | undefined } {
  const left = pins[column]
  return left === undefined ? { class: '', style: undefined } : { class: 'pinned', style: { left: `${left}px` } }
}
