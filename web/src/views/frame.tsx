/** What is around every page. It stays while pages and their parts come and go: no answer that arrives closes an open menu. */
import type { ComponentChildren } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { LiveState } from '../api/live'
import { allRuns, format } from '../core/address'
import { clock } from '../core/times'
import { ConnectionContext, useLostSince } from './connection'
import { FrameContext, type Framed } from './page'
import { useApi, useResource } from './hooks'
import { Link } from './link'
import { places } from './places'
import { SavedMenu } from './saved/saved-menu'
import { Help, useShortcuts } from './shortcuts'
import { ThemeButton } from './theme'
import { Who } from './who'

export function Frame({ children }: { children: ComponentChildren }) {
  const api = useApi()
  const me = useResource('me', () => api.me())
  const [{ kind, live }, tell] = useState<Framed>({ kind: '', live: undefined })
  return (
    <FrameContext.Provider value={tell}>
      <div class={`page ${kind}`}>
        <header class="top">
          <button type="button" class="skip" onClick={() => document.querySelector('main')?.focus()}>
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
        {children}
      </div>
    </FrameContext.Provider>
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
