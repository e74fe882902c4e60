import { useState } from 'preact/hooks'
import { ApiError, failed } from '../../api/http'
import type { BranchRequest, Checkpoint, Run } from '../../api/types'
import { number } from '../../core/numbers'
import { overrides } from '../../core/overrides'
import { Dialog } from '../dialog'
import { asApiError, useApi, useResource } from '../hooks'
import { Failure, Loading, RunLink } from '../parts'
import { decode, quantity } from '../../core/series'

interface DialogProps {
  run: Run
  /** The checkpoint that is chosen first. */
  from?: string
  close(): void
}

/** Asks where a branch starts and what it changes, and creates it. */
export function BranchDialog({ run, from, close }: DialogProps) {
  const api = useApi()
  const { data: checkpoints, error } = useResource(run.id, signal => api.checkpoints(run.id, signal))
  const [created, setCreated] = useState<Run[]>()
  return (
    <Dialog title={`Branch from ${run.name}`} close={close}>
      {error && <Failure error={error} />}
      {!checkpoints && !error && <Loading what="the checkpoints" />}
      {checkpoints?.length === 0 && <p>This run has no checkpoint yet, so there is nothing to branch from.</p>}
      {checkpoints && checkpoints.length > 0 && !created && (
        <BranchForm run={run} checkpoints={checkpoints} from={from} created={setCreated} close={close} />
      )}
      {created && <Created runs={created} />}
      {(created || checkpoints?.length === 0 || error) && (
        <div class="buttons">
          <button type="button" onClick={close}>
            Close
          </button>
        </div>
      )}
    </Dialog>
  )
}

function Created({ runs }: { runs: readonly Run[] }) {
  if (runs.length === 0)
    return <p role="status">Accepted; the branch appears in the lineage as soon as the tracker has applied it.</p>
  return (
    <div role="status">
      <p>{runs.length === 1 ? 'The branch is queued:' : `${runs.length} branches are queued:`}</p>
      <ul>
        {runs.map(each => (
          <li key={each.id}>
            <RunLink id={each.id} name={each.name} />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FormProps {
  run: Run
  checkpoints: readonly Checkpoint[]
  from: string | undefined
  created(runs: Run[]): void
  close(): void
}

function BranchForm({ run, checkpoints, from, created, close }: FormProps) {
  const api = useApi()
  const waiting = checkpoints.filter(each => each.reason === 'waiting-time' && !each.superseded)
  const [start, setStart] = useState(from ?? checkpoints.at(-1)!.sha256)
  const [fields, setFields] = useState({ set: '', seed: '', steps: '', name: '' })
  const [problem, setProblem] = useState<ApiError>()
  const [sending, setSending] = useState(false)
  const field = (name: keyof typeof fields) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setFields(before => ({ ...before, [name]: value }))
  }

  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    const body = request(start, fields)
    if (body instanceof ApiError) {
      setProblem(body)
      return
    }
    setSending(true)
    setProblem(undefined)
    try {
      created(await api.branch(run.id, body))
    } catch (error) {
      setProblem(asApiError(error))
    }
    setSending(false)
  }

  return (
    <form onSubmit={send}>
      <label>
        <span>Start</span>
        <select value={start} onChange={event => setStart(event.currentTarget.value)}>
          {waiting.length > 1 && (
            <option value={everyWaitingTime}>every waiting time ({waiting.length} branches)</option>
          )}
          {checkpoints.toReversed().map(each => (
            <option key={[each.sha256, each.attempt, each.step, each.reason].join()} value={each.sha256}>
              step {number(each.step, 7)}
              {quantity(each.tau) === undefined ? '' : `, τ = ${number(decode(each.tau))}`} · {each.reason}
              {each.superseded ? ' · superseded' : ''}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>
          Changes <small class="muted">one line each; none repeats the parent</small>
        </span>
        <textarea
          rows={3}
          spellcheck={false}
          placeholder="dynamics.eta = 0.001"
          value={fields.set}
          onInput={field('set')}
        />
      </label>
      <div class="fields">
        <label>
          <span>
            Last step <small class="muted">as the parent's if empty</small>
          </span>
          <input inputMode="numeric" value={fields.steps} onInput={field('steps')} />
        </label>
        <label>
          <span>
            Seed <small class="muted">goes on with the parent's if empty</small>
          </span>
          <input inputMode="numeric" value={fields.seed} onInput={field('seed')} />
        </label>
        <label>
          <span>Name</span>
          <input value={fields.name} onInput={field('name')} />
        </label>
      </div>
      {problem && <Failure error={problem} />}
      <div class="buttons">
        <button type="submit" class="primary" disabled={sending}>
          {sending ? 'Creating …' : 'Create the branch'}
        </button>
        <button type="button" class="quiet" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  )
}

const everyWaitingTime = 'waiting-times'

function request(
  start: string,
  { set, seed, steps, name }: { set: string; seed: string; steps: string; name: string },
): BranchRequest | ApiError {
  const changes = overrides(set)
  if ('wrong' in changes) return invalid(changes.wrong)
  const body: BranchRequest = { at: start === everyWaitingTime ? { waitingTimes: true } : { checkpoint: start } }
  if (Object.keys(changes.set).length > 0) body.set = changes.set
  if (seed.trim() !== '') {
    if (!/^-?\d+$/.test(seed.trim())) return invalid(`The seed "${seed}" is not a whole number.`)
    body.seed = Number(seed)
  }
  if (steps.trim() !== '') {
    if (!/^\d+$/.test(steps.trim())) return invalid(`The last step "${steps}" is not a whole number.`)
    body.stopSteps = Number(steps)
  }
  if (name.trim() !== '') body.name = name.trim()
  return body
}

function invalid(detail: string): ApiError {
  return failed('This cannot be sent', detail)
}
