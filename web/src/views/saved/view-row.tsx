import { useState } from 'preact/hooks'
import type { SavedView } from '../../api/views'
import { oneLine } from '../../core/text'
import { age, moment } from '../../core/times'
import { useApi, useDoing } from '../hooks'
import { Failure } from '../notes'
import { Name } from '../text'

interface RowProps {
  view: SavedView
  edits: boolean
  close(): void
  changed(what: string): void
}

/** One view: a link, and under its name who made it. */
export function ViewRow({ view, edits, close, changed }: RowProps) {
  const [doing, setDoing] = useState<'rename' | 'remove'>()
  const isHere = location.hash === view.address
  return (
    <li class="saved-view" data-view={view.name}>
      <a href={view.address} onClick={close} aria-current={isHere ? 'page' : undefined}>
        <Name text={view.name} />
      </a>
      <span class="second" title={`saved ${moment(view.createdAt)}, changed ${moment(view.updatedAt)}`}>
        <Name text={view.updatedBy} most={40} />, {age(Date.parse(view.updatedAt), Date.now())}
      </span>
      {edits && doing === undefined && (
        <span class="saved-actions">
          <button
            type="button"
            class="link"
            aria-label={`Rename ${oneLine(view.name)}`}
            onClick={() => setDoing('rename')}
          >
            Rename
          </button>
          <button
            type="button"
            class="link"
            aria-label={`Delete ${oneLine(view.name)}`}
            onClick={() => setDoing('remove')}
          >
            Delete
          </button>
        </span>
      )}
      {doing === 'rename' && <Rename view={view} changed={changed} done={() => setDoing(undefined)} />}
      {doing === 'remove' && <Remove view={view} changed={changed} done={() => setDoing(undefined)} />}
    </li>
  )
}

interface ChangeProps {
  view: SavedView
  changed(what: string): void
  done(): void
}

function Rename({ view, changed, done }: ChangeProps) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const [name, setName] = useState(view.name)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (await run(() => api.changeView(view, { name: name.trim(), page: view.page, address: view.address }))) {
      done()
      changed('Renamed.')
    } else changed('')
  }
  return (
    <form class="saved-change" onSubmit={submit}>
      <input
        required
        maxLength={200}
        autocomplete="off"
        aria-label={`New name of ${oneLine(view.name)}`}
        value={name}
        onInput={event => setName(event.currentTarget.value)}
      />
      <button type="submit" class="primary" disabled={busy || name.trim() === ''}>
        Rename
      </button>
      <button type="button" class="quiet" onClick={done}>
        Cancel
      </button>
      {error && <Failure error={error} />}
    </form>
  )
}

function Remove({ view, changed, done }: ChangeProps) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const remove = async (): Promise<void> => {
    // Whoever was too late sees at least how it is now.
    changed((await run(() => api.removeView(view))) ? 'Deleted.' : '')
  }
  return (
    <div class="saved-change">
      <button type="button" class="danger" disabled={busy} onClick={remove}>
        Delete for everybody
      </button>
      <button type="button" class="quiet" onClick={done}>
        Keep
      </button>
      {error && <Failure error={error} />}
    </div>
  )
}
