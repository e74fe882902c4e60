import { useState } from 'preact/hooks'
import type { ApiError } from '../../api/client'
import type { Run, RunState } from '../../api/types'
import { actionsIn, type Action } from '../../core/states'
import { asApiError, useApi } from '../hooks'
import { BranchDialog } from './branch-dialog'
import { RunAgain } from './run-again'

const words: Record<Action, { name: string; doing: string; title: string }> = {
  pause: { name: 'Pause', doing: 'Asking to pause …', title: 'stop after a checkpoint, to go on later' },
  resume: { name: 'Resume', doing: 'Asking to resume …', title: 'go on from the last checkpoint' },
  cancel: { name: 'Cancel', doing: 'Asking to cancel …', title: 'stop for good' },
  checkpoint: { name: 'Checkpoint', doing: 'Asking for a checkpoint …', title: 'save the whole state now' },
}

interface ActionsProps {
  run: Run
  spec: Run['spec']
  changed(run: Run | undefined): void
}

interface Told {
  text: string
  /** Old news in any other state. */
  while?: RunState
}

export function Actions({ run, spec, changed }: ActionsProps) {
  const api = useApi()
  const [doing, setDoing] = useState<Action>()
  const [sure, setSure] = useState(false)
  const [outcome, setOutcome] = useState<Told | { error: ApiError }>()
  const [branching, setBranching] = useState(false)

  const act = async (action: Action): Promise<void> => {
    setSure(false)
    setDoing(action)
    setOutcome(undefined)
    try {
      const answer = await api.act(run.id, action)
      if ('run' in answer) changed(answer.run)
      setOutcome(
        'run' in answer
          ? { text: done(action, answer.run), while: answer.run.state }
          : { text: 'Accepted; the tracker is still applying it.', while: run.state },
      )
    } catch (error) {
      setOutcome({ error: asApiError(error) })
    }
    setDoing(undefined)
  }

  const keep = async (how: 'archive' | 'trash' | 'restore'): Promise<void> => {
    setOutcome(undefined)
    try {
      const answer = await api.act(run.id, how)
      changed('run' in answer ? answer.run : undefined)
      setOutcome({ text: kept[how] })
    } catch (error) {
      setOutcome({ error: asApiError(error) })
    }
  }
  const away = run.archived || run.trashedAt !== undefined

  // A run that is driven from outside, or was over when it came, takes no orders.
  const possible = run.kind === 'queued' ? actionsIn(run.state) : []
  return (
    <div class="actions">
      <div class="buttons">
        {possible.map(action => (
          <button
            key={action}
            type="button"
            class={action === 'cancel' ? 'danger' : ''}
            disabled={doing !== undefined}
            title={words[action].title}
            onClick={() => (action === 'cancel' ? setSure(true) : void act(action))}
          >
            {words[action].name}
          </button>
        ))}
        {run.kind !== 'external' && (
          <button
            type="button"
            onClick={() => setBranching(true)}
            title="start a run from one of this run's checkpoints"
          >
            Branch …
          </button>
        )}
        <RunAgain run={run} spec={spec} />
        {away && (
          <button type="button" onClick={() => void keep('restore')}>
            Restore
          </button>
        )}
        {!away && (
          <button type="button" title="out of the lists; nothing is lost" onClick={() => void keep('archive')}>
            Archive
          </button>
        )}
        {run.trashedAt === undefined && run.purgedAt === undefined && (
          <button
            type="button"
            class="danger"
            title="can be restored until it is purged"
            onClick={() => void keep('trash')}
          >
            Trash
          </button>
        )}
      </div>
      {sure && (
        <p class="sure" role="alertdialog" aria-label="Cancel this run?">
          Stop this run for good?{' '}
          <button type="button" class="danger" onClick={() => void act('cancel')}>
            Cancel the run
          </button>{' '}
          <button type="button" class="quiet" onClick={() => setSure(false)}>
            Keep it
          </button>
        </p>
      )}
      <p class="outcome" role="status">
        {doing !== undefined && words[doing].doing}
        {outcome && 'text' in outcome && (outcome.while ?? run.state) === run.state && outcome.text}
        {outcome && 'error' in outcome && <span class="error">{outcome.error.message}</span>}
      </p>
      {branching && <BranchDialog run={run} close={() => setBranching(false)} />}
    </div>
  )
}

const kept = {
  archive: 'The run is archived: lists leave it out unless they are asked for it.',
  trash: 'The run is in the trash, from which it can be restored.',
  restore: 'The run is back.',
}

function done(action: Action, run: Run): string {
  if (action === 'checkpoint') return 'The worker is asked for a checkpoint.'
  switch (run.state) {
    case 'pausing':
      return 'The worker is asked to pause.'
    case 'cancelling':
      return 'The worker is asked to stop.'
    default:
      return `The run is ${run.state}.`
  }
}
