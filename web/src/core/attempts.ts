/** What the attempts of a run put out of count. */
import type { Attempt } from '../api/types'

export interface Overridden {
  /** Of the attempt whose points no longer count. */
  number: number
  /** Beyond this step. */
  from: number
  to: number
}

/** What no longer counts because this attempt went on from an earlier step than others had reached. */
export function supersededBy(attempt: Attempt, all: readonly Attempt[]): Overridden[] {
  const from = attempt.fromStep
  return all.flatMap(earlier => {
    const { number, supersededFrom, lastStep } = earlier
    // An attempt from the very start leaves nothing of the one before, not even what it recorded at step 0.
    const beyond = supersededFrom === -1 ? 0 : supersededFrom
    const put = number < attempt.number && beyond === from && lastStep > from
    // Of several that went on from the same step, the first did it.
    const first = !all.some(
      between => between.number > number && between.number < attempt.number && between.fromStep <= from,
    )
    return put && first ? [{ number, from, to: lastStep }] : []
  })
}
