import type { Run } from '../../api/types'
import { count } from '../../core/numbers'
import { Copy, Lines, Prose } from '../parts'

/** Why a run failed, as its worker told it. */
export function RunFailure({ run, stackTrace }: { run: Run; stackTrace: string | undefined }) {
  if (run.state !== 'failed') return null
  return (
    <section class="panel run-failure" aria-label="Failure">
      <h2>Failed at step {count(run.step)}</h2>
      {run.stateReason === undefined ? <p>The worker gave no reason.</p> : <Prose text={run.stateReason} />}
      {stackTrace !== undefined && (
        <details open>
          <summary>Stack trace</summary>
          <Copy text={stackTrace} label="Copy the stack trace" />
          <Lines label="Stack trace">{stackTrace}</Lines>
        </details>
      )}
    </section>
  )
}
