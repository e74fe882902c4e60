import { useState } from 'preact/hooks'
import type { RunNote } from '../../api/keeping'
import type { Run } from '../../api/types'
import { age, moment } from '../../core/times'
import { asApiError, useApi, useDoing, useNow, useResource } from '../hooks'
import { useMayEdit } from '../may-edit'
import { Empty, Failure, Loading, Name, Prose } from '../parts'

/** What people wrote on the run, the newest first, and room for more. */
export function Notes({ run, version }: { run: Run; version: number }) {
  const api = useApi()
  const now = useNow(30_000)
  const first = useResource(run.id, signal => api.notes(run.id, {}, signal), version)
  const [older, setOlder] = useState<{ notes: RunNote[]; next?: string }>()
  const [failed, setFailed] = useState<string>()
  const [text, setText] = useState('')
  const doing = useDoing()
  const mayEdit = useMayEdit()

  const write = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (text.trim() === '') return
    const written = await doing.run(() => api.addNote(run.id, text.trim()))
    if (written) {
      setText('')
      first.reload()
    }
  }
  const remove = async (note: string): Promise<void> => {
    const removed = await doing.run(() => api.removeNote(run.id, note))
    if (!removed) return
    setOlder(before => before && { ...before, notes: before.notes.filter(each => each.id !== note) })
    first.reload()
  }
  const next = older ? older.next : first.data?.next
  const readOn = async (): Promise<void> => {
    try {
      const page = await api.notes(run.id, { after: next })
      setOlder({ ...page, notes: [...(older?.notes ?? []), ...page.notes] })
      setFailed(undefined)
    } catch (error) {
      setFailed(asApiError(error).message)
    }
  }
  const notes = [
    ...new Map([...(first.data?.notes ?? []), ...(older?.notes ?? [])].map(note => [note.id, note])).values(),
  ]
  return (
    <div class="notes">
      {mayEdit && (
        <form class="note-form" onSubmit={write}>
          <textarea
            rows={3}
            aria-label="A new note"
            placeholder="What you saw, tried, suspect"
            value={text}
            onInput={event => setText(event.currentTarget.value)}
            onKeyDown={event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void write(event)}
          />
          <div class="buttons">
            <button type="submit" class="primary" disabled={doing.busy || text.trim() === ''}>
              Write the note
            </button>
          </div>
          {doing.error && <Failure error={doing.error} />}
        </form>
      )}
      {first.error && <Failure error={first.error} retry={first.reload} />}
      {!first.data && !first.error && <Loading what="the notes" />}
      {first.data && notes.length === 0 && <Empty>Nobody has written a note on this run.</Empty>}
      <ul>
        {notes.map(note => (
          <li key={note.id} class="run-note">
            <p class="muted">
              <Name text={note.by} />, <time title={moment(note.at)}>{ago(note.at, now)}</time>
              {mayEdit && <Removal remove={() => void remove(note.id)} />}
            </p>
            <Prose text={note.text} />
          </li>
        ))}
      </ul>
      {failed !== undefined && <p class="error">{failed}</p>}
      {next !== undefined && (
        <button type="button" onClick={() => void readOn()}>
          Show older notes
        </button>
      )}
    </div>
  )
}

function ago(iso: string, now: number): string {
  const past = age(Date.parse(iso), now)
  return past === 'now' ? 'just now' : `${past} ago`
}

function Removal({ remove }: { remove(): void }) {
  const [sure, setSure] = useState(false)
  return sure ? (
    <>
      <button type="button" class="link danger" onClick={remove}>
        remove it
      </button>
      <button type="button" class="link" onClick={() => setSure(false)}>
        keep it
      </button>
    </>
  ) : (
    <button type="button" class="link" onClick={() => setSure(true)}>
      remove
    </button>
  )
}
