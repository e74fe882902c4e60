import type { Run } from '../../api/types'
import type { RunView } from '../../core/address'
import { isOver } from '../../core/states'
import { size } from '../../core/times'
import { useApi, useResource } from '../hooks'
import { Copy, Empty, Lines, Failure, Loading } from '../parts'

/** Bytes from the end; the tracker keeps the last megabyte. */
const tails: Record<RunView['log'], number> = { end: 20_000, all: 1_000_000 }

interface LogProps {
  run: Run
  view: RunView
  change(part: Partial<RunView>): void
  version: number
}

export function RunLog({ run, view, change, version }: LogProps) {
  const api = useApi()
  const tail = tails[view.log]
  const { data, error, reload } = useResource(`${run.id} ${tail}`, signal => api.log(run.id, tail, signal), version)
  if (error) return <Failure error={error} retry={reload} />
  if (data === undefined) return <Loading what="the log" />
  if (data === '') {
    return (
      <Empty>
        {run.kind === 'queued' && !isOver(run.state)
          ? 'The worker has not sent its log yet; it comes with the end of an attempt.'
          : 'This run came without a log.'}
      </Empty>
    )
  }
  return (
    <>
      <p class="spec-head">
        <Copy text={data} shown={size(data.length)} label="Copy the log" />
        {view.log === 'end' && data.length >= tail * 0.9 && (
          <button type="button" onClick={() => change({ log: 'all' })}>
            Show all that is kept
          </button>
        )}
      </p>
      <Lines label="Log">{data}</Lines>
    </>
  )
}
