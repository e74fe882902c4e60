import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps {
  title: string
  close(): void
  /** For what is read or written, not only answered. */
  wide?: boolean
  children: ComponentChildren
}

/** A question before everything else on the page. Escape asks to close it; when it goes, what had the focus has it again. */
export function Dialog({ title, close, wide = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const box = dialog.current!
    // While it is still on the page: only then does the browser give the focus back.
    return () => box.close()
  }, [])
  useEffect(() => {
    // Browsers close it at a second Escape whatever is said to that. What it has to tell opens it again.
    if (!dialog.current!.open) dialog.current!.showModal()
  })
  return (
    <dialog
      ref={dialog}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        close()
      }}
      // The one that has gone closes as well.
      onClose={() => dialog.current && close()}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
