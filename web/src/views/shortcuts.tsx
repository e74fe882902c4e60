/** Keys that do something on a page, and the dialog that tells them. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { pressed } from '../core/keys'
import { zone } from '../core/times'
import { Dialog } from './dialog'
import { useKept } from './kept'

export interface Shortcut {
  /** One key, or two with a space between, as KeyboardEvent.key names them. */
  keys: string
  says: string
  /** Left out where something else acts on the keys and they are only told here. */
  act?(): void
}

interface Group {
  title: string
  shortcuts: readonly Shortcut[]
}

/** In the order in which the parts of the page came. */
const groups = new Set<{ current: Group }>()

/** The shortcuts of what is on the page now; those of the last rendering count. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const group = useRef<Group>({ title, shortcuts })
  group.current = { title, shortcuts }
  // With the drawing, not after it: who presses a key at once finds them.
  useLayoutEffect(() => {
    groups.add(group)
    return () => void groups.delete(group)
  }, [])
}

const switches = ['on', 'off'] as const
/** The second key comes soon or not at all. */
const patience = 1500

/** Listens to the keys, once a page. Not while somebody types or answers a dialog, and not where keys are switched off. */
function useKeys(on: boolean): void {
  const allowed = useRef(on)
  allowed.current = on
  useLayoutEffect(() => {
    let waiting = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = (event: KeyboardEvent): void => {
      if (
        !allowed.current ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTaken(event.target)
      )
        return
      const acts = new Map([...groups].flatMap(({ current }) => current.shortcuts.map(each => [each.keys, each.act])))
      const press = pressed(
        waiting,
        event.key,
        [...acts].flatMap(([keys, act]) => (act ? [keys] : [])),
      )
      clearTimeout(timer)
      waiting = press.waiting
      if (waiting !== '') timer = setTimeout(() => (waiting = ''), patience)
      if (press.shortcut === undefined) return
      event.preventDefault()
      acts.get(press.shortcut)?.()
    }
    addEventListener('keydown', hear)
    return () => {
      removeEventListener('keydown', hear)
      clearTimeout(timer)
    }
  }, [])
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]') !==
      null
  )
}

/** The button with the question mark, and what it opens. */
export function Help() {
  const [open, setOpen] = useState(false)
  const [keys, setKeys] = useKept('shortcuts', switches)
  useKeys(keys === 'on')
  useShortcuts('Help', [{ keys: '?', says: 'Show these keys', act: () => setOpen(true) }])
  return (
    <>
      <button type="button" class="icon" aria-label="Keys and help" title="Keys (?)" onClick={() => setOpen(true)}>
        <span aria-hidden="true">?</span>
      </button>
      {open && <HelpDialog close={() => setOpen(false)} keys={keys} setKeys={setKeys} />}
    </>
  )
}

interface HelpProps {
  keys: (typeof switches)[number]
  setKeys(keys: (typeof switches)[number]): void
  close(): void
}

function HelpDialog({ keys, setKeys, close }: HelpProps) {
  // Many charts tell the same keys.
  const told = useMemo(() => [...new Map([...groups].map(({ current }) => [current.title, current])).values()], [])
  return (
    <Dialog title="Keys" close={close}>
      <div class={keys === 'on' ? 'keys' : 'keys keys-off'}>
        {told.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map(shortcut => (
                <div key={shortcut.keys}>
                  <dt>
                    {shortcut.keys.split(' ').map(key => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.says}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={keys === 'on'}
          onChange={event => setKeys(event.currentTarget.checked ? 'on' : 'off')}
        />
        Keys do something on these pages
      </label>
      <p class="muted">All times are of the zone {zone()}.</p>
      <p class="buttons">
        <button type="button" onClick={close}>
          Close
        </button>
      </p>
    </Dialog>
  )
}
