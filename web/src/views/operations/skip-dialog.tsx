import { useState } from 'preact/hooks'
import { Dialog } from '../dialog'
import { useApi, useDoing } from '../hooks'
import { Failure } from '../parts'

interface DialogProps {
  partition: number
  offset: number
  close(): void
  /** Once it is decided. */
  done(): void
}

/** Asks why the record at which a partition is stopped may be lost, and passes over it. */
export function SkipDialog({ partition, offset, close, done }: DialogProps) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const [reason, setReason] = useState('')

  const skip = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (await run(() => api.skip(partition, offset, reason.trim()))) {
      close()
      done()
    }
  }

  return (
    <Dialog title={`Pass over ${partition}:${offset}`} close={close}>
      <form onSubmit={skip}>
        <p>
          For good, in every rebuild too: the record becomes a dead letter, and its run loses what it said. Your name
          and reason stand in the log.
        </p>
        <label>
          <span>Reason</span>
          <input required maxLength={1000} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        </label>
        {error && <Failure error={error} />}
        <div class="buttons">
          <button type="submit" class="danger" disabled={busy || reason.trim() === ''}>
            {busy ? 'Passing over …' : 'Pass over it'}
          </button>
          <button type="button" class="quiet" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}
