/** All runs: filter, order, group, choose some to compare or to act on. */
import '../../styles/runs.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { branchesView, allRuns, runView, type RunsView } from '../../core/address'
import { comparedPaths } from '../../core/runs'
import type { Act } from '../../core/table/acting'
import { columnsOf, wanted, type Column } from '../../core/table/columns'
import { groupsOf, linesOf } from '../../core/table/groups'
import { isVerbatim, queryOf } from '../../core/table/query'
import { same } from '../../core/table/values'
import { useApi, useMedia, useNow, useResource, useTitle, type Navigate } from '../hooks'
import { Failure, Loading, Page } from '../parts'
import { useShortcuts } from '../shortcuts'
import { ActDialog } from './act-dialog'
import type { Surroundings } from './cells'
import { ColumnsDialog } from './columns-dialog'
import { CompareThese } from './compare-these'
import { DriftNote } from './drift-note'
import { Editor, type Editing } from './editors'
import { FilterBox } from './filter-box'
import { ListCount } from './list-count'
import { NoRuns, NothingFits } from './no-runs'
import { ExperimentPicker, GroupPicker, groupName, QuickFilters } from './quick-filters'
import { RunsGrid } from './runs-grid'
import { SameChips } from './same-chips'
import { SelectionBar } from './selection-bar'
import { TagDialog } from './tag-dialog'
import { useCourses } from './use-courses'
import { firstPage, laterPage, mostRead, useRunList } from './use-run-list'
import { useNewestNotes, useParentNames } from './use-seen'
import { useSelection } from './use-selection'

/** On a phone what changes stands first; the rest is a swipe away. */
const phoneColumns = [
  'state',
  'name',
  'metrics.nll',
  'curve.nll',
  'step',
  'age',
  'rate',
  'end',
  'params',
  'experiment',
  'tau',
  'tags',
]

/** So many lines before the end of what was read, more is asked for. */
const nearEnd = 10

const nothing: readonly string[] = []

