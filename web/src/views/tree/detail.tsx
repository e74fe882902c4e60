import type { Checkpoint, Run } from '../../api/types'
import { runView } from '../../core/address'
import { chosenChanges } from '../../core/branching'
import { lasted } from '../../core/family'
import { orderedMetrics } from '../../core/metrics'
import { count, number } from '../../core/numbers'
import { decode, quantity } from '../../core/series'
import { changes } from '../../core/specs'
import { moment } from '../../core/times'
import { useApi, useNow, useResource } from '../hooks'
import { Link, ProgressBar, Prose, RunLink, StateBadge, SyntheticBadge } from '../parts'
import { resting } from '../resting'
import { ChangeList } from '../run/change-list'

interface DetailProps {
  run: Run
  parent: Run | undefined
  checkpoints: readonly Checkpoint[] | undefined
  selected: boolean
  select(): void
  /** From the checkpoint of this SHA-256; undefined where nobody may. */
  branch: ((from?: string) => void) | undefined
}

/** More are on the run's own page. */
const most = 6

/** What there is to know of the run under the pointer, or in focus. */
export function Detail({ run, parent, checkpoints, selected, select, branch }: DetailProps) {
  const api = useApi()
  const now = useNow(5000)
  const from = run.parent?.run
  // Lists carry neither parameters nor metrics: they would be megabytes for a thousand runs.
  const whole = useResource(`${run.id} ${run.updatedAt}`, async signal => {
    // The pointer may only pass by.
    await resting(80, signal)
    const [own, before] = await Promise.all([
      api.run(run.id, signal),
      from === undefined ? undefined : api.run(from, signal).catch(() => undefined),
    ])
    return { own, before }
  })
  const read = whole.data?.own.id === run.id ? whole.data : undefined
  const changed = read?.before && chosenChanges(changes(read.before.params, read.own.params))
  const metrics = read ? orderedMetrics(Object.keys(read.own.metrics)).slice(0, most) : []
  const tau = quantity(run.tau)
  const tw = quantity(run.parent?.tau)
  const saved = bySteps(checkpoints ?? [])
  return (
    <aside class="tree-detail panel" aria-label="The run in focus" data-run={run.id} aria-busy={!read}>
      <h2>
        <RunLink id={run.id} name={run.name} /> {run.synthetic && <SyntheticBadge />}
      </h2>
      <p class="tree-detail-state">
        <StateBadge state={run.state} /> <span class="muted">{lasted(run, now)}</span>
      </p>
      {run.stateReason !== undefined && <Prose text={run.stateReason} most={400} />}
      <ProgressBar run={run} />
      <dl class="tree-facts">
        <dt>step</dt>
        <dd>
          {count(run.step)}
          {run.targetStep !== undefined && <span class="muted"> of {count(run.targetStep)}</span>}
        </dd>
        {tau !== undefined && (
          <>
            <dt>τ</dt>
            <dd>{number(tau)}</dd>
          </>
        )}
        {run.parent && (
          <>
            <dt>branched</dt>
            <dd>
              at step {count(run.parent.step)}
              {tw !== undefined && `, τ = ${number(tw)}`} of{' '}
              <RunLink id={run.parent.run} name={parent?.name ?? read?.before?.name} />
            </dd>
          </>
        )}
        <dt>created</dt>
        <dd>{moment(run.createdAt)}</dd>
        {metrics.map(metric => (
          <>
            <dt>{metric}</dt>
            <dd>{number(decode(read!.own.metrics[metric]!.last))}</dd>
          </>
        ))}
      </dl>
      {run.parent && (
        <section aria-label="Changes against the parent">
          <h3>Against the parent</h3>
          {changed ? (
            <ChangeList changes={changed} none="The same spec, on the parent’s random streams." />
          ) : (
            <p class="muted">{read ? 'The parent is not known here.' : 'Loading …'}</p>
          )}
        </section>
      )}
      {saved.length > 0 && (
        <section aria-label="Checkpoints">
          <h3>Checkpoints</h3>
          <ul class="tree-checkpoints">
            {saved.slice(0, most).map(({ step, sha256, reasons }) => (
              <li key={step}>
                <span>
                  step {count(step)} <span class="muted">{reasons.join(', ')}</span>
                </span>
                {branch && (
                  <button
                    type="button"
                    class="link"
                    aria-label={`Branch from step ${step} of ${run.name}`}
                    onClick={() => branch(sha256)}
                  >
                    branch
                  </button>
                )}
              </li>
            ))}
          </ul>
          {saved.length > most && (
            <p class="muted">
              and {count(saved.length - most)} more on <Link to={runView(run.id)}>its page</Link>
            </p>
          )}
        </section>
      )}
      <div class="buttons">
        <Link class="button" to={runView(run.id)}>
          Open
        </Link>
        {branch && run.kind !== 'external' && (
          <button type="button" onClick={() => branch()}>
            Branch …
          </button>
        )}
        <button type="button" aria-pressed={selected} onClick={select}>
          {selected ? 'Selected' : 'Select'}
        </button>
      </div>
    </aside>
  )
}

/** The latest first; one state that was saved for several reasons is one. */
function bySteps(checkpoints: readonly Checkpoint[]): { step: number; sha256: string; reasons: string[] }[] {
  const steps = new Map<number, { step: number; sha256: string; reasons: string[] }>()
  for (const { step, sha256, reason, superseded } of checkpoints.toReversed()) {
    if (superseded) continue
    const known = steps.get(step) ?? { step, sha256, reasons: [] }
    known.reasons.push(reason)
    steps.set(step, known)
  }
  return [...steps.values()]
}
