import type { ComponentChildren } from 'preact'
import type { Clock, WireNumber } from '../../api/types'
import type { RunView } from '../../core/address'
import { rowAt } from '../../core/snapshots'
import { useResource } from '../hooks'
import { Failure, Loading } from '../parts'
import { Moment } from './moment'
import type { SnapshotsProps } from './snapshots'

interface RecordedProps<T> extends SnapshotsProps {
  /** Of what was recorded. */
  name: string
  /** What is on its way, for a reader who waits. */
  what: string
  ask(name: string, x: Clock, signal: AbortSignal): Promise<T>
  /** One picture alone, for which the whole width would be too wide. */
  single?: boolean
  /** The pictures. @param row of the chosen moment */
  children(data: T, row: number, stale: boolean): ComponentChildren
}

/** Pictures of what was recorded again and again, over the slider that chooses a moment. */
export function Recorded<T extends { steps: number[]; taus: WireNumber[] }>(props: RecordedProps<T>) {
  const { name, what, view, change, version, single, ask, children } = props
  const answer = useResource(JSON.stringify([name, view.x]), signal => ask(name, view.x, signal), version)
  const { data } = answer
  if (answer.error) return <Failure error={answer.error} retry={answer.reload} />
  if (!data) return <Loading what={what} />
  return (
    <div class={`snapshot ${single === true ? 'one' : ''}`}>
      {children(data, rowAt(data.steps, view.moment), answer.stale)}
      <Moment
        steps={data.steps}
        taus={data.taus}
        chosen={view.moment}
        choose={moment => change(momentOf(moment), 'replace')}
      />
    </div>
  )
}

/** The last moment is no choice of its own: it moves on. */
export function momentOf(step: number | undefined): Partial<RunView> {
  // An absent field would leave the earlier choice as it is.
  return { moment: step }
}
