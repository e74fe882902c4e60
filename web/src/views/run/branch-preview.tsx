import { useEffect } from 'preact/hooks'
import { changes, flat, lastStep, type BranchPlan, type SpecObject } from '../../core/branching'
import { count } from '../../core/numbers'
import { yaml } from '../../core/yaml'
import { asApiError, useApi, useResource } from '../hooks'
import { Failure } from '../parts'
import { ChangeList } from './change-list'

interface PreviewProps {
  parent: SpecObject
  plan: BranchPlan
  /** Whether anything was typed: before that nothing is anybody's mistake. */
  touched: boolean
  /** Told whether the tracker would take it. */
  judged(possible: boolean): void
}

/** What will run, checked by the tracker as it is typed: the differences to the parent, and the whole spec. */
export function BranchPreview({ parent, plan, touched, judged }: PreviewProps) {
  const api = useApi()
  const first = 'wrong' in plan ? undefined : plan.branches[0]
  const { data, stale } = useResource(JSON.stringify(first?.spec ?? null), async signal => {
    if (!first) return undefined
    await typed(signal)
    try {
      const [checked, ...more] = await api.checkSpec(first.spec)
      return { checked, sweep: more.length > 0 }
    } catch (error) {
      // What is wrong with this spec is an answer, too: it goes when the next one comes.
      return { checked: undefined, sweep: false, problem: asApiError(error) }
    }
  })
  const sweep = data?.sweep === true
  const failure = stale ? undefined : data?.problem
  useEffect(() => judged(!failure && !sweep), [failure, sweep])
  if ('wrong' in plan) {
    return (
      <p class={touched ? 'error' : 'muted'} role="status">
        {plan.wrong}
      </p>
    )
  }
  const { branches } = plan
  const spec = isObject(data?.checked) && !stale ? data.checked : first!.spec
  return (
    <section class="branch-preview" aria-label="What will run" aria-busy={stale}>
      <h3>What will run, against the parent</h3>
      {failure && <Failure error={failure} />}
      {sweep && (
        <p class="error" role="alert">
          A list in place of one value would make several runs; a branch is one.
        </p>
      )}
      <ChangeList changes={changes(flat(parent), flat(spec))} none="Nothing differs." />
      {branches.length > 1 && (
        <p class="muted">
          {branches.map(each => `from step ${count(each.step)} to ${count(lastStep(each.spec) ?? 0)}`).join(', ')}
        </p>
      )}
      <details>
        <summary>The whole spec{branches.length > 1 ? ' of the first' : ''}</summary>
        <pre class="text" role="region" aria-label="The whole spec" tabIndex={0} data-checked={!stale && !failure}>
          {yaml(spec)}
        </pre>
      </details>
    </section>
  )
}

function isObject(value: unknown): value is SpecObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Until the typing rests. */
function typed(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 250)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    })
  })
}
