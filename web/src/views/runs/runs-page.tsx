/** All runs: filter, sort, choose some to compare. */
import '../../styles/runs.css'
import { useMemo, useRef } from 'preact/hooks'
import type { Run } from '../../api/types'
import type { RunsView, Sort } from '../../core/address'
import { count } from '../../core/numbers'
import { differingPaths, matches, sorted } from '../../core/runs'
import { useTitle, type Navigate } from '../hooks'
import { Empty, Failure, Loading, Page, Lines } from '../parts'
import { useShortcuts } from '../shortcuts'
import { RunsFilter } from './runs-filter'
import { RunsTable } from './runs-table'
import { SelectionBar } from './selection-bar'
import { useRuns } from './use-runs'

export function RunsPage({ view, navigate }: { view: RunsView; navigate: Navigate }) {
  useTitle('Runs')
  const { runs, loaded, cut, error, live, reload } = useRuns()
  const filter = useRef<HTMLInputElement>(null)
  useShortcuts('Runs', [{ keys: '/', says: 'Go to the filter', act: () => filter.current?.focus() }])

  const all = useMemo(() => [...runs.values()], [runs])
  const shown = useMemo(
    () =>
      sorted(
        all.filter(run => matches(run, view)),
        view.sort,
        view.descending,
      ),
    [all, view.text, view.experiment, view.states, view.sort, view.descending],
  )
  const differing = useMemo(() => differingPaths(shown), [shown])
  const selected = view.selected.flatMap(id => runs.get(id) ?? [])
  const change = (part: Partial<RunsView>, how?: 'replace'): void => navigate({ ...view, ...part }, how)

  return (
    <Page live={live} synthetic={all.some(run => run.synthetic)} class="page-runs">
      <h1 class="visually-hidden">Runs</h1>
      <RunsFilter view={view} runs={all} shown={shown.length} change={change} input={filter} />
      {error && <Failure error={error} retry={reload} />}
      {!loaded && !error && <Loading what="the runs" />}
      {loaded && all.length === 0 && <NoRuns />}
      {loaded && all.length > 0 && shown.length === 0 && (
        <Empty>
          <p>None of {count(all.length)} runs fits this filter.</p>
          <button type="button" onClick={() => change({ text: '', states: [], experiment: '' })}>
            Show all runs
          </button>
        </Empty>
      )}
      {shown.length > 0 && (
        <RunsTable
          rows={shown}
          known={runs}
          differing={differing}
          view={view}
          sort={(sort: Sort) => change({ sort, descending: sort === view.sort && !view.descending })}
          select={(rows, on) => change({ selected: chosen(view.selected, rows, on) }, 'replace')}
        />
      )}
      {cut && (
        <p class="note">
          Only the newest {count(all.length)} runs are listed; the command <code>hourglass ls</code> lists all.
        </p>
      )}
      {selected.length > 0 && <SelectionBar runs={selected} clear={() => change({ selected: [] }, 'replace')} />}
    </Page>
  )
}

function chosen(before: readonly string[], runs: readonly Run[], on: boolean): string[] {
  const ids = new Set(runs.map(run => run.id))
  const others = before.filter(id => !ids.has(id))
  return on ? [...others, ...ids] : others
}

function NoRuns() {
  return (
    <Empty>
      <h2>No runs yet</h2>
      <p>This page fills by itself as soon as a run is created. For a first one, in a terminal:</p>
      <Lines label="Commands">
        {'hourglass demo            # a small network learns chorales, and is branched three times\n'}
        {'hourglass run spec.yaml   # a run of your own'}
      </Lines>
    </Empty>
  )
}
