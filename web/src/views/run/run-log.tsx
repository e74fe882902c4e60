import { useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { size } from '../../core/times'
import { useApi, useResource } from '../hooks'
import { Copy, Empty, Lines, Failure, Loading } from '../parts'

/** Bytes from the end; the tracker keeps the last megabyte. */
const tails = [20_000, 1_000_000]

export function RunLog({ run, version }: { run: Run; version: number }) {
  const api = useApi()
  const [tail, setTail] = useState(tails[0]!)
  const { data, error, reload } = useResource(`${run.id} ${tail}`, signal => api.log(run.id, tail, signal), version)
  if (error) return <Failure error={error} retry={reload} />
  if (data === undefined) return <Loading what="the log" />
  if (data === '') return <Empty>The worker has not sent its log yet; it comes with the end of an attempt.</Empty>
  return (
    <>
      <p class="spec-head">
        <Copy text={data} shown={size(data.length)} label="Copy the log" />
        {tail < tails[1]! && data.length >= tail * 0.9 && (
          <button type="button" onClick={() => setTail(tails[1]!)}>
            Show all that is kept
          </button>
        )}
      </p>
      <Lines label="Log">{data}</Lines>
    </>
  )
}
