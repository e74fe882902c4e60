/** Chooses one of very many by name: a few are listed, the rest is found by searching. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { Popover } from './popover'

export interface Choosable {
  key: string
  shown: ComponentChildren
  hint?: string | undefined
}

interface SearchListProps {
  label: string
  placeholder: string
  /** What fits the text; called anew for each text. */
  find(text: string, signal: AbortSignal): Promise<readonly Choosable[]>
  choose(key: string): void
  /** Said where nothing fits. */
  none: string
}

/** A box to search in, and below it what was found. */
export function SearchList({ label, placeholder, find, choose, none }: SearchListProps) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ text: string; items: readonly Choosable[] }>()
  const [active, setActive] = useState(0)
  const id = useId()
  const latest = useRef(find)
  latest.current = find
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      async () => {
        const items = await latest.current(text, abort.signal).catch(() => [])
        if (abort.signal.aborted) return
        setFound({ text, items })
        setActive(0)
      },
      text === '' ? 0 : 120,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  const items = found?.items ?? []
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (items.length > 0)
        setActive(before => (before + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const item = items[active]
      // What is listed may still answer an earlier text.
      if (item && found?.text === text) choose(item.key)
    }
  }
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active])
  return (
    <div class="search-list">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={true}
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={placeholder}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} class="options">
        {items.map((item, i) => (
          <button
            key={item.key}
            id={`${id}-${i}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            data-key={item.key}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(item.key)}
          >
            <bdi>{item.shown}</bdi>
            {item.hint !== undefined && <span class="muted">{item.hint}</span>}
          </button>
        ))}
      </div>
      {found && items.length === 0 && <p class="muted nothing">{none}</p>}
    </div>
  )
}

interface PickerProps extends SearchListProps {
  /** On the button. */
  children: ComponentChildren
  class?: string
}

/** A button that opens such a list. */
export function Picker({ children, class: kind = '', choose, ...list }: PickerProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = (): void => setOpen(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`picker ${kind}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(before => !before)}
      >
        {children}
        <span aria-hidden="true" class="picker-mark">
          ▾
        </span>
      </button>
      {open && button.current && (
        <Popover anchor={button.current} label={list.label} close={close}>
          <SearchList
            {...list}
            choose={key => {
              close()
              button.current?.focus()
              choose(key)
            }}
          />
        </Popover>
      )}
    </>
  )
}
