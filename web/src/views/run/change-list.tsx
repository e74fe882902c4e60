import '../../styles/changes.css'
import type { Change } from '../../core/branching'

/** What differs, one line a path. @param none said where nothing does */
export function ChangeList({ changes, none }: { changes: readonly Change[]; none: string }) {
  if (changes.length === 0) return <p class="muted">{none}</p>
  return (
    <dl class="changes">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          <dt>
            <code>{path}</code>
          </dt>
          <dd>
            <del>{before ?? 'not set'}</del> <span aria-hidden="true">→</span> <ins>{after ?? 'not set'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
