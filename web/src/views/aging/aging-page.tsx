/** How branches age with their waiting time, and how well one exponent makes one curve of them. */
import '../../styles/aging.css'
import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Family } from '../../api/family'
import { agingView, branchesView, mostCompared, treeView, type AgingView, type TreeView } from '../../core/address'
import { agingMetrics, waitingTime } from '../../core/aging'
import { nameList } from '../../core/names'
import { count } from '../../core/numbers'
import { isOver } from '../../core/states'
import { useApi, useLive, useResource, useThrottled, useTitle, type Navigate } from '../hooks'
import { FamilyChooser } from '../family-chooser'
import { Empty, Failure, Link, Loading, Page, RunLink, Typeset } from '../parts'
import { useFamily } from '../use-family'
import { AgingCurves } from './aging-curves'

interface PageProps {
  view: AgingView
  navigate: Navigate
}

export function AgingPage(props: PageProps) {
  const { of, experiment, runs } = props.view
  useTitle('Aging')
  if (of !== '') return <OfParent key={of} {...props} />
  if (experiment !== '') return <OfFamily key={experiment} {...props} family={{ experiment }} name={experiment} />
  if (runs.length > 0) return <OfRuns key={runs.join()} {...props} />
  return (
    <Page synthetic={false} class="page-aging">
      <h1>Aging</h1>
      <p class="muted lead">
        <Typeset text="Branches of one run at several waiting times τw: do D, Γ and Δ become one curve over (τ − τw)/τw?" />
      </p>
      <FamilyChooser to={agingView} />
    </Page>
  )
}

function OfParent(props: PageProps) {
  const api = useApi()
  const read = useResource(props.view.of, signal => api.run(props.view.of, signal))
  // An address may hold the beginning of an id: everything else asks by the whole one.
  if (read.data) {
    const { id, name } = read.data
    return <OfFamily {...props} family={{ parent: id }} name={name} parent={id} />
  }
  return (
    <Page synthetic={false} class="page-aging">
      {read.error ? <Failure error={read.error} retry={read.reload} /> : <Loading what="the run" />}
    </Page>
  )
}

function OfFamily({
  view,
  navigate,
  family,
  name,
  parent,
}: PageProps & { family: Family; name: string; parent?: string }) {
  const { runs, complete, error, live, reload } = useFamily(family)
  const all = useMemo(
    () =>
      [...runs.values()]
        .filter(run => waitingTime(run) !== undefined)
        .toSorted((a, b) => waitingTime(a)! - waitingTime(b)! || (a.id < b.id ? -1 : 1)),
    [runs],
  )
  const branches = all.slice(0, mostCompared)
  // What the stream says of any of them is reason to read again.
  const version = branches.reduce((sum, run) => sum + run.step + (isOver(run.state) ? 1 : 0), 0)
  const ids = branches.map(run => run.id)
  const tree = treeView(parent === undefined ? { experiment: name } : { of: parent })
  return (
    <Page live={live} synthetic={branches.some(run => run.synthetic)} class="page-aging">
      <Head ids={ids} tree={tree}>
        {parent === undefined ? (
          <>
            Aging in <span class="name">{name}</span>
          </>
        ) : (
          <>
            Aging of the branches of <RunLink id={parent} name={name} />
          </>
        )}
      </Head>
      {error && <Failure error={error} retry={reload} />}
      {!complete && !error && branches.length === 0 && <Loading what="the branches" />}
      {complete && branches.length === 0 && (
        <Empty>
          <p>
            {parent === undefined ? 'No run of this experiment' : 'No run'} branches{' '}
            {parent !== undefined && 'from it '}
            at a <Typeset text="τw" /> above 0, so there is no waiting time to compare.
          </p>
          <p>
            A spec with <code>waitingTimes</code> branches by itself; by hand it is done on the{' '}
            <Link to={tree}>tree</Link>.
          </p>
        </Empty>
      )}
      {all.length > mostCompared && (
        <p class="banner">
          The {mostCompared} branches with the shortest waiting times of {count(all.length)} are drawn. Choose others in
          the <Link to={tree}>tree</Link>.
        </p>
      )}
      {branches.length > 0 && <AgingCurves ids={ids} name={name} view={view} navigate={navigate} version={version} />}
    </Page>
  )
}

function OfRuns({ view, navigate }: PageProps) {
  const api = useApi()
  const [version, setVersion] = useState(0)
  const more = useThrottled(() => setVersion(n => n + 1), 1500)
  const ids = view.runs.slice(0, mostCompared)
  const live = useLive(api.streamUrl({ runs: ids, metrics: nameList(agingMetrics) }), {
    opened: more,
    run: more,
    points: more,
  })
  return (
    <Page live={live} synthetic={false} class="page-aging">
      <Head ids={ids}>
        Aging of {count(ids.length)} {ids.length === 1 ? 'run' : 'runs'}
      </Head>
      {view.runs.length > mostCompared && (
        <p class="banner">
          The first {mostCompared} of {count(view.runs.length)} runs are drawn.
        </p>
      )}
      <AgingCurves ids={ids} name="chosen runs" view={view} navigate={navigate} version={version} />
    </Page>
  )
}

function Head({ ids, tree, children }: { ids: readonly string[]; tree?: TreeView; children: ComponentChildren }) {
  return (
    <div class="aging-head">
      <h1>{children}</h1>
      <nav class="presets" aria-label="Related pages">
        {tree && (
          <Link class="button" to={tree}>
            Tree
          </Link>
        )}
        {ids.length > 0 && (
          <Link class="button" to={branchesView([...ids])}>
            Compare
          </Link>
        )}
        <Link class="button" to={agingView({ of: '' })}>
          Others
        </Link>
      </nav>
    </div>
  )
}
