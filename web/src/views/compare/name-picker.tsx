/** A box that finds a name among more than could be listed (a combobox, after the ARIA patterns). */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { asApiError } from '../hooks'

interface NamePickerProps {
  label: string
  placeholder: string
  /** The names with this in them; the first ones if it is empty. */
  suggest(part: string, signal: AbortSignal): Promise<readonly string[]>
  choose(name: string): void
}

/** So long a pause in typing asks. */
const pauseMs = 150

export function NamePicker({ label, placeholder, suggest, choose }: NamePickerProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [names, setNames] = useState<readonly string[]>()
  const [problem, setProblem] = useState('')
  const [at, setAt] = useState(0)
  const latest = useRef(suggest)
  latest.current = suggest

  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      latest.current(text.trim(), abort.signal).then(
        found => {
          if (abort.signal.aborted) return
          setNames(found)
          setProblem('')
          setAt(0)
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setProblem(asApiError(error).message)
        },
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text, open])

  const take = (name: string | undefined): void => {
    if (name === undefined) return
    choose(name)
    setText('')
    setOpen(false)
  }

  const pressed = (event: KeyboardEvent): void => {
    const length = names?.length ?? 0
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault()
        if (!open) setOpen(true)
        else if (length > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : length - 1)) % length)
        break
      case 'Enter':
        if (open) {
          event.preventDefault()
          take(names?.[at])
        }
        break
      case 'Escape':
        setOpen(false)
        break
    }
  }

  return (
    <span class="name-picker">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && names && names.length > 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={event => {
          setText(event.currentTarget.value)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={pressed}
      />
      <div class="name-list" id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {names?.map((name, i) => (
          <div
            key={name}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            // Before the input loses the focus, and with it the list.
            onMouseDown={event => {
              event.preventDefault()
              take(name)
            }}
          >
            <bdi>{name}</bdi>
          </div>
        ))}
        {open && names?.length === 0 && problem === '' && (
          <div role="option" aria-selected={false} aria-disabled="true" class="muted">
            nothing has this in its name
          </div>
        )}
        {problem !== '' && (
          <div role="option" aria-selected={false} aria-disabled="true" class="error">
            {problem}
          </div>
        )}
      </div>
    </span>
  )
}
