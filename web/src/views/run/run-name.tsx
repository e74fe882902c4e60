import { useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { useApi, useDoing } from '../hooks'
import { useFocus } from './use-focus'

/** The name, and its change in place. */
export function RunName({ run, changed }: { run: Run; changed(run: Run | undefined): void }) {
  const api = useApi()
  const doing = useDoing()
  const [draft, setDraft] = useState<string>()
  const button = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setDraft(undefined)
    // Where it was before it went into the field.
    requestAnimationFrame(() => button.current?.focus())
  }
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const name = draft?.trim() ?? ''
    const same = name === '' || name === run.name
    if (same || (await doing.run(async () => changed(await api.rename(run, name))))) close()
  }
  if (draft === undefined) {
    return (
      <>
        <bdi>{run.name}</bdi>{' '}
        <button
          ref={button}
          type="button"
          class="pencil"
          aria-label="Rename this run"
          onClick={() => setDraft(run.name)}
        >
          ✎
        </button>
      </>
    )
  }
  return (
    <NameForm
      draft={draft}
      change={setDraft}
      busy={doing.busy}
      error={doing.error?.message}
      save={save}
      close={close}
    />
  )
}

interface NameFormProps {
  draft: string
  change(draft: string): void
  busy: boolean
  error: string | undefined
  save(event: Event): Promise<void>
  close(): void
}

function NameForm({ draft, change, busy, error, save, close }: NameFormProps) {
  const field = useFocus<HTMLInputElement>()
  return (
    <form class="rename" onSubmit={save}>
      <input
        ref={field}
        aria-label="Name of the run"
        maxLength={200}
        value={draft}
        onInput={event => change(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') close()
        }}
      />
      <button type="submit" disabled={busy}>
        Save
      </button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
      {error !== undefined && <span class="error">{error}</span>}
    </form>
  )
}
