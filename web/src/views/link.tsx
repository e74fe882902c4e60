import type { ComponentChildren } from 'preact'
import { format, runView, type View } from '../core/address'
import { withEnd } from '../core/text'
import { Name } from './text'

interface LinkProps {
  to: View
  children: ComponentChildren
  class?: string
  title?: string
  'aria-current'?: 'page' | undefined
}

export function Link({ to, children, ...rest }: LinkProps) {
  return (
    <a href={format(to)} {...rest}>
      {children}
    </a>
  )
}

interface NamedRunLinkProps {
  id: string
  name: string
  title?: string
  class?: string
  tabIndex?: number
}

/** A run by its name in a place that may be too narrow: what is cut out is not its end. */
export function NamedRunLink({ id, name, title = id, class: more = '', tabIndex }: NamedRunLinkProps) {
  const { begin, end } = withEnd(name)
  return (
    <a
      href={format(runView(id))}
      title={title}
      class={`with-end ${more}`}
      tabIndex={tabIndex}
      aria-label={end === '' ? undefined : name}
    >
      <span>{end === '' ? <Name text={name} /> : begin}</span>
      {end}
    </a>
  )
}

export function RunLink({ id, name }: { id: string; name?: string | undefined }) {
  return (
    <Link to={runView(id)} title={id}>
      {name === undefined ? shortId(id) : <Name text={name} />}
    </Link>
  )
}

/** The last figures of a UUIDv7 are random; the first are the time and alike for runs created together. */
export function shortId(id: string): string {
  return id.slice(-8)
}
