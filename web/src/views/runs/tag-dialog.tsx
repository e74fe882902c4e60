import { useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { count } from '../../core/numbers'
import type { Refused } from '../../core/table/acting'
import { asApiError, useApi } from '../hooks'
import { Dialog } from '../dialog'
import { clip } from './clip'

/** Puts one tag on many runs. */
export function TagDialog({ runs, told, close }: { runs: readonly Run[]; told(run: Run): void; close(): void }) {
  const api = useApi()
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const put = async (event: Event): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    const failed: Refused[] = []
    const queue = [...runs]
    const next = async (): Promise<void> => {
      const run = queue.shift()
      if (!run) return
      try {
        const answer = await api.tag(run.id, key.trim(), value)
        if (answer) told(answer)
      } catch (error) {
        failed.push({ name: run.name, why: asApiError(error).message })
      }
      await next()
    }
    await Promise.all([next(), next(), next()])
    setBusy(false)
    setRefused(failed)
    if (failed.length === 0) close()
  }
  return (
    <Dialog title={`Tag ${count(runs.length)} ${runs.length === 1 ? 'run' : 'runs'}`} close={close}>
      <form onSubmit={put}>
        <label>
          Tag
          <input value={key} onInput={event => setKey(event.currentTarget.value)} />
        </label>
        <label>
          Value
          <input value={value} onInput={event => setValue(event.currentTarget.value)} />
        </label>
        {refused.length > 0 && (
          <ul class="error" role="alert">
            {refused.map((each, i) => (
              // Two runs may have one name.
              <li key={i}>
                <bdi>{clip(each.name, 80)}</bdi>: {clip(each.why, 600)}
              </li>
            ))}
          </ul>
        )}
        <div class="buttons">
          <button type="submit" class="primary" disabled={busy || key.trim() === ''}>
            {busy ? 'Putting it on …' : 'Put it on'}
          </button>
          <button type="button" class="quiet" onClick={close}>
            Leave it
          </button>
        </div>
      </form>
    </Dialog>
  )
}
