import type { RunState } from '../../api/types'
import { sparkline, type Course } from '../../core/table/spark'

const width = 104
const height = 30

/** The course of a metric, from least to greatest over the steps; its figures are in other columns. */
export function Spark({ course, metric, state }: { course: Course | undefined; metric: string; state: RunState }) {
  if (!course) return <span class="spark-none" />
  const { path, end } = sparkline(course, width, height, 3)
  return (
    <svg
      class={`spark ${state}`}
      width={width}
      height={height}
      role="img"
      aria-label={`course of ${metric}, ${course.xs.length} points`}
    >
      <path d={path} />
      {end && <circle cx={end.x} cy={end.y} r={1.8} />}
    </svg>
  )
}
