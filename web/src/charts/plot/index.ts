/**
 * Pictures of runs as points, lines and cells, drawn by Observable Plot into an SVG of their own. Loaded by the pages that show them.
 * Each is a function of its model and paper, so that the same can be drawn on the page and, on white, for a file.
 */
export { heatMap, type CellItem } from './heat-map'
export { colourAt, rampWidth, signOf, withKey, withRamp, type KeyEntry } from './keys'
export { type Paper, type Place } from './paper'
export { parallel, type Dimension, type PathItem } from './parallel'
export { scatter, spanOf, type AxisModel, type PointItem, type Sign } from './scatter'
