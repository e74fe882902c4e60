/** Small pieces that every page is made of. */
import { Fragment, type ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ApiError } from '../api/client'
import type { LiveState } from '../api/live'
import type { Run, RunState } from '../api/types'
import { format, allRuns, operationsView, runView, type View } from '../core/address'
import { count, number } from '../core/numbers'
import { share } from '../core/runs'
import { sign } from '../core/states'
import { Who } from './who'

export function Link({
  to,
  children,
  ...rest
}: {
  to: View
  children: ComponentChildren
  class?: string
  title?: string
  'aria-current'?: 'page' | undefined
}) {
  return (
    <a href={format(to)} {...rest}>
      {children}
    </a>
  )
}

export function RunLink({ id, name }: { id: string; name?: string | undefined }) {
  return (
    <Link to={runView(id)} title={id}>
      {name ?? shortId(id)}
    </Link>
  )
}

/** The last figures of a UUIDv7 are random; the first are the time and alike for runs created together. */
export function shortId(id: string): string {
  return id.slice(-8)
}

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
        // oxlint-disable-next-line react/no-array-index-key
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

export function LiveBadge({ state }: { state: LiveState }) {
  const words = { live: 'live', connecting: 'connecting', lost: 'connection lost' }
  return (
    <span class={`live live-${state}`} role="status">
      <span class="live-dot" aria-hidden="true" />
      <span class="live-word">{words[state]}</span>
    </span>
  )
}

interface PageProps {
  /** Undefined for a page that has nothing to follow. */
  live?: LiveState
  /** Whether any of the runs shown learns from made-up data. */
  synthetic: boolean
  children: ComponentChildren
  class: string
}

/** The frame of every page. */
export function Page({ live, synthetic, children, class: kind }: PageProps) {
  return (
    <div class={`page ${kind}`}>
      <header class="top">
        <Link to={allRuns} class="brand">
          <img src="/icon.svg" alt="" width="22" height="22" />
          <span class="brand-word">Hourglass</span>
        </Link>
        <nav aria-label="Pages">
          <Link to={allRuns} aria-current={kind === 'page-runs' ? 'page' : undefined}>
            Runs
          </Link>
          <Link to={operationsView()} aria-current={kind === 'page-operations' ? 'page' : undefined}>
            Operations
          </Link>
        </nav>
        {live !== undefined && <LiveBadge state={live} />}
        <Who />
      </header>
      {live === 'lost' && (
        <p class="banner banner-lost" role="alert">
          The connection to the tracker is lost. What you see may be out of date; trying again by itself.
        </p>
      )}
      {synthetic && (
        <p class="banner banner-synthetic">
          <strong>Synthetic chorales.</strong> The runs marked so learn from a built-in generator, not from Bach.
        </p>
      )}
      <main>{children}</main>
    </div>
  )
}

export function SyntheticBadge() {
  return (
    <span class="badge-synthetic" title="Learns from a built-in generator of four-part chorales, not from Bach">
      synthetic
    </span>
  )
}

export function Loading({ what }: { what: string }) {
  return (
    <p class="note loading" role="status">
      Loading {what} …
    </p>
  )
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="note empty">{children}</div>
}

export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { title, detail, problems } = error.problem
  return (
    <div class="note failure" role="alert">
      <strong>{title}</strong>
      {detail !== title && <p>{detail}</p>}
      {problems && (
        <ul>
          {problems.map(problem => (
            <li key={problem.path}>
              <code>{problem.path}</code>: {problem.message}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
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
