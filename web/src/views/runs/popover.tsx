/** A small panel beside what opened it; a click elsewhere, Escape, or Tab beyond its first or last control closes it. */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

interface PopoverProps {
  /** Where it hangs from. */
  anchor: Element
  label: string
  close(): void
  children: ComponentChildren
  class?: string
}

/** Space left to the window's edges and to the anchor, in pixels. */
const air = 8

const focusable = ':is(input, textarea, select, button):enabled, a[href]'

export function Popover({ anchor, label, close, children, class: kind = '' }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null)
  const latest = useRef(close)
  latest.current = close

  useLayoutEffect(() => {
    const place = (): void => {
      const box = panel.current
      if (!box || !anchor.isConnected) return
      const from = anchor.getBoundingClientRect()
      const { offsetWidth: width, offsetHeight: height } = box
      const below = innerHeight - from.bottom
      const top = below >= height + air || below >= from.top ? from.bottom + 4 : from.top - height - 4
      box.style.left = `${Math.max(air, Math.min(from.left, innerWidth - width - air))}px`
      box.style.top = `${Math.max(air, Math.min(top, innerHeight - height - air))}px`
    }
    place()
    const watch = new ResizeObserver(place)
    watch.observe(panel.current!)
    addEventListener('resize', place)
    return () => {
      watch.disconnect()
      removeEventListener('resize', place)
    }
  }, [anchor])

  useEffect(() => {
    // What had the focus before may be another panel that goes: where this one hangs is what the keys go back to.
    const home = anchor.closest<HTMLElement>('a[href], button, input, [tabindex]')
    const first = panel.current?.querySelector<HTMLElement>('input, textarea, button')
    first?.focus()
    const elsewhere = (event: Event): void => {
      if (event.target instanceof Node && !panel.current?.contains(event.target) && !anchor.contains(event.target))
        latest.current()
    }
    const box = panel.current!
    // Keys pressed here are not the page's.
    const inside = (event: KeyboardEvent): void => {
      event.stopPropagation()
      escape(event)
      if (event.key !== 'Tab') return
      // The panel stands at the end of the page, not where it is seen: beyond it the keys go on where they came from.
      const all = box.querySelectorAll<HTMLElement>(focusable)
      if (event.target !== all[event.shiftKey ? 0 : all.length - 1]) return
      event.preventDefault()
      latest.current()
    }
    // What had the focus may be gone, a tag that was taken off say: Escape still closes.
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      latest.current()
    }
    box.addEventListener('keydown', inside)
    addEventListener('keydown', escape)
    addEventListener('pointerdown', elsewhere)
    return () => {
      removeEventListener('pointerdown', elsewhere)
      removeEventListener('keydown', escape)
      // Unless the focus has gone elsewhere by itself.
      const now = document.activeElement
      if (!now || now === document.body || box.contains(now)) home?.focus({ preventScroll: true })
    }
  }, [anchor])

  return (
    <div ref={panel} class={`popover ${kind}`} role="dialog" aria-label={label}>
      {children}
    </div>
  )
}
