import type { Run } from '../../api/types'
import { snapshots, type RunView } from '../../core/address'
import { useApi, useResource, type Navigate } from '../hooks'
import { Choice, Empty, Failure, Loading } from '../parts'
import { Distributions } from './distributions'
import { RecordedCurves } from './recorded-curves'
import { Spectra } from './spectra'

export interface SnapshotsProps {
  run: Run
  view: RunView
  change(part: Partial<RunView>, how?: 'replace'): void
  navigate: Navigate
  version: number
}

/** What was recorded whole at a step: the spectra and the entries of matrices, and curves. */
export function Snapshots(props: SnapshotsProps) {
  const { run, view, change, version } = props
  const api = useApi()
  const lists = useResource(
    run.id,
    async signal => {
      const [spectra, distributions, curves] = await Promise.all([
        api.spectra(run.id, signal),
        api.distributions(run.id, signal),
        api.curves(run.id, signal),
      ])
      return {
        spectra: spectra.map(each => each.matrix),
        distributions: distributions.map(each => each.name),
        curves: curves.map(each => each.name),
      }
    },
    version,
  )
  const { data } = lists
  // What a run does not have is not shown first.
  const there = data && snapshots.filter(each => data[each].length > 0)
  const shown = there?.includes(view.snapshot) ? view.snapshot : there?.[0]
  const names = data && shown ? data[shown] : []
  const name = names.includes(view.matrix) ? view.matrix : names[0]
  return (
    <section class="panel" aria-label="Snapshots">
      <div class="panel-head">
        <h2>Snapshots</h2>
        {data && shown && (
          <>
            <Choice
              label="of"
              options={snapshots.map(each => ({
                value: each,
                text: each,
                disabled: data[each].length === 0,
                title: data[each].length === 0 ? `this run has no ${each}` : titles[each],
              }))}
              value={shown}
              choose={snapshot => change({ snapshot })}
            />
            {names.length <= 8 ? (
              <Choice
                label={shown === 'curves' ? 'name' : 'matrix'}
                options={names.map(each => ({ value: each, text: each }))}
                value={name!}
                choose={matrix => change({ matrix })}
              />
            ) : (
              <label class="choice">
                <span class="choice-label">{shown === 'curves' ? 'name' : 'matrix'}</span>
                <select value={name} onChange={event => change({ matrix: event.currentTarget.value })}>
                  {names.map(each => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              </label>
            )}
          </>
        )}
      </div>
      {lists.error && <Failure error={lists.error} retry={lists.reload} />}
      {!data && !lists.error && <Loading what="the snapshots" />}
      {data && !shown && (
        <Empty>
          <p>
            {run.kind === 'external' ? (
              'This run has no spectra, distributions or curves.'
            ) : (
              <>
                No spectra, distributions or curves. A spec asks for singular values by <code>record.spectra</code> and
                for histograms of the weights by <code>record.distributions</code>, each with names of matrices.
              </>
            )}
          </p>
        </Empty>
      )}
      {shown === 'spectra' && <Spectra key={name} {...props} matrix={name!} />}
      {shown === 'distributions' && <Distributions key={name} {...props} name={name!} />}
      {shown === 'curves' && <RecordedCurves key={name} {...props} name={name!} />}
    </section>
  )
}

const titles = {
  spectra: 'singular values of weight matrices',
  distributions: 'histograms of the entries of weight matrices',
  curves: 'functions that were recorded at a step',
}
