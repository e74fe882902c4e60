/** Pages that are loaded when somebody goes there, and what is shown until then or instead. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Page } from './parts'

/** A page of a file of its own. */
export interface LazyPage<P> {
  /** Has it fetched already, until it is there; a failure is told when it is drawn. */
  fetch(): Promise<void>
  Page: ComponentType<P>
}

/** @param what how the page is called in "Loading …" */
export function lazy<P extends object>(what: string, load: () => Promise<ComponentType<P>>): LazyPage<P> {
  let loaded: ComponentType<P> | undefined
  let loading: Promise<void> | undefined
  // What was on its way or failed is asked for again: the browser keeps what it has.
  const fetched = (): Promise<void> =>
    (loading ??= load()
      .then(page => {
        loaded = page
      })
      .finally(() => {
        loading = undefined
      }))

  function Lazy(props: P) {
    const [failed, setFailed] = useState(false)
    const [, drawn] = useState(false)
    useEffect(() => {
      if (loaded) {
        // It may have come after the drawing, which then shows that it is on its way.
        drawn(true)
        return
      }
      let here = true
      fetched().then(
        () => here && drawn(true),
        () => here && setFailed(true),
      )
      return () => {
        here = false
      }
    }, [])
    if (loaded) {
      const Loaded = loaded
      return <Loaded {...props} />
    }
    return failed ? <NotLoaded what={what} /> : <Coming what={what} />
  }
  return { fetch: () => fetched().catch(() => undefined), Page: Lazy }
}

/** The bones of a page; they show only if it takes long enough to be noticed (see the style sheet). */
function Coming({ what }: { what: string }) {
  return (
    <Page synthetic={false} class="page-coming">
      <div class="bones" aria-hidden="true">
        <span class="bone bone-title" />
        <span class="bone bone-bar" />
        <span class="bone bone-body" />
      </div>
      <p class="visually-hidden" role="status">
        Loading {what} …
      </p>
    </Page>
  )
}

function NotLoaded({ what }: { what: string }) {
  return (
    <Page synthetic={false} class="page-not-loaded">
      <div class="note failure" role="alert">
        <h1>This page did not come</h1>
        <p>
          The files of {what} are not where they were. The tracker was upgraded since this tab was opened, or it cannot
          be reached. Nothing is lost: the address keeps what you were looking at.
        </p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          Load the page anew
        </button>
      </div>
    </Page>
  )
}
