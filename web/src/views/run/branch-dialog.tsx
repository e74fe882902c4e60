import '../../styles/branch.css'
import { useState } from 'preact/hooks'
import type { BranchRequest, Run } from '../../api/types'
import { Dialog } from '../dialog'
import { useApi, useResource } from '../hooks'
import { Failure, Loading } from '../parts'
import { BranchForm } from './branch-form'
import { Created } from './created'

interface DialogProps {
  run: Run
  /** The checkpoint that is chosen first. */
  from?: string
  /** What is filled in first. */
  like?: BranchRequest
  close(): void
}

/** Asks where a branch starts and what it changes, shows what will run, and creates it. */
export function BranchDialog({ run, from, like, close }: DialogProps) {
  const api = useApi()
  const { data, error } = useResource(run.id, async signal => {
    // A run of a list comes without its spec.
    const [whole, checkpoints] = await Promise.all([api.run(run.id, signal), api.checkpoints(run.id, signal)])
    // What was superseded is no state of the run any more: the tracker does not branch from it.
    return { spec: whole.spec, checkpoints: checkpoints.filter(each => !each.superseded) }
  })
  const [created, setCreated] = useState<Run[]>()
  const ready = data?.spec !== undefined && data.checkpoints.length > 0 && !created
  return (
    <Dialog title={`Branch from ${run.name}`} close={close} wide={created === undefined}>
      {error && <Failure error={error} />}
      {!data && !error && <Loading what="the checkpoints" />}
      {data?.checkpoints.length === 0 && <p>This run has no checkpoint yet, so there is nothing to branch from.</p>}
      {data && data.checkpoints.length > 0 && !data.spec && (
        <p>This run came without a spec, so it cannot be branched.</p>
      )}
      {ready && (
        <BranchForm
          run={run}
          spec={data.spec!}
          checkpoints={data.checkpoints}
          from={from}
          like={like}
          created={setCreated}
          close={close}
        />
      )}
      {created && <Created runs={created} branches />}
      {!ready && (
        <div class="buttons">
          <button type="button" onClick={close}>
            Close
          </button>
        </div>
      )}
    </Dialog>
  )
}
