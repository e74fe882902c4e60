/** What a chart does not show, and why. */
import type { Scale } from '../api/types'
import { count } from '../core/numbers'

interface LeftOutProps {
  /** How many values the y axis cannot show. */
  lost: number
  yScale: Scale
  /** How many points a log axis of x leaves out. */
  leftOut?: number
}

export function LeftOut({ lost, yScale, leftOut = 0 }: LeftOutProps) {
  if (lost + leftOut === 0) return null
  return (
    <p class="chart-note">
      {lost > 0 &&
        `${count(lost)} ${lost === 1 ? 'value' : 'values'} not drawn: ${yScale === 'log' ? 'not a positive number' : 'not a finite number'}. `}
      {leftOut > 0 && `${count(leftOut)} ${leftOut === 1 ? 'point' : 'points'} at x ≤ 0 left out on the log axis.`}
    </p>
  )
}

interface Empty {
  /** Whether any point has a place on x. */
  placed: boolean
  xScale: Scale
  yScale: Scale
  /** How many points a log axis of x leaves out. */
  leftOut: number
}

/** Why nothing is seen of lines that are there. */
export function whyEmpty({ placed, xScale, yScale, leftOut }: Empty): string {
  if (!placed) {
    return xScale === 'log' && leftOut > 0
      ? 'No points at x > 0 yet, so a log axis has nothing to show.'
      : 'No points yet.'
  }
  return yScale === 'log' ? 'No positive value, so a log axis has nothing to show.' : 'No finite value.'
}
