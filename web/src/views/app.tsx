import type { View } from '../core/address'
import { allRuns, pageOf } from '../core/address'
import { Frame } from './frame'
import { useAddress, type Navigate } from './hooks'
import { lazy } from './lazy'
import { Empty, Link, Page } from './parts'

// Each page is a file of its own with its styles: whoever looks at runs does not wait for charts.
const pages = {
  runs: lazy('the runs', async () => (await import('./runs/runs-page')).RunsPage),
  run: lazy('the run', async () => (await import('./run/run-page')).RunPage),
  compare: lazy('the comparison', async () => (await import('./compare/compare-page')).ComparePage),
  aging: lazy('aging', async () => (await import('./aging/aging-page')).AgingPage),
  tree: lazy('the tree', async () => (await import('./tree/tree-page')).TreePage),
  operations: lazy('operations', async () => (await import('./operations/operations-page')).OperationsPage),
}

/** Has the page of a view on its way before anything is drawn, until it is there. */
export async function fetchPage({ page }: View): Promise<void> {
  if (page !== 'unknown') await pages[page].fetch()
}

export function App() {
  const [view, navigate] = useAddress()
  return (
    <Frame>
      <Shown view={view} navigate={navigate} />
    </Frame>
  )
}

function Shown({ view, navigate }: { view: View; navigate: Navigate }) {
  switch (view.page) {
    case 'runs':
      return <pages.runs.Page view={view} navigate={navigate} />
    case 'run':
      return <pages.run.Page key={pageOf(view)} view={view} navigate={navigate} />
    case 'compare':
      return <pages.compare.Page key={pageOf(view)} view={view} navigate={navigate} />
    case 'aging':
      return <pages.aging.Page view={view} navigate={navigate} />
    case 'tree':
      return <pages.tree.Page view={view} navigate={navigate} />
    case 'operations':
      return <pages.operations.Page view={view} navigate={navigate} />
    case 'unknown':
      return (
        <Page synthetic={false} class="page-unknown">
          <Empty>
            <h1>There is no such page</h1>
            <p>
              Nothing is at <code>#{view.address}</code>.
            </p>
            <p>
              <Link to={allRuns}>All runs</Link>
            </p>
          </Empty>
        </Page>
      )
  }
}
