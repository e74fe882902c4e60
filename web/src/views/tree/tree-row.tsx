import type { Run } from '../../api/types'
import { spoken, told } from '../../core/family'
import { count } from '../../core/numbers'
import { runStates, sign } from '../../core/states'
import type { Lane } from '../../core/tree'
import { NamedRunLink } from '../parts'
import { rowHeight } from './scale'

interface RowProps {
  lane: Lane<Run>
  parent: Run | undefined
  /** The width of the names, in pixels. */
  names: number
  focused: boolean
  found: boolean
  selected: boolean
  fold(id: string): void
  select(id: string): void
}

/** Where names have less room there is no box; space and the button beside the tree do the same. */
const roomy = 190

/** Deeper levels stand no further in than this share of the names' width; the lines show the levels too. */
const deepest = (names: number): number => names * (names > roomy ? 0.42 : 0.22)

export function TreeRow({ lane, parent, names, focused, found, selected, fold, select }: RowProps) {
  const { node: run, depth, branches, hidden, row } = lane
  const open = hidden.length === 0
  return (
    <div
      id={`tree-${run.id}`}
      role="treeitem"
      class={`tree-row state-${run.state}${focused ? ' focused' : ''}${found ? ' found' : ''}${run.archived ? ' archived' : ''}`}
      data-run={run.id}
      aria-label={spoken(run, parent, hidden.length)}
      aria-level={depth + 1}
      aria-posinset={lane.place}
      aria-setsize={lane.of}
      aria-selected={selected}
      aria-expanded={branches > 0 ? open : undefined}
      aria-current={focused ? 'true' : undefined}
      style={{ top: `${row * rowHeight}px` }}
    >
      <span
        class="tree-name"
        style={{ width: `${names}px`, paddingLeft: `${4 + Math.min(depth * 12, deepest(names))}px` }}
      >
        <button
          type="button"
          class="tree-fold"
          tabIndex={-1}
          aria-hidden="true"
          disabled={branches === 0}
          title={open ? 'fold' : 'unfold'}
          onClick={() => fold(run.id)}
        >
          {branches === 0 ? '' : open ? '▾' : '▸'}
        </button>
        {names > roomy && (
          <input type="checkbox" tabIndex={-1} aria-hidden="true" checked={selected} onChange={() => select(run.id)} />
        )}
        <span class="tree-sign">{sign(run.state)}</span>
        <NamedRunLink id={run.id} name={run.name} title={run.name} class="tree-link" tabIndex={-1} />
        {!open && <span class="tree-hidden" title={told(hidden, runStates)} data-more={`+${count(hidden.length)}`} />}
      </span>
    </div>
  )
}
