import { useAddress } from './hooks'
import { ComparePage } from './compare/compare-page'
import { OperationsPage } from './operations/operations-page'
import { Empty, Link, Page } from './parts'
import { RunPage } from './run/run-page'
import { RunsPage } from './runs/runs-page'
import { allRuns } from '../core/address'

export function App() {
  const [view, navigate] = useAddress()
  switch (view.page) {
    case 'runs':
      return <RunsPage view={view} navigate={navigate} />
    case 'run':
      // Another run is another page: nothing of the last one may linger.
      return <RunPage key={view.id} view={view} navigate={navigate} />
    case 'compare':
      return <ComparePage key={view.runs.join()} view={view} navigate={navigate} />
    case 'operations':
      return <OperationsPage view={view} navigate={navigate} />
    case 'unknown':
      return (
        <Page synthetic={false} class="page-unknown">
          <Empty>
            <p>
              There is no page <code>#{view.address}</code>.
            </p>
            <p>
              <Link to={allRuns}>All runs</Link>
            </p>
          </Empty>
        </Page>
      )
  }
}
