/** The box for the search language: what may come next is offered while one types, and an error stands under its place. */
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Problem } from '../../api/types'
import { completed, completions, questions, type Completion } from '../../core/search/complete'
import { caretIn, filterOf, plainWords } from '../../core/search/text'
import { useApi } from '../hooks'

/** A text is sent when nothing was typed for so long. */
const pauseMs = 350

interface FilterBoxProps {
  /** What is being shown. */
  text: string
  /** What the tracker says is wrong with it. */
  problem: Problem | undefined
  /** `whole` unless it is sent unfinished, for the tracker to say what is missing. */
  search(text: string): void
  input: RefObject<HTMLInputElement | null>
}

export function FilterBox({ text, problem, search, input }: FilterBoxProps) {
  const [typed, setTyped] = useState(text)
  const [caret, setCaret] = useState<number>()
  const [active, setActive] = useState(-1)
  const sent = useRef(text)
  const id = useId()
  useEffect(() => {
    // Another address: not what one is typing.
    if (text !== sent.current) setTyped(text)
    sent.current = text
  }, [text])

  // What is sent later goes to the page as it is then: somebody may have chosen runs meanwhile.
  const latest = useRef(search)
  latest.current = search
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = (what: string): void => {
    clearTimeout(waiting.current) // what was to be sent later is no longer meant
    sent.current = what
    latest.current(what)
  }
  useEffect(() => {
    if (typed === sent.current) return undefined
    const unfinished = typed.trim() !== '' && filterOf(typed) === undefined
    // The words that a field began with were searched for as words; until the rest has come nothing is searched for.
    if (unfinished && plainWords(sent.current) === undefined) return undefined
    waiting.current = setTimeout(() => send(unfinished ? '' : typed), pauseMs)
    return () => clearTimeout(waiting.current)
  }, [typed])

  const offers = useCompletions(typed, caret)
  const open = caret !== undefined && offers.length > 0
  const chosen = open ? offers[active] : undefined
  useEffect(() => setActive(-1), [typed, caret])

  const take = (offer: Completion): void => {
    const at = caretIn(typed, caret ?? typed.length)
    if (!at) return
    const next = completed(typed, at, offer)
    setTyped(next.text)
    const box = input.current
    if (!box) return
    // The box shows the new text only after the next rendering; the caret needs it now.
    box.value = next.text
    box.focus()
    box.setSelectionRange(next.caret, next.caret)
    setCaret(next.caret)
  }

  const follow = (): void => {
    const box = input.current
    if (box && document.activeElement === box) setCaret(box.selectionStart ?? box.value.length)
  }

  const keys = (event: KeyboardEvent): void => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (offers.length === 0) return
        event.preventDefault()
        if (!open) return follow()
        return setActive(before => step(before, event.key === 'ArrowDown' ? 1 : -1, offers.length))
      case 'Enter':
        event.preventDefault()
        if (chosen) return take(chosen)
        setCaret(undefined)
        return send(typed)
      case 'Tab':
        if (!chosen) return
        event.preventDefault()
        return take(chosen)
      case 'Escape':
        if (!open) return
        event.preventDefault()
        return setCaret(undefined)
    }
  }

  const wrong = problem?.parameter === 'filter' && typed === text ? problem : undefined
  return (
    <div class="filter-box">
      <div class="filter-field">
        <input
          ref={input}
          type="text"
          class="filter-text"
          role="combobox"
          aria-label="Filter runs"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${active}` : undefined}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          placeholder="Filter: words, or metrics.nll < 0.2 and state = 'running'"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={typed}
          onInput={event => {
            setTyped(event.currentTarget.value)
            follow()
          }}
          onKeyDown={keys}
          onKeyUp={event =>
            event.key.startsWith('Arrow') && !event.key.endsWith('Up') && !event.key.endsWith('Down') && follow()
          }
          onClick={follow}
          onBlur={() => setCaret(undefined)}
        />
        <div id={`${id}-list`} role="listbox" aria-label="What may come next" class="offers options" hidden={!open}>
          {open &&
            offers.map((offer, i) => (
              <button
                key={offer.insert + offer.hint}
                id={`${id}-${i}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                // The box must not lose its focus, which would close the list.
                onMouseDown={event => event.preventDefault()}
                onClick={() => take(offer)}
              >
                <code>{offer.insert}</code> <span class="muted">{offer.hint}</span>
              </button>
            ))}
        </div>
      </div>
      {wrong && <Wrong id={`${id}-wrong`} text={typed} problem={wrong} />}
    </div>
  )
}

function step(before: number, by: number, length: number): number {
  return before < 0 && by < 0 ? length - 1 : (before + by + length) % length
}

/** The text again, with the wrong piece marked, and what could stand there. */
function Wrong({ id, text, problem }: { id: string; text: string; problem: Problem }) {
  const letters = [...text]
  const column = problem.column
  const place = useRef<HTMLSpanElement>(null)
  // In a long text the wrong piece may be far to the right.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [column, text])
  if (column === undefined)
    return (
      <p id={id} class="filter-wrong error">
        {problem.detail}
      </p>
    )
  const from = Math.min(column - 1, letters.length)
  const length = Math.max(1, [...(problem.piece ?? '')].length)
  return (
    <div id={id} class="filter-wrong" role="alert" data-column={column}>
      <p class="filter-place">
        <code>
          <bdi>
            {letters.slice(0, from).join('')}
            <mark ref={place}>{letters.slice(from, from + length).join('') || ' '}</mark>
            {letters.slice(from + length).join('')}
          </bdi>
        </code>
      </p>
      <p class="error">
        Column {column}: expected {problem.expected}
      </p>
    </div>
  )
}

/** What may come at the caret; names and values come from the tracker, a moment after one stops typing. */
function useCompletions(text: string, caret: number | undefined): Completion[] {
  const api = useApi()
  const at = useMemo(() => (caret === undefined ? undefined : caretIn(text, caret)), [text, caret])
  const asked = useMemo(() => (at ? questions(at) : []), [at])
  const [answers, setAnswers] = useState<{ key: string; names: string[][] }>({ key: '', names: [] })
  const key = JSON.stringify(asked)
  useEffect(() => {
    if (asked.length === 0) return undefined
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const names = await Promise.all(asked.map(each => api.names(each, abort.signal)))
        if (!abort.signal.aborted) setAnswers({ key, names })
      } catch {
        // Without these there are the fields and words that need no tracker.
      }
    }, 120)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key])
  return useMemo(
    () => (at ? completions(at, asked, answers.key === key ? answers.names : []) : []),
    [at, asked, answers, key],
  )
}
