/** A run's name, tags and notes, changed where they stand. */
import { useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { age, moment } from '../../core/times'
import { useApi, useDoing, useNow, useResource } from '../hooks'
import { clip } from './clip'
import { Popover } from './popover'

export type Editing = { run: Run; anchor: Element; what: 'name' | 'tags' | 'notes' }

interface EditorProps {
  editing: Editing
  /** The run as it is by now. */
  run: Run
  mayEdit: boolean
  told(run: Run): void
  close(): void
}

export function Editor({ editing, run, ...rest }: EditorProps) {
  const what = { name: 'Name', tags: 'Tags', notes: 'Notes' }[editing.what]
  return (
    <Popover
      anchor={editing.anchor}
      label={`${what} of ${clip(run.name, 60)}`}
      close={rest.close}
      class={`editor editor-${editing.what}`}
    >
      {editing.what === 'name' && <NameEditor run={run} {...rest} />}
      {editing.what === 'tags' && <TagsEditor run={run} {...rest} />}
      {editing.what === 'notes' && <NotesEditor run={run} {...rest} />}
    </Popover>
  )
}

type PartProps = Omit<EditorProps, 'editing'>

function NameEditor({ run, told, close }: PartProps) {
  const api = useApi()
  const [name, setName] = useState(run.name)
  // The name is given to the run as it was when one began to type, not to what somebody else has made of it.
  const [revision] = useState(run.revision)
  const { busy, error, run: perform } = useDoing()
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (name === run.name) return close()
    const done = await perform(async () => {
      const answer = await api.rename({ id: run.id, revision }, name)
      if (answer) told(answer)
    })
    if (done) close()
  }
  return (
    <form onSubmit={save} class="one-line">
      <input
        aria-label="Name"
        value={name}
        onInput={event => setName(event.currentTarget.value)}
        onFocus={event => event.currentTarget.select()}
      />
      <button type="submit" class="primary" disabled={busy || name.trim() === ''}>
        Rename
      </button>
      {error && (
        <p class="error" role="alert">
          {error.message}
        </p>
      )}
    </form>
  )
}

function TagsEditor({ run, mayEdit, told }: PartProps) {
  const api = useApi()
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const { busy, error, run: perform } = useDoing()
  const tags = Object.entries(run.tags)
  const put = (name: string, text: string): Promise<boolean> =>
    perform(async () => {
      const answer = await api.tag(run.id, name, text)
      if (answer) told(answer)
    })
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (key.trim() === '' || !(await put(key.trim(), value))) return
    setKey('')
    setValue('')
  }
  const remove = (name: string): Promise<boolean> =>
    perform(async () => {
      const answer = await api.untag(run.id, name)
      if (answer) told(answer)
    })
  return (
    <>
      {tags.length === 0 && <p class="muted">No tags yet.</p>}
      <ul class="tag-rows">
        {tags.map(([name, text]) => (
          <li key={name}>
            <bdi class="tag-key" title={clip(name, 2000)}>
              {clip(name, 60)}
            </bdi>
            <input
              aria-label={`Value of ${clip(name, 60)}`}
              defaultValue={text}
              disabled={!mayEdit || busy}
              onChange={event => void put(name, event.currentTarget.value)}
            />
            <button
              type="button"
              class="quiet"
              aria-label={`Take ${clip(name, 60)} off`}
              disabled={!mayEdit || busy}
              onClick={() => void remove(name)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <form onSubmit={add} class="tag-new">
          <input aria-label="Tag" placeholder="tag" value={key} onInput={event => setKey(event.currentTarget.value)} />
          <input
            aria-label="Value"
            placeholder="value"
            value={value}
            onInput={event => setValue(event.currentTarget.value)}
          />
          <button type="submit" disabled={busy || key.trim() === ''}>
            Add
          </button>
        </form>
      )}
      {error && (
        <p class="error" role="alert">
          {error.message}
        </p>
      )}
    </>
  )
}

function NotesEditor({ run, mayEdit }: PartProps) {
  const api = useApi()
  const [text, setText] = useState('')
  const { busy, error, run: perform } = useDoing()
  const notes = useResource(`${run.id} ${run.revision}`, signal => api.notes(run.id, { limit: 100 }, signal))
  const now = useNow(10_000)
  const write = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (text.trim() === '') return
    const done = await perform(() => api.addNote(run.id, text))
    if (!done) return
    setText('')
    notes.reload()
  }
  const remove = async (id: string): Promise<void> => {
    await perform(() => api.removeNote(run.id, id))
    notes.reload()
  }
  const failed = error ?? notes.error
  return (
    <>
      {mayEdit && (
        <form onSubmit={write}>
          <textarea
            aria-label="A new note"
            rows={3}
            placeholder="What is to be remembered of this run"
            value={text}
            onInput={event => setText(event.currentTarget.value)}
          />
          <div class="buttons">
            <button type="submit" class="primary" disabled={busy || text.trim() === ''}>
              Write
            </button>
          </div>
        </form>
      )}
      {failed && (
        <p class="error" role="alert">
          {failed.message}
        </p>
      )}
      {notes.data?.notes.length === 0 && <p class="muted">No notes yet.</p>}
      <ol class="notes">
        {notes.data?.notes.map(note => (
          <li key={note.id}>
            <p class="muted">
              {clip(note.by, 60)}, <span title={moment(note.at)}>{age(Date.parse(note.at), now)}</span>
              {mayEdit && (
                <button type="button" class="link" disabled={busy} onClick={() => void remove(note.id)}>
                  Remove
                </button>
              )}
            </p>
            <bdi class="note-text">{clip(note.text, 20_000)}</bdi>
          </li>
        ))}
      </ol>
    </>
  )
}
