import '../../styles/changes.css'
import type { SpecValue } from '../../api/types'
import { plain } from '../../core/runs'
import type { Change } from '../../core/specs'

/** More do not help to see what differs; the whole spec is beside it. */
const most = 24

/** What differs, one line a path. @param none said where nothing does */
export function ChangeList({ changes, none }: { changes: readonly Change[]; none: string }) {
  if (changes.length === 0) return <p class="muted">{none}</p>
  return (
    <ul class="changes" aria-label="Changes">
      {changes.slice(0, most).map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>
          <span>
            <del>{shown(before)}</del> <span aria-hidden="true">→</span> <ins>{shown(after)}</ins>
          </span>
        </li>
      ))}
      {changes.length > most && <li class="muted">and {changes.length - most} more</li>}
    </ul>
  )
}

function shown(value: SpecValue | undefined): string {
  const text = value === undefined ? 'not set' : plain(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
