import { useMemo, useState } from 'preact/hooks'
import type { RunsView } from '../../core/address'

/** An address holds so many ids; more than that are nobody's link. */
const mostInAddress = 200

export interface Selection {
  ids: ReadonlySet<string>
  select(ids: readonly string[], on: boolean): void
  clear(): void
}

export function useSelection(view: RunsView, change: (part: Partial<RunsView>, how: 'replace') => void): Selection {
  const [many, setMany] = useState<ReadonlySet<string>>()
  const ids = useMemo(() => many ?? new Set(view.selected), [many, view.selected])
  const put = (next: ReadonlySet<string>): void => {
    const fits = next.size <= mostInAddress
    setMany(fits ? undefined : next)
    change({ selected: fits ? [...next] : [] }, 'replace')
  }
  return {
    ids,
    select: (some, on) => {
      const next = new Set(ids)
      for (const id of some) {
        if (on) next.add(id)
        else next.delete(id)
      }
      put(next)
    },
    clear: () => put(new Set()),
  }
}
