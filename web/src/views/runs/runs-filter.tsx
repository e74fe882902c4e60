import { useMemo } from 'preact/hooks'
import type { RefObject } from 'preact'
import type { Run, RunState } from '../../api/types'
import type { RunsView } from '../../core/address'
import { count } from '../../core/numbers'
import { runStates, sign } from '../../core/states'

interface FilterProps {
  view: RunsView
  runs: readonly Run[]
  shown: number
  change(part: Partial<RunsView>, how?: 'replace'): void
  input: RefObject<HTMLInputElement | null>
}

export function RunsFilter({ view, runs, shown, change, input }: FilterProps) {
  const { experiments, states } = useMemo(() => tally(runs), [runs])
  const toggle = (state: RunState): void =>
    change({ states: view.states.includes(state) ? view.states.filter(s => s !== state) : [...view.states, state] })
  return (
    <form class="filter" role="search" onSubmit={event => event.preventDefault()}>
      <input
        ref={input}
        type="search"
        class="filter-text"
        placeholder="Filter: name, eta=0.004, tag …"
        aria-label="Filter runs by name, id, parameter, tag or worker"
        value={view.text}
        onInput={event => change({ text: event.currentTarget.value }, 'replace')}
      />
      <select
        aria-label="Experiment"
        value={view.experiment}
        onChange={event => change({ experiment: event.currentTarget.value })}
      >
        <option value="">all experiments</option>
        {[...new Set([...experiments.keys(), ...(view.experiment ? [view.experiment] : [])])].toSorted().map(name => (
          <option key={name} value={name}>
            {name} ({count(experiments.get(name) ?? 0)})
          </option>
        ))}
      </select>
      <span class="chips" role="group" aria-label="States">
        {runStates
          .filter(state => states.has(state) || view.states.includes(state))
          .map(state => (
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
              {state} <span class="chip-count">{count(states.get(state) ?? 0)}</span>
            </button>
          ))}
      </span>
      <span class="filter-count muted" role="status">
        {shown === runs.length ? `${count(runs.length)} runs` : `${count(shown)} of ${count(runs.length)} runs`}
      </span>
    </form>
  )
}

function tally(runs: readonly Run[]): { experiments: Map<string, number>; states: Map<RunState, number> } {
  const experiments = new Map<string, number>()
  const states = new Map<RunState, number>()
  for (const { experiment, state } of runs) {
    experiments.set(experiment, (experiments.get(experiment) ?? 0) + 1)
    states.set(state, (states.get(state) ?? 0) + 1)
  }
  return { experiments, states }
}
