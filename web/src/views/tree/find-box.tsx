import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { count } from '../../core/numbers'
import type { Lane } from '../../core/tree'

interface FindProps {
  lanes: readonly Lane<Run>[]
  at: string | undefined
  go(id: string): void
  mark(found: ReadonlySet<string>): void
}

/** Marks the runs whose name, id or tags hold a word; Enter goes to the next, with Shift to the one before. */
export function FindBox({ lanes, at, go, mark }: FindProps) {
  const [text, setText] = useState('')
  const words = text.toLowerCase().trim()
  const found = useMemo(() => (words === '' ? [] : lanes.filter(lane => holds(lane.node, words))), [lanes, words])
  useEffect(() => mark(new Set(found.map(lane => lane.node.id))), [found])

  const next = (direction: 1 | -1): void => {
    const row = lanes.find(lane => lane.node.id === at)?.row ?? -1
    const ahead = direction === 1 ? found.find(lane => lane.row > row) : found.findLast(lane => lane.row < row)
    // Round the end to the beginning.
    const target = ahead ?? (direction === 1 ? found[0] : found.at(-1))
    if (target) go(target.node.id)
  }
  return (
    <div class="find">
      <input
        type="search"
        aria-label="Find a run"
        placeholder="Find a run"
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          next(event.shiftKey ? -1 : 1)
        }}
      />
      <span class="muted" role="status">
        {words !== '' && (found.length === 0 ? 'none unfolded is called so' : `${count(found.length)} found`)}
      </span>
    </div>
  )
}

function holds(run: Run, words: string): boolean {
  const tags = Object.entries(run.tags).map(([key, value]) => `${key}=${value}`)
  return [run.name, run.id, run.experiment, ...tags].some(text => text.toLowerCase().includes(words))
}
