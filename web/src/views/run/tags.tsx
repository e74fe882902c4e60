import { useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { oneLine } from '../../core/text'
import { useApi, useDoing } from '../hooks'
import { useMayEdit } from '../may-edit'
import { Name } from '../parts'
import { useFocus } from './use-focus'

/** The tags, and their change in place. */
export function Tags({ run, changed }: { run: Run; changed(run: Run | undefined): void }) {
  const api = useApi()
  const doing = useDoing()
  const mayEdit = useMayEdit()
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
          {mayEdit ? (
            <button
              type="button"
              class="tag-text"
              title={oneLine(`${key}: ${value}`, 300)}
              onClick={() => setDraft({ key, value, known: true })}
            >
              <span class="visually-hidden">Change the tag </span>
              <TagText name={key} value={value} />
            </button>
          ) : (
            <span class="tag-text" title={oneLine(`${key}: ${value}`, 300)}>
              <TagText name={key} value={value} />
            </span>
          )}
          {mayEdit && (
            <button
              type="button"
              class="tag-off"
              aria-label={`Take off the tag ${key}`}
              disabled={doing.busy}
              onClick={() => void doing.run(async () => changed(await api.untag(run.id, key)))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {draft && (
        <TagForm draft={draft} change={setDraft} busy={doing.busy} put={put} close={() => setDraft(undefined)} />
      )}
      {!draft && mayEdit && (
        <button type="button" class="link" onClick={() => setDraft({ key: '', value: '', known: false })}>
          + tag
        </button>
      )}
      {doing.error && <span class="error">{doing.error.message}</span>}
    </div>
  )
}

function TagText({ name, value }: { name: string; value: string }) {
  return (
    <>
      <bdi>{name}</bdi>
      {value !== '' && (
        <>
          : <bdi>{value}</bdi>
        </>
      )}
    </>
  )
}

interface Draft {
  key: string
  value: string
  /** A tag that the run has: another key would make another tag of it. */
  known: boolean
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
      {draft.known ? (
        <Name text={draft.key} most={40} />
      ) : (
        <input
          ref={first}
          aria-label="Key of the tag"
          placeholder="key"
          maxLength={200}
          value={draft.key}
          onInput={event => change({ ...draft, key: event.currentTarget.value })}
          onKeyDown={leave}
        />
      )}
      <input
        ref={draft.known ? first : null}
        aria-label="Value of the tag"
        placeholder="value"
        value={draft.value}
        onInput={event => change({ ...draft, value: event.currentTarget.value })}
        onKeyDown={leave}
      />
      <button type="submit" disabled={busy || draft.key.trim() === ''}>
        {draft.known ? 'Change' : 'Put on'}
      </button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </form>
  )
}
