/** Small pieces that every page is made of. */
import { Fragment, type ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Run, RunState } from '../api/types'
import { count, number } from '../core/numbers'
import { share } from '../core/runs'
import { sign } from '../core/states'

export { Link, NamedRunLink, RunLink, shortId } from './link'
export { Empty, Failure, Loading } from './notes'
export { Page } from './page'
export { Name, Prose } from './text'

export function StateBadge({ state }: { state: RunState }) {
  return (
    <span class={`state state-${state}`}>
      <span class="state-sign" aria-hidden="true">
        {sign(state)}
      </span>
      <span class="state-word">{state}</span>
    </span>
  )
}

export function ProgressBar({ run }: { run: Run }) {
  const part = share(run)
  return part === undefined ? null : (
    <progress class={run.state} max={1} value={part} aria-label={`${number(part * 100, 3)} % done`} />
  )
}

export function Progress({ run }: { run: Run }) {
  return (
    <span class="progress">
      <span class="progress-text">
        {count(run.step)}
        {run.targetStep !== undefined && <span class="muted"> / {number(run.targetStep, 7)}</span>}
      </span>
      <ProgressBar run={run} />
    </span>
  )
}

/** Text in which the waiting time is set with its index. */
export function Typeset({ text }: { text: string }) {
  return (
    <>
      {text.split('τw').map((part, i) => (
        // The parts of one text stay in their places.
        <Fragment key={i}>
          {i > 0 && (
            <>
              τ<sub>w</sub>
            </>
          )}
          {part}
        </Fragment>
      ))}
    </>
  )
}

export function SyntheticBadge() {
  return (
    <span class="badge-synthetic" title="Learns from a built-in generator of four-part chorales, not from Bach">
      synthetic
    </span>
  )
}

/** Text as it was written, line by line. It scrolls, so it takes the focus. */
export function Lines({
  label,
  children,
  class: kind = '',
}: {
  label: string
  children: ComponentChildren
  class?: string
}) {
  return (
    <pre class={`text ${kind}`} role="region" aria-label={label} tabIndex={0}>
      {children}
    </pre>
  )
}

/** A short hash or id that can be copied whole. */
export function Copy({ text, shown, label }: { text: string; shown?: ComponentChildren; label: string }) {
  const [copied, setCopied] = useState<'yes' | 'no'>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('yes')
    } catch {
      // Without https or leave of the browser there is no clipboard.
      setCopied('no')
    }
    setTimeout(() => setCopied(undefined), 1500)
  }
  return (
    <button type="button" class="copy" onClick={copy} title={text.length < 80 ? `${label}: ${text}` : label}>
      <span class="visually-hidden">{label}: </span>
      {shown}
      <span class="copy-mark" role="status">
        {copied === 'yes' ? 'copied' : copied === 'no' ? 'not allowed' : 'copy'}
      </span>
    </button>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  options: readonly { value: T; text: string; title?: string; disabled?: boolean }[]
  value: T
  choose(value: T): void
}

/** One of a few. */
export function Choice<T extends string>({ label, options, value, choose }: ChoiceProps<T>) {
  return (
    <div class="choice" role="group" aria-label={label}>
      <span class="choice-label" aria-hidden="true">
        {label}
      </span>
      <span class="choice-options">
        {options.map(option => (
          <button
            key={option.value}
            type="button"
            aria-pressed={option.value === value}
            disabled={option.disabled}
            title={option.title}
            onClick={() => choose(option.value)}
          >
            <span>
              <Typeset text={option.text} />
            </span>
          </button>
        ))}
      </span>
    </div>
  )
}
