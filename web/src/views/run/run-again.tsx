import { useState } from 'preact/hooks'
import type { Spec } from '../../api/run'
import type { BranchPoint, Run } from '../../api/types'
import { branchAgain } from '../../core/specs'
import { useApi, useDoing, useResource } from '../hooks'
import { Dialog } from '../dialog'
import { Failure, Loading } from '../parts'
import { BranchDialog } from './branch-dialog'
import { Created } from './created'
import { SpecDialog } from './spec-editor'

/** The same run once more, and one that differs a little. Of a branch: the same branch of the same parent. */
export function RunAgain({ run, spec }: { run: Run; spec: Run['spec'] }) {
  const [open, setOpen] = useState<'again' | 'edit'>()
  if (run.kind === 'external' || !spec) return null
  const close = (): void => setOpen(undefined)
  const { parent } = run
  return (
    <>
      <button type="button" title="a new run from the same spec" onClick={() => setOpen('again')}>
        Run again …
      </button>
      {parent === undefined && (
        <button type="button" title="a new run from a changed spec" onClick={() => setOpen('edit')}>
          Edit and run …
        </button>
      )}
      {open === 'again' && !parent && <Again run={run} spec={spec} close={close} />}
      {open === 'again' && parent && <BranchAgain run={{ ...run, parent }} spec={spec} close={close} />}
      {open === 'edit' && <SpecDialog spec={spec} close={close} />}
    </>
  )
}

function Again({ run, spec, close }: { run: Run; spec: Spec; close(): void }) {
  const api = useApi()
  const doing = useDoing()
  const [created, setCreated] = useState<readonly Run[]>()
  const create = (): void => void doing.run(async () => setCreated(await api.createRuns(spec)))
  return (
    <Dialog title={`Run ${run.name} again`} close={close}>
      {created === undefined && (
        <p>
          A new run from the same spec, the same seed included: on the same machine it gives the same points to the last
          bit.
        </p>
      )}
      {created && <Created runs={created} />}
      {doing.error && <Failure error={doing.error} />}
      <div class="buttons">
        {created === undefined && (
          <button type="button" class="primary" disabled={doing.busy} onClick={create}>
            {doing.busy ? 'Creating …' : 'Run it again'}
          </button>
        )}
        <button type="button" class="quiet" onClick={close}>
          {created === undefined ? 'Cancel' : 'Close'}
        </button>
      </div>
    </Dialog>
  )
}

/** The parent's dialog, filled in so that it makes this branch. */
function BranchAgain({ run, spec, close }: { run: Run & { parent: BranchPoint }; spec: Spec; close(): void }) {
  const api = useApi()
  const { data: parent, error } = useResource(run.parent.run, signal => api.run(run.parent.run, signal))
  if (!parent?.spec) {
    return (
      <Dialog title={`Run ${run.name} again`} close={close}>
        {error ? <Failure error={error} /> : <Loading what="the parent's spec" />}
        <div class="buttons">
          <button type="button" class="quiet" onClick={close}>
            Close
          </button>
        </div>
      </Dialog>
    )
  }
  return <BranchDialog run={parent} like={branchAgain(run, spec, parent.spec)} close={close} />
}
