import { allRuns, type RunsView } from '../../core/address'
import { Copy, Empty } from '../parts'

const lines = [
  ['hourglass demo', 'a small network learns chorales, and is branched three times'],
  ['hourglass run spec.yaml', 'a run of your own, from its spec'],
] as const

/** For who comes first. */
export function NoRuns() {
  return (
    <Empty>
      <h2>No runs yet</h2>
      <p>This page fills by itself as soon as a run is created. For a first one, in a terminal:</p>
      <ul class="first-steps">
        {lines.map(([command, what]) => (
          <li key={command}>
            <code>{command}</code>
            <Copy text={command} label={`Copy ${command}`} />
            <span class="muted">{what}</span>
          </li>
        ))}
      </ul>
      <p>
        A program of your own can record runs, too: one <code>POST</code> creates one, and others send its points
        (docs/external.md).
      </p>
    </Empty>
  )
}

/** Where the filters leave nothing. */
export function NothingFits({ view, change }: { view: RunsView; change(part: Partial<RunsView>): void }) {
  const { text, experiment, states, mine, shelf } = allRuns
  const apart = view.shelf === 'archived' || view.shelf === 'trashed'
  if (apart && view.text === '' && view.experiment === '' && view.states.length === 0 && !view.mine) {
    return (
      <Empty>
        <p>{view.shelf === 'archived' ? 'Nothing is archived.' : 'The trash is empty.'}</p>
        <button type="button" onClick={() => change({ shelf })}>
          Back to the runs
        </button>
      </Empty>
    )
  }
  return (
    <Empty>
      <p>No run fits this filter.</p>
      <button type="button" onClick={() => change({ text, experiment, states, mine, shelf })}>
        Show all runs
      </button>
    </Empty>
  )
}
