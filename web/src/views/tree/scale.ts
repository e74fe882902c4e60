/** The height of a row, in pixels. */
export const rowHeight = 26

/** Between the axis and pixels from the left edge of the drawing. */
export interface Scale {
  x(value: number): number
  value(x: number): number
  perPixel: number
}