export function RunsPage({ view, navigate }: { view: RunsView; navigate: Navigate }) {
  useTitle('Runs')
  const api = useApi()
  const me = useResource('me', () => api.me()).data
  const narrow = useMedia('(max-width: 720px)')
  const columns = useMemo(
    () => columnsOf(view.columns.length === 0 && narrow ? phoneColumns : view.columns),
    [view.columns.join('\n'), narrow],
  )
  const query = useMemo(() => queryOf(view, view.text, wanted(columns, view.group)), [view, columns])
  const read = useRunList(query)
  const { list, error } = read
  const stale = read.answered !== JSON.stringify(query)
  // Another order or filter begins at the top; other columns do not.
  const answered = read.answered === undefined ? '' : whichRuns(read.answered)
  const filter = useRef<HTMLInputElement>(null)
  useShortcuts('Runs', [{ keys: '/', says: 'Go to the filter', act: () => filter.current?.focus() }])
  const change = (part: Partial<RunsView>, how?: 'replace'): void => navigate({ ...view, ...part }, how)

  // The API cannot search by who created a run: of these all are read, and the others left out here.
  const mine = view.mine ? me?.name : undefined
  const runs = useMemo(() => {
    const all = list.ids.map(id => list.runs.get(id)!)
    return mine === undefined ? all : all.filter(run => run.createdBy === mine)
  }, [list, mine])
  const readAll = view.group !== '' || view.mine

  const groups = useMemo(() => (view.group === '' ? undefined : groupsOf(runs, view.group)), [runs, view.group])
  const lines = useMemo(() => linesOf(runs, groups, new Set(view.open)), [runs, groups, view.open])
  // A spec never changes, so neither does what differs while the list is the same.
  const compared = useMemo(() => comparedPaths(runs), [list.ids, mine])
  const { differing } = compared
  const whole = list.next === undefined
  // Of a list too long to be read for this nobody knows what is the same; its first rows say so only until the next have come.
  const judged = list.ids.length <= firstPage || (whole && (readAll || list.ids.length <= firstPage + laterPage))
  const fold = view.fold && judged
  const folded = useMemo(
    () => (fold ? same(columns, runs, [view.order.replace(/^-/, ''), view.group]) : []),
    [fold, columns, runs, view.order, view.group],
  )
  const shown = useMemo(() => columns.filter(column => !folded.some(each => each.column === column)), [columns, folded])
  const common = fold && runs.length > 1 && columns.some(column => column.key === 'params') ? compared.common : nothing

  const [[first, last], setSight] = useState<[number, number]>([0, 0])
  const sight = useMemo(
    () => lines.slice(first, last).flatMap(line => ('run' in line ? [line.run] : [])),
    [lines, first, last],
  )
  const inSight = useCallback(
    (from: number, to: number): void =>
      setSight(before => (before[0] === from && before[1] === to ? before : [from, to])),
    [],
  )
  const short = readAll || (view.fold && list.ids.length <= firstPage) || last >= lines.length - nearEnd
  useEffect(() => {
    if (short && !read.busy && !error) read.more()
  }, [short, read.busy, list.next, error])
  const total = useTotal(view, list.next !== undefined)

  const now = useNow(5000)
  const course = useCourses(
    sight,
    shown.flatMap(column => column.curve ?? []),
  )
  const parents = useMemo(
    () =>
      lines.slice(first, last).flatMap(line => {
        if ('run' in line) return line.run.parent?.run ?? []
        return view.group === 'parent' ? (line.group.value ?? []) : []
      }),
    [lines, first, last, view.group],
  )
  const nameOf = useParentNames(parents, list.runs)
  const newestNote = useNewestNotes(
    sight,
    shown.some(column => column.key === 'notes'),
  )
  const showBranches = useCallback(
    (run: Run): void =>
      void api.runs({ parent: run.id }).then(
        page => navigate(branchesView(page.items.map(each => each.id))),
        // The run's own page knows its branches, and says what is wrong.
        () => navigate(runView(run.id)),
      ),
    [api, navigate],
  )
  const around: Surroundings = useMemo(
    () => ({ now, differing, nameOf, course, newestNote, showBranches }),
    [now, differing, nameOf, course, newestNote, showBranches],
  )

  const selection = useSelection(view, change)
  const chosen = useMemo(() => runs.filter(run => selection.ids.has(run.id)), [runs, selection.ids])
  const mayEdit = me !== undefined && me.role !== 'viewer'
  const [dialog, setDialog] = useState<{ act: Act; runs: readonly Run[] } | 'columns' | 'tag'>()
  const [editing, setEditing] = useState<Editing>()
  const edit = (what: Editing['what'], run: Run, anchor: Element): void => {
    if (mayEdit || what !== 'name') setEditing({ what, run, anchor })
  }
  const enter = (run: Run, column: Column, cell: Element): void => {
    if (column.key === 'tags' || column.key === 'notes') edit(column.key, run, cell)
    else navigate(runView(run.id))
  }

  // Who waits for the first run must not have to ask for it.
  const isEmpty = read.answered !== undefined && runs.length === 0
  useEffect(() => {
    if (isEmpty && read.drift.come.length > 0) read.reload()
  }, [isEmpty, read.drift])

  // Words alone are sent as a filter: a column of that is no place in what was typed.
  const problem = error?.problem.parameter === 'filter' && isVerbatim(view.text) ? error.problem : undefined
  const unfiltered =
    view.text === '' && view.experiment === '' && view.states.length === 0 && !view.mine && view.shelf === 'living'
  return (
    <Page live={read.live} synthetic={runs.some(run => run.synthetic)} class="page-runs">
      <h1 class="visually-hidden">Runs</h1>
      <div class="filter" role="search">
        <FilterBox
          text={view.text}
          problem={problem}
          search={text => text !== view.text && change({ text }, 'replace')}
          input={filter}
        />
        <ExperimentPicker view={view} change={change} />
        <GroupPicker view={view} change={change} />
        <button type="button" onClick={() => setDialog('columns')}>
          Columns …
        </button>
      </div>
      <div class="below-filter">
        <QuickFilters view={view} change={change} me={me?.name} />
        <div class="list-end">
          {read.answered !== undefined && (
            <ListCount
              read={runs.length}
              groups={groups?.length}
              whole={whole}
              total={total}
              busy={read.busy && readAll}
              cut={readAll && list.ids.length >= mostRead}
            />
          )}
          {!error && <CompareThese view={view} runs={runs} whole={whole} />}
        </div>
      </div>
      {error && !problem && (
        <>
          <Failure error={error} retry={read.reload} />
          {error.problem.parameter === 'order' && (
            <p>
              <button type="button" onClick={() => change({ order: allRuns.order })}>
                Order by age
              </button>
            </p>
          )}
        </>
      )}
      {judged && (
        <SameChips
          folded={folded}
          params={common}
          runs={runs}
          whole={whole}
          nameOf={nameOf}
          fold={view.fold}
          setFold={to => change({ fold: to })}
        />
      )}
      <DriftNote drift={read.drift} show={read.reload} />
      {read.answered === undefined && !error && <Loading what="the runs" />}
      {isEmpty && !stale && whole && (unfiltered ? <NoRuns /> : <NothingFits view={view} change={change} />)}
      {runs.length > 0 && (
        <RunsGrid
          lines={lines}
          answered={answered}
          expected={
            groups || whole || mine !== undefined ? lines.length : Math.max(lines.length, total ?? lines.length)
          }
          whole={whole}
          columns={shown}
          order={view.order}
          groupedBy={view.group}
          groupName={groupName(view.group)}
          selected={selection.ids}
          gone={new Set(read.drift.gone)}
          stale={stale && error === undefined}
          narrow={narrow}
          around={around}
          reorder={order => change({ order })}
          // What is folded away stays among the columns, behind those in sight.
          arrange={keys => change({ columns: [...keys, ...folded.map(each => each.column.key)] })}
          select={selection.select}
          toggleGroup={key =>
            change(
              { open: view.open.includes(key) ? view.open.filter(each => each !== key) : [...view.open, key] },
              'replace',
            )
          }
          enter={enter}
          rename={(run, cell) => edit('name', run, cell)}
          inSight={inSight}
        />
      )}
      {selection.ids.size > 0 && (
        <SelectionBar
          runs={chosen}
          ids={[...selection.ids]}
          mayEdit={mayEdit}
          mayPurge={me?.role === 'admin'}
          act={act => setDialog({ act, runs: chosen })}
          tag={() => setDialog('tag')}
          rename={(run, anchor) => edit('name', run, anchor)}
          clear={selection.clear}
        />
      )}
      {dialog === 'columns' && (
        <ColumnsDialog
          columns={columns}
          choose={keys => change({ columns: keys }, 'replace')}
          close={() => setDialog(undefined)}
        />
      )}
      {dialog === 'tag' && <TagDialog runs={chosen} told={read.told} close={() => setDialog(undefined)} />}
      {typeof dialog === 'object' && (
        <ActDialog
          act={dialog.act}
          runs={dialog.runs}
          told={read.told}
          close={done => {
            setDialog(undefined)
            if (done) read.reload()
          }}
        />
      )}
      {editing && (
        <Editor
          key={`${editing.what} ${editing.run.id}`}
          editing={editing}
          run={list.runs.get(editing.run.id) ?? editing.run}
          mayEdit={mayEdit}
          told={read.told}
          close={() => setEditing(undefined)}
        />
      )}
    </Page>
  )
}

/** What a question asks, but for what is to come with each run. */
function whichRuns(question: string): string {
  return JSON.stringify({ ...(JSON.parse(question) as object), metrics: '', params: '' })
}

/** How many runs there are about: archived ones are counted in, so it is at least as many as the list has. */
function useTotal(view: RunsView, wantedNow: boolean): number | undefined {
  const api = useApi()
  const counted = wantedNow && view.text === '' && view.states.length === 0 && !view.mine && view.shelf === 'living'
  const { data } = useResource(counted ? 'counted' : '', signal =>
    counted ? api.experiments(signal) : Promise.resolve([]),
  )
  if (!counted || !data || data.length === 0) return undefined
  const some = view.experiment === '' ? data : data.filter(each => each.name === view.experiment)
  return some.reduce((sum, each) => sum + each.runs, 0)
}
