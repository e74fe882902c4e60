import { count } from '../../core/numbers'
import type { Drift } from '../../core/table/list'

/** What has changed since the list was read. The rows stay where they are until one asks: nothing jumps under the pointer. */
export function DriftNote({ drift: { come, gone }, show }: { drift: Drift; show(): void }) {
  const parts = [
    ...(come.length > 0 ? [`${count(come.length)} new ${come.length === 1 ? 'run' : 'runs'}`] : []),
    ...(gone.length > 0 ? [`${count(gone.length)} no longer ${gone.length === 1 ? 'fits' : 'fit'}`] : []),
  ]
  return (
    <div class="drift" role="status">
      {parts.length > 0 && (
        <button type="button" class="drift-note" onClick={show}>
          {parts.join(', ')} <span class="drift-show">show</span>
        </button>
      )}
    </div>
  )
}
