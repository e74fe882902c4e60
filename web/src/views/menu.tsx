import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'

/** In pixels; on a phone it is as wide as the header. */
const widest = 420

interface MenuProps {
  /** What opens, for those who do not see it. */
  label: string
  button: ComponentChildren
  class?: string
  children: (close: () => void) => ComponentChildren
}

/** A button and the panel under it. Escape and a click elsewhere close it: the browser sees to that. */
export function Menu({ label, button, class: kind = '', children }: MenuProps) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const place = (): void => {
    const { bottom, right } = opener.current!.getBoundingClientRect()
    const header = opener.current!.closest('header')!.getBoundingClientRect()
    const { style } = panel.current!
    const width = Math.min(widest, header.width)
    style.top = `${bottom + 6}px`
    style.width = `${width}px`
    // Under the right end of the button, unless it would then stick out on the left.
    style.left = `${Math.max(header.left, right - width)}px`
  }
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={`menu-button ${kind}`}
        popovertarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        class="menu"
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={event => event.newState === 'open' && place()}
        onToggle={event => setOpen(event.newState === 'open')}
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
