/** One run: what it is, how it goes, where it comes from. */
import '../../styles/run.css'
import '../../styles/snapshots.css'
import { useMemo, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import { tabs, type RunView } from '../../core/address'
import { withProgress } from '../../core/runs'
import { moment } from '../../core/times'
import { useApi, useLive, useResource, useThrottled, useTitle, type Navigate } from '../hooks'
import { MayEdit, useEditor } from '../may-edit'
import { Failure, Loading, Page } from '../parts'
import { Tabs } from '../tabs'
import { Attempts } from './attempts'
import { Checkpoints } from './checkpoints'
import { Curves } from './curves'
import { LineagePanel } from './lineage'
import { Notes } from './notes'
import { RunFailure } from './run-failure'
import { RunHeader } from './run-header'
import { RunLog } from './run-log'
import { Spec } from './spec'
import { Snapshots } from './snapshots'
import { Trail } from './trail'

interface PageProps {
  view: RunView
  navigate: Navigate
}

export function RunPage({ view, navigate }: PageProps) {
  const api = useApi()
  const read = useResource(view.id, signal => api.run(view.id, signal))
  const mayEdit = useEditor()
  // An address may hold the beginning of an id: everything else asks by the whole one.
  const id = read.data?.id
  return id === undefined ? (
    <Page synthetic={false} class="page-run">
      <h1 class="visually-hidden">Run</h1>
      {read.error ? <Failure error={read.error} retry={read.reload} /> : <Loading what="the run" />}
    </Page>
  ) : (
    <MayEdit.Provider value={mayEdit}>
      <KnownRun key={id} read={read.data!} reload={read.reload} view={view} navigate={navigate} />
    </MayEdit.Provider>
  )
}

function KnownRun({ read, reload, view, navigate }: PageProps & { read: Run; reload(): void }) {
  const api = useApi()
  useTitle(read.name)
  const [streamed, setStreamed] = useState<Run>(read)
  const run = useMemo(() => newer(read, streamed), [read, streamed])
  // Grows with everything that came in; what it keys is read again.
  const [points, setPoints] = useState(0)
  const [changes, setChanges] = useState(0)
  const morePoints = useThrottled(() => setPoints(n => n + 1), 1500)
  const moreChanges = useThrottled(() => setChanges(n => n + 1), 3000)
  const live = useLive(api.streamUrl({ runs: [run.id] }), {
    opened: () => {
      reload()
      morePoints()
      moreChanges()
    },
    run: each => {
      if (each.id !== run.id) return
      setStreamed(each)
      moreChanges()
      // Only the whole run has the stack trace.
      if (each.state === 'failed') reload()
    },
    progress: progress => setStreamed(before => withProgress(new Map([[before.id, before]]), progress).get(before.id)!),
    points: morePoints,
  })
  const change = (part: Partial<RunView>, how?: 'replace'): void => navigate({ ...view, ...part }, how)

  return (
    <Page live={live} synthetic={run.synthetic} class="page-run">
      <RunHeader run={run} spec={read.spec} changed={each => each && setStreamed(each)} />
      <PutAway run={run} />
      <RunFailure run={run} stackTrace={read.stackTrace} />
      <Curves run={run} view={view} navigate={navigate} version={points} />
      <Snapshots run={run} view={view} change={change} navigate={navigate} version={changes} />
      <LineagePanel run={run} version={changes} />
      <section class="panel">
        <Tabs
          label="About this run"
          tabs={tabs.map(tab => ({ value: tab, text: tab }))}
          value={view.tab}
          choose={tab => change({ tab })}
        />
        <div role="tabpanel" id="tabpanel" aria-label={view.tab} class="tabpanel">
          <TabBody view={view} change={change} run={run} spec={read.spec} version={changes} />
        </div>
      </section>
    </Page>
  )
}

/** What the stream says, with the parts that only the run's own page carries. */
function newer(read: Run, streamed: Run): Run {
  // The stream and an answer that was asked for earlier may cross on their way.
  const run = streamed.updatedAt < read.updatedAt ? read : streamed
  return run === read || !read.spec ? run : { ...run, spec: read.spec }
}

/** Why no list has this run. */
function PutAway({ run }: { run: Run }) {
  if (run.purgedAt !== undefined) {
    return <p class="banner">Purged {moment(run.purgedAt)}: what it recorded is gone; its events stay in the log.</p>
  }
  if (run.trashedAt !== undefined) {
    return (
      <p class="banner">
        In the trash since {moment(run.trashedAt)}. Restore it, or it is purged when its time is over.
      </p>
    )
  }
  return run.archived ? <p class="banner">Archived: lists leave it out unless they are asked for it.</p> : null
}

interface TabBodyProps {
  view: RunView
  change(part: Partial<RunView>, how?: 'replace'): void
  run: Run
  spec: Run['spec']
  version: number
}

function TabBody({ view, change, run, spec, version }: TabBodyProps) {
  switch (view.tab) {
    case 'checkpoints':
      return <Checkpoints run={run} view={view} change={change} version={version} />
    case 'attempts':
      return <Attempts run={run} view={view} version={version} />
    case 'spec':
      return <Spec run={run} spec={spec} />
    case 'notes':
      return <Notes run={run} version={version} />
    case 'log':
      return <RunLog run={run} view={view} change={change} version={version} />
    case 'events':
      return <Trail run={run} view={view} change={change} version={version} />
  }
}
