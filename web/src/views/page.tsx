/** A page in its frame. */
import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { LiveState } from '../api/live'
import { journey } from './hooks'

/** What the frame shows of its page. */
export interface Framed {
  kind: string
  live: LiveState | undefined
}

export const FrameContext = createContext<(framed: Framed) => void>(() => {
  throw new Error('no frame around this page')
})

interface PageProps {
  /** Undefined for a page that has nothing to follow. */
  live?: LiveState
  /** Whether any of the runs shown learns from made-up data. */
  synthetic: boolean
  children: ComponentChildren
  class: string
}

/** What a page has in the frame, and tells it. */
export function Page({ live, synthetic, children, class: kind }: PageProps) {
  const main = useRef<HTMLElement>(null)
  const tell = useContext(FrameContext)
  // Before anything is painted: the frame's styles are the page's.
  useLayoutEffect(() => tell({ kind, live }), [tell, kind, live])
  useEffect(() => {
    // Whoever followed a link goes on reading here, not at the link that is still there, nor at the top of the window.
    const here = document.activeElement
    if (journey.begun && (here === document.body || here?.matches('header.top a'))) {
      main.current?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <main ref={main} tabIndex={-1}>
      {synthetic && (
        <p class="banner banner-synthetic">
          <strong>Synthetic chorales.</strong> The runs marked so learn from a built-in generator, not from Bach.
        </p>
      )}
      {children}
    </main>
  )
}
