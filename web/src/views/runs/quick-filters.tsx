/** Which runs, without writing a filter. */
import type { RunState } from '../../api/types'
import type { RunsView } from '../../core/address'
import { runStates, sign } from '../../core/states'
import { column } from '../../core/table/columns'
import { fieldText } from '../../core/search/fields'
import { useApi } from '../hooks'
import { clip } from './clip'
import { Picker, type Choosable } from './picker'

interface QuickProps {
  view: RunsView
  change(part: Partial<RunsView>): void
  /** Who "mine" is. */
  me: string | undefined
}

export function QuickFilters({ view, change, me }: QuickProps) {
  const toggle = (state: RunState): void =>
    change({ states: view.states.includes(state) ? view.states.filter(s => s !== state) : [...view.states, state] })
  const shelf = (which: 'archived' | 'trashed'): void => change({ shelf: view.shelf === which ? 'living' : which })
  return (
    <div class="quick">
      <span class="chips" role="group" aria-label="States">
        {runStates.map(state => (
          <button
            key={state}
            type="button"
            class={`chip state-${state}`}
            aria-pressed={view.states.includes(state)}
            onClick={() => toggle(state)}
          >
            <span class="state-sign" aria-hidden="true">
              {sign(state)}
            </span>
            {state}
          </button>
        ))}
      </span>
      <span class="chips" role="group" aria-label="Which runs">
        <button
          type="button"
          class="chip"
          aria-pressed={view.mine}
          disabled={me === undefined}
          title={me === undefined ? undefined : `created by ${me}`}
          onClick={() => change({ mine: !view.mine })}
        >
          mine
        </button>
        <button type="button" class="chip" aria-pressed={view.shelf === 'archived'} onClick={() => shelf('archived')}>
          archived
        </button>
        {view.shelf === 'kept' && (
          <button
            type="button"
            class="chip"
            aria-pressed="true"
            title="archived runs are shown beside the others; press to leave them out"
            onClick={() => change({ shelf: 'living' })}
          >
            archived too
          </button>
        )}
        <button type="button" class="chip" aria-pressed={view.shelf === 'trashed'} onClick={() => shelf('trashed')}>
          trash
        </button>
      </span>
    </div>
  )
}

export function ExperimentPicker({ view, change }: Omit<QuickProps, 'me'>) {
  const api = useApi()
  const all: Choosable = { key: '', shown: 'all experiments' }
  const find = async (text: string, signal: AbortSignal): Promise<Choosable[]> => {
    const names = await api.names({ ask: 'experiments', q: text }, signal)
    return [...(text === '' ? [all] : []), ...names.map(name => ({ key: name, shown: clip(name) }))]
  }
  return (
    <Picker
      label="Experiment"
      placeholder="Search experiments"
      none="No experiment has this in its name."
      find={find}
      choose={experiment => change({ experiment })}
      class={view.experiment === '' ? '' : 'picker-set'}
    >
      <span class="picker-label">Experiment</span> <bdi>{view.experiment === '' ? 'all' : clip(view.experiment)}</bdi>
    </Picker>
  )
}

const groupable = ['experiment', 'state', 'parent', 'kind', 'worker', 'by']

export function GroupPicker({ view, change }: Omit<QuickProps, 'me'>) {
  const api = useApi()
  const find = async (text: string, signal: AbortSignal): Promise<Choosable[]> => {
    const fits = (word: string): boolean => word.toLowerCase().includes(text.toLowerCase())
    const fixed = groupable.filter(fits).map(key => ({ key, shown: column(key)!.title.toLowerCase() }))
    const named = await Promise.all(
      (['params', 'tags'] as const).map(async of =>
        (await api.names({ ask: of, q: text }, signal)).map(name => ({
          key: fieldText({ of, name }),
          shown: clip(name),
          hint: of === 'params' ? 'parameter' : 'tag',
        })),
      ),
    )
    const none = text === '' && view.group !== '' ? [{ key: '', shown: 'no groups' }] : []
    return [...none, ...fixed, ...named.flat()]
  }
  return (
    <Picker
      label="Group by"
      placeholder="Search parameters and tags"
      none="No parameter or tag has this in its name."
      find={find}
      choose={group => change({ group, open: [] })}
      class={view.group === '' ? '' : 'picker-set'}
    >
      <span class="picker-label">Group by</span>{' '}
      <bdi>{view.group === '' ? 'nothing' : clip(groupName(view.group))}</bdi>
    </Picker>
  )
}

export function groupName(group: string): string {
  return column(group)?.title.toLowerCase() ?? group
}
