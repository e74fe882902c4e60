import { useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { useApi, useDoing } from '../hooks'
import { useMayEdit } from '../may-edit'
import { useFocus } from './use-focus'

/** The name, and its change in place. */
export function RunName({ run, changed }: { run: Run; changed(run: Run | undefined): void }) {
  const api = useApi()
  const doing = useDoing()
  // The name is given to the run as it was when one began to type, not to what somebody else has made of it.
  const [draft, setDraft] = useState<{ name: string; revision: number }>()
  const mayEdit = useMayEdit()
  const button = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setDraft(undefined)
    // Where it was before it went into the field.
    requestAnimationFrame(() => button.current?.focus())
  }
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!draft) return
    const { revision } = draft
    const name = draft.name.trim()
    const same = name === '' || name === run.name
    if (same || (await doing.run(async () => changed(await api.rename({ id: run.id, revision }, name))))) close()
  }
  if (draft === undefined) {
    return (
      <>
        <bdi>{run.name}</bdi>{' '}
        {mayEdit && (
          <button
            ref={button}
            type="button"
            class="pencil"
            aria-label="Rename this run"
            onClick={() => setDraft({ name: run.name, revision: run.revision })}
          >
            ✎
          </button>
        )}
      </>
    )
  }
  return (
    <NameForm
      draft={draft.name}
      change={name => setDraft({ ...draft, name })}
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
