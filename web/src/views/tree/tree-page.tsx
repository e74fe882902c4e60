/** The tree of a lineage, or of all runs of an experiment. */
import '../../styles/tree.css'
import type { ComponentChildren } from 'preact'
import type { Family } from '../../api/family'
import type { Run } from '../../api/types'
import { treeView, type TreeView } from '../../core/address'
import { useApi, useResource, useTitle, type Navigate } from '../hooks'
import { FamilyChooser } from '../family-chooser'
import { Failure, Loading, Page, RunLink } from '../parts'
import { useFamily } from '../use-family'
import { Forest } from './forest'

interface PageProps {
  view: TreeView
  navigate: Navigate
}

export function TreePage(props: PageProps) {
  const { of, experiment } = props.view
  useTitle('Tree')
  if (of !== '') return <OfRun key={of} {...props} />
  if (experiment !== '') {
    return (
      <OfFamily key={experiment} {...props} family={{ experiment }} name={experiment}>
        Runs of <span class="name">{experiment}</span>
      </OfFamily>
    )
  }
  return (
    <Page synthetic={false} class="page-tree">
      <h1>Tree</h1>
      <p class="muted lead">Where runs come from: who branched from whom, when, and how far each of them is.</p>
      <FamilyChooser to={treeView} />
    </Page>
  )
}

function OfRun(props: PageProps) {
  const api = useApi()
  const read = useResource(props.view.of, signal => api.run(props.view.of, signal))
  if (read.data) {
    const { id, name, root } = read.data
    return (
      <OfFamily {...props} family={{ root }} focus={id} name={name}>
        Lineage of <RunLink id={id} name={name} />
      </OfFamily>
    )
  }
  return (
    <Page synthetic={false} class="page-tree">
      {read.error ? <Failure error={read.error} retry={read.reload} /> : <Loading what="the run" />}
    </Page>
  )
}

interface FamilyProps extends PageProps {
  family: Family
  /** The run that the tree is asked of. */
  focus?: Run['id']
  /** What the tree is of, in words and set. */
  name: string
  children: ComponentChildren
}

function OfFamily({ view, navigate, family, focus, name, children }: FamilyProps) {
  const { runs, complete, error, live, reload } = useFamily(family)
  const synthetic = [...runs.values()].some(run => run.synthetic)
  return (
    <Page live={live} synthetic={synthetic} class="page-tree">
      {error && <Failure error={error} retry={reload} />}
      <Forest
        runs={runs}
        complete={complete}
        failed={error !== undefined}
        heading={children}
        name={name}
        focus={focus}
        view={view}
        navigate={navigate}
      />
    </Page>
  )
}
