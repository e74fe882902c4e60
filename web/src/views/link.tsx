import type { ComponentChildren } from 'preact'
import { format, runView, type View } from '../core/address'
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
