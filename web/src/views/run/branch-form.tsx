import { useMemo, useState } from 'preact/hooks'
import type { ApiError } from '../../api/http'
import type { Spec } from '../../api/run'
import type { BranchRequest, Checkpoint, Run } from '../../api/types'
import {
  branchRequest,
  everyWaitingTime,
  fieldsOf,
  isFixed,
  lastStep,
  usualStart,
  type BranchFields,
} from '../../core/branching'
import { count, number } from '../../core/numbers'
import { plain } from '../../core/runs'
import { quantity } from '../../core/series'
import { flat } from '../../core/specs'
import { asApiError, useApi } from '../hooks'
import { Failure } from '../parts'
import { BranchPreview } from './branch-preview'

interface FormProps {
  run: Run
  /** The run's own. */
  spec: Spec
  checkpoints: readonly Checkpoint[]
  from: string | undefined
  /** What is filled in first. */
  like: BranchRequest | undefined
  created(runs: Run[]): void
  close(): void
}

export function BranchForm({ run, spec, checkpoints, from, like, created, close }: FormProps) {
  const api = useApi()
  const waiting = checkpoints.filter(each => each.reason === 'waiting-time')
  const wanted = from ?? (like && 'checkpoint' in like.at ? like.at.checkpoint : undefined)
  const known = checkpoints.some(each => each.sha256 === wanted)
  const [start, setStart] = useState(known ? wanted! : usualStart(checkpoints, spec)!.sha256)
  const [fields, setFields] = useState<BranchFields>(fieldsOf(like ?? {}))
  const [problem, setProblem] = useState<ApiError>()
  const [sending, setSending] = useState(false)
  const [possible, setPossible] = useState(true)
  const field = (name: keyof BranchFields) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setFields(before => ({ ...before, [name]: value }))
  }
  const every = start === everyWaitingTime
  const asked = useMemo(() => branchRequest(start, fields), [start, fields])

  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    if ('wrong' in asked) return
    setSending(true)
    setProblem(undefined)
    try {
      created(await api.branch(run.id, asked.request))
    } catch (error) {
      setProblem(asApiError(error))
    }
    setSending(false)
  }

  return (
    <form onSubmit={send} class="branch">
      <label>
        <span>Start</span>
        <select value={start} onChange={event => setStart(event.currentTarget.value)}>
          {waiting.length > 1 && (
            <option value={everyWaitingTime}>every waiting time ({waiting.length} branches)</option>
          )}
          {checkpoints.toReversed().map(each => (
            <option key={[each.sha256, each.attempt, each.step, each.reason].join()} value={each.sha256}>
              step {count(each.step)}
              {tauOf(each)} · {each.reason}
            </option>
          ))}
        </select>
      </label>
      <div class="branch-changes">
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
        <Parameters spec={spec} add={line => setFields(before => ({ ...before, set: withLine(before.set, line) }))} />
      </div>
      <div class="fields">
        <label>
          <span>
            Last step{' '}
            <small class="muted">{every ? 'a multiple of each τw if empty' : 'as the parent’s if empty'}</small>
          </span>
          <input
            inputMode="numeric"
            placeholder={every ? '' : String(lastStep(spec) ?? 'none')}
            value={fields.steps}
            onInput={field('steps')}
          />
        </label>
        <label>
          <span>
            Seed <small class="muted">goes on with the parent’s if empty</small>
          </span>
          <input inputMode="numeric" placeholder="parent" value={fields.seed} onInput={field('seed')} />
        </label>
        <label>
          <span>
            Name <small class="muted">the parent’s, the step and the changes if empty</small>
          </span>
          <input value={fields.name} onInput={field('name')} />
        </label>
      </div>
      <BranchPreview
        run={run}
        parent={spec}
        asked={asked}
        touched={Object.values(fields).some(text => text !== '')}
        judged={setPossible}
      />
      {problem && <Failure error={problem} />}
      <div class="buttons">
        <button type="submit" class="primary" disabled={sending || 'wrong' in asked || !possible}>
          {sending ? 'Creating …' : every ? `Create ${waiting.length} branches` : 'Create the branch'}
        </button>
        <button type="button" class="quiet" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  )
}

/** Puts a parameter's line into the changes, with the parent's value to be edited. */
function Parameters({ spec, add }: { spec: Spec; add(line: string): void }) {
  const values = [...flat(spec)].filter(([path]) => !isFixed(path))
  return (
    <select
      aria-label="Change a parameter"
      value=""
      onChange={event => {
        const path = event.currentTarget.value
        const value = values.find(each => each[0] === path)?.[1]
        if (value !== undefined) add(`${path} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        event.currentTarget.value = ''
      }}
    >
      <option value="">Change a parameter …</option>
      {values.map(([path, value]) => (
        <option key={path} value={path}>
          {path} = {plain(value).slice(0, 60)}
        </option>
      ))}
    </select>
  )
}

function withLine(text: string, line: string): string {
  return text.trim() === '' ? line : `${text.trimEnd()}\n${line}`
}

function tauOf(checkpoint: Checkpoint): string {
  const tau = quantity(checkpoint.tau)
  return tau === undefined ? '' : `, τ = ${number(tau)}`
}
