/** The views that people saved, in the header of every page: open one, save what is on the screen, put them in order. */
import { useState } from 'preact/hooks'
import type { Me } from '../../api/types'
import type { SavedView } from '../../api/views'
import { grouped, savable } from '../../core/saved'
import { parse } from '../../core/address'
import { useApi, useResource } from '../hooks'
import { Menu } from '../menu'
import { Failure, Loading } from '../notes'
import { SaveForm } from './save-form'
import { ViewRow } from './view-row'

/** More than these are searched rather than read. */
const many = 8

export function SavedMenu({ me }: { me: Me | undefined }) {
  return (
    <Menu label="Saved views" button="Views">
      {close => <Panel me={me} close={close} />}
    </Menu>
  )
}

function Panel({ me, close }: { me: Me | undefined; close(): void }) {
  const api = useApi()
  const { data, error, reload } = useResource('views', signal => api.views(signal))
  const [asked, setAsked] = useState('')
  const [said, setSaid] = useState('')
  // Read anew at every rendering: what is on the screen may change while the panel is open.
  const here = savable(location.hash)
  const edits = me === undefined || me.role === 'editor' || me.role === 'admin'
  const changed = (what: string): void => {
    setSaid(what)
    reload()
  }
  if (!data) return error ? <Failure error={error} retry={reload} /> : <Loading what="the saved views" />
  return (
    <>
      {edits && here && <SaveForm here={here} known={data} saved={changed} />}
      {!edits && <p class="muted">Viewers open views; saving them is for editors.</p>}
      <p class="menu-said" role="status">
        {said}
      </p>
      {error && <Failure error={error} retry={reload} />}
      {data.length > many && (
        <input
          type="search"
          aria-label="Search the saved views"
          placeholder={`Search ${data.length} views`}
          value={asked}
          onInput={event => setAsked(event.currentTarget.value)}
        />
      )}
      <Groups views={data} asked={asked} edits={edits} close={close} changed={changed} />
    </>
  )
}

interface GroupsProps {
  views: readonly SavedView[]
  asked: string
  edits: boolean
  close(): void
  changed(what: string): void
}

function Groups({ views, asked, edits, close, changed }: GroupsProps) {
  if (views.length === 0) {
    return <p class="muted">No view is saved yet. All of a page is in a view, and everybody on this tracker sees it.</p>
  }
  const groups = grouped(views, parse(location.hash).page, asked)
  if (groups.length === 0) return <p class="muted">None of {views.length} views has these words.</p>
  return (
    <div class="saved">
      {groups.map(group => (
        <section key={group.page} aria-label={`Views of the page ${group.page}`}>
          <h3>{group.page}</h3>
          <ul>
            {group.views.map(view => (
              <ViewRow key={view.id} view={view} edits={edits} close={close} changed={changed} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
