import { useState } from 'preact/hooks'
import type { SavedView } from '../../api/views'
import { useApi, useDoing } from '../hooks'
import { Failure } from '../notes'

interface SaveProps {
  here: { page: string; address: string }
  known: readonly SavedView[]
  saved(what: string): void
}

/** Saves what is on the screen under a name; under one that is taken, in place of what was there. */
export function SaveForm({ here, known, saved }: SaveProps) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const [text, setText] = useState('')
  const name = text.trim()
  const taken = known.find(view => view.page === here.page && view.name.toLowerCase() === name.toLowerCase())
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const view = { ...here, name }
    if (await run(() => (taken ? api.changeView(taken, view) : api.saveView(view)))) {
      setText('')
      saved(taken ? 'The view is what you see now.' : 'Saved.')
    }
  }
  return (
    <form class="save-view" onSubmit={submit} aria-label="Save this view">
      <label>
        Save what you see as
        <input
          required
          maxLength={200}
          autocomplete="off"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={busy || name === ''}>
        {taken ? 'Update' : 'Save'}
      </button>
      {taken && <p class="muted">There is a view of this name; it becomes what you see now.</p>}
      {error && <Failure error={error} />}
    </form>
  )
}
