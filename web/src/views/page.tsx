/** The frame of every page. */
import type { ComponentChildren } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { LiveState } from '../api/live'
import { allRuns, format } from '../core/address'
import { clock } from '../core/times'
import { ConnectionContext, useLostSince } from './connection'
import { journey, useApi, useResource } from './hooks'
import { Link } from './link'
import { places } from './places'
import { SavedMenu } from './saved/saved-menu'
import { Help, useShortcuts } from './shortcuts'
import { ThemeButton } from './theme'
import { Who } from './who'

interface PageProps {
  /** Undefined for a page that has nothing to follow. */
  live?: LiveState
  /** Whether any of the runs shown learns from made-up data. */
  synthetic: boolean
  children: ComponentChildren
  class: string
}

export function Page({ live, synthetic, children, class: kind }: PageProps) {
  const main = useRef<HTMLElement>(null)
  const api = useApi()
  const me = useResource('me', signal => api.me(signal))
  useEffect(() => {
    // Whoever followed a link that went with the last page goes on reading here, not at the top of the window.
    if (journey.begun && document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div class={`page ${kind}`}>
      <header class="top">
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          Skip to the content
        </button>
        <Link to={allRuns} class="brand">
          <img src="/icon.svg" alt="" width="22" height="22" />
          <span class="brand-word">Hourglass</span>
        </Link>
        <Places kind={kind} />
        <div class="top-tools">
          {live !== undefined && <LiveBadge state={live} />}
          <SavedMenu me={me.data} />
          <ThemeButton />
          <Help />
          <Who me={me} />
        </div>
      </header>
      <LostBanner live={live} />
      <main ref={main} tabIndex={-1}>
        {synthetic && (
          <p class="banner banner-synthetic">
            <strong>Synthetic chorales.</strong> The runs marked so learn from a built-in generator, not from Bach.
          </p>
        )}
        {children}
      </main>
    </div>
  )
}

function Places({ kind }: { kind: string }) {
  useShortcuts(
    'Pages',
    places.map(({ key, name, to }) => ({ keys: `g ${key}`, says: name, act: () => (location.hash = format(to)) })),
  )
  return (
    <nav aria-label="Pages">
      {places.map(({ page, name, to }) => (
        <Link key={page} to={to} aria-current={kind === `page-${page}` ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}

function LiveBadge({ state }: { state: LiveState }) {
  const words = { live: 'live', connecting: 'connecting', lost: 'connection lost' }
  return (
    <span class={`live live-${state}`} role="status">
      <span class="live-dot" aria-hidden="true" />
      <span class="live-word">{words[state]}</span>
    </span>
  )
}

/** A stream that is cut and stands again within this time is nobody's concern. */
const grace = 1500

/** Says that what is seen is old, and goes when it no longer is. */
function LostBanner({ live }: { live: LiveState | undefined }) {
  const connection = useContext(ConnectionContext)
  const silent = useLostSince()
  const lost = silent !== undefined || live === 'lost'
  const [since, setSince] = useState<number>()
  useEffect(() => {
    if (!lost) {
      setSince(undefined)
      return
    }
    const began = Date.now()
    const timer = setTimeout(() => setSince(began), grace)
    return () => clearTimeout(timer)
  }, [lost])
  if (since === undefined) return null
  return (
    <div class="banner banner-lost" role="alert">
      <span>
        <strong>{silent === undefined ? 'The live stream is cut.' : 'The tracker does not answer.'}</strong> What you
        see is of {clock(since)}; this page tries again by itself.
      </span>
      {silent !== undefined && (
        <button type="button" onClick={() => connection.askNow()}>
          Try now
        </button>
      )}
    </div>
  )
}
