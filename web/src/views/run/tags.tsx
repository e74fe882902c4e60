import { useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { useApi, useDoing } from '../hooks'
import { useFocus } from './use-focus'

/** The tags, and their change in place. */
export function Tags({ run, changed }: { run: Run; changed(run: Run | undefined): void }) {
  const api = useApi()
  const doing = useDoing()
  const [draft, setDraft] = useState<Draft>()
  const put = async (event: Event): Promise<void> => {
    event.preventDefault()
    const { key = '', value = '' } = draft ?? {}
    if (key.trim() === '') return
    if (await doing.run(async () => changed(await api.tag(run.id, key.trim(), value.trim())))) setDraft(undefined)
  }
  return (
    <div class="tags" role="group" aria-label="Tags">
      {Object.entries(run.tags).map(([key, value]) => (
        <span class="tag" key={key}>
          <button
            type="button"
            class="tag-text"
            title={`${key}: ${value}`.slice(0, 300)}
            onClick={() => setDraft({ key, value })}
          >
            <span class="visually-hidden">Change the tag </span>
            <bdi>{key}</bdi>
            {value !== '' && (
              <>
                : <bdi>{value}</bdi>
              </>
            )}
          </button>
          <button
            type="button"
            class="tag-off"
            aria-label={`Take off the tag ${key}`}
            disabled={doing.busy}
            onClick={() => void doing.run(async () => changed(await api.untag(run.id, key)))}
          >
            ×
          </button>
        </span>
      ))}
      {draft ? (
        <TagForm draft={draft} change={setDraft} busy={doing.busy} put={put} close={() => setDraft(undefined)} />
      ) : (
        <button type="button" class="link" onClick={() => setDraft({ key: '', value: '' })}>
          + tag
        </button>
      )}
      {doing.error && <span class="error">{doing.error.message}</span>}
    </div>
  )
}

interface Draft {
  key: string
  value: string
}

interface TagFormProps {
  draft: Draft
  change(draft: Draft): void
  busy: boolean
  put(event: Event): Promise<void>
  close(): void
}

function TagForm({ draft, change, busy, put, close }: TagFormProps) {
  const first = useFocus<HTMLInputElement>()
  const leave = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close()
  }
  return (
    <form class="tag-form" onSubmit={put}>
      <input
        ref={first}
        aria-label="Key of the tag"
        placeholder="key"
        maxLength={200}
        value={draft.key}
        onInput={event => change({ ...draft, key: event.currentTarget.value })}
        onKeyDown={leave}
      />
      <input
        aria-label="Value of the tag"
        placeholder="value"
        value={draft.value}
        onInput={event => change({ ...draft, value: event.currentTarget.value })}
        onKeyDown={leave}
      />
      <button type="submit" disabled={busy || draft.key.trim() === ''}>
        Put on
      </button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </form>
  )
}
