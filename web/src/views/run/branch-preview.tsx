import { useEffect } from 'preact/hooks'
import type { Spec } from '../../api/run'
import type { BranchRequest, Run } from '../../api/types'
import { lastStep } from '../../core/branching'
import { count } from '../../core/numbers'
import { changes } from '../../core/specs'
import { without } from '../../core/without'
import { yaml } from '../../core/yaml'
import { asApiError, useApi, useResource } from '../hooks'
import { Failure, Lines } from '../parts'
import { resting } from '../resting'
import { ChangeList } from './change-list'

interface PreviewProps {
  run: Run
  /** The run's own spec. */
  parent: Spec
  asked: { request: BranchRequest } | { wrong: string }
  /** Whether anything was typed: before that nothing is anybody's mistake. */
  touched: boolean
  /** Told whether the tracker would take it. */
  judged(possible: boolean): void
}

/** What will run, as the tracker itself puts it together while it is typed: the differences to the parent, and the whole spec. */
export function BranchPreview({ run, parent, asked, touched, judged }: PreviewProps) {
  const api = useApi()
  // A name changes nothing in what runs.
  const request = 'wrong' in asked ? undefined : without(asked.request, 'name')
  const { data, stale } = useResource(`${run.id} ${JSON.stringify(request ?? null)}`, async signal => {
    if (!request) return undefined
    await resting(250, signal)
    try {
      return { specs: (await api.checkBranch(run.id, request)).specs }
    } catch (error) {
      // What is wrong with this spec is an answer, too: it goes when the next one comes.
      return { specs: [], problem: asApiError(error) }
    }
  })
  const failure = stale ? undefined : data?.problem
  useEffect(() => judged(!failure), [failure])
  if ('wrong' in asked) {
    return (
      <p class={touched ? 'error' : 'muted'} role="status">
        {asked.wrong}
      </p>
    )
  }
  const specs = data?.specs ?? []
  const spec = specs[0]
  return (
    <section class="branch-preview" aria-label="What will run" aria-busy={stale || !data}>
      <h3>What will run, against the parent</h3>
      {failure && <Failure error={failure} />}
      {!spec && !failure && <p class="muted">Asking the tracker …</p>}
      {spec && (
        <>
          <ChangeList changes={changes(parent, spec)} none="Nothing differs." />
          {specs.length > 1 && (
            <p class="muted">{specs.map(each => `one until step ${count(lastStep(each) ?? 0)}`).join(', ')}</p>
          )}
          <details>
            <summary>The whole spec{specs.length > 1 ? ' of the first' : ''}</summary>
            <Lines label="The whole spec">{yaml(spec)}</Lines>
          </details>
        </>
      )}
    </section>
  )
}
