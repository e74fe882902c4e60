/** Chosen or found runs over one axis, and side by side in other ways. */
import '../../styles/compare.css'
import { useEffect, useMemo } from 'preact/hooks'
import type { Run } from '../../api/types'
import {
  branchesView,
  allRuns,
  aspects,
  compareView,
  mostCompared,
  type Aspect,
  type CompareView,
} from '../../core/address'
import { likeliest, metricsToAsk } from '../../core/metrics'
import { quantity } from '../../core/series'
import { useTitle, type Navigate } from '../hooks'
import { Empty, Failure, Link, Loading, Page } from '../parts'
import { Tabs } from '../tabs'
import { CurvesPart } from './curves-part'
import { NotDrawnList } from './not-drawn'
import { Plots } from './plots'
import { SpecsPart } from './specs-part'
import { useComparison } from './use-comparison'

const tabTexts: { readonly [aspect in Aspect]: string } = {
  curves: 'curves',
  specs: 'specs',
  scatter: 'scatter',
  parallel: 'parallel coordinates',
  phase: 'heat map',
}

export function ComparePage({ view, navigate }: { view: CompareView; navigate: Navigate }) {
  useTitle('Compare')
  const metrics = view.metrics.length > 0 ? view.metrics : usual
  const reading = useComparison(view, metrics)
  const { data, error, some, more } = reading
  const runs = useMemo(() => inOrder(view.runs, data?.runs ?? []), [view.runs, data])
  const nothing = view.runs.length === 0 && view.filter === ''
  const found = view.runs.length === 0

  useEffect(() => {
    // Runs of others' programs need not have what ours have.
    if (!data || view.metrics.length > 0 || data.traces.length > 0) return
    const other = likeliest(runs.flatMap(run => metricsToAsk(run)))
    if (other !== undefined) navigate({ ...view, metrics: [other] }, 'replace')
  }, [data])

  return (
    <Page
      {...(reading.live === undefined ? {} : { live: reading.live })}
      synthetic={runs.some(run => run.synthetic)}
      class="page-compare"
    >
      <Head view={view} runs={runs} />
      {nothing && (
        <Empty>
          <p>No runs are chosen.</p>
          <p>
            Choose some in the <Link to={allRuns}>table of runs</Link>, then press Compare.
          </p>
        </Empty>
      )}
      {!nothing && !some && !error && (
        <Empty>
          <p>No run fulfils this filter now.</p>
          <p>
            See it in the <Link to={{ ...allRuns, text: view.filter }}>table of runs</Link>.
          </p>
        </Empty>
      )}
      {more && (
        <p class="banner">
          The filter finds more runs than can be told apart; these are the newest {mostCompared}. A narrower filter
          chooses others.
        </p>
      )}
      {view.runs.length > mostCompared && (
        <p class="banner">
          {view.runs.length} runs are chosen; these are the first {mostCompared}.
        </p>
      )}
      {error && <Failure error={error} retry={reading.reload} />}
      {some && !data && !error && <Loading what="the series" />}
      {data && runs.length > 0 && (
        <>
          <Tabs
            label="Ways to compare"
            tabs={aspects.map(value => ({ value, text: tabTexts[value] }))}
            value={view.show}
            choose={show => navigate({ ...view, show })}
          />
          <div role="tabpanel" id="tabpanel" aria-labelledby={`tab-${view.show}`}>
            {view.show === 'curves' && (
              <CurvesPart
                view={view}
                navigate={navigate}
                metrics={metrics}
                runs={runs}
                data={data}
                stale={reading.stale}
              />
            )}
            {view.show === 'specs' && <SpecsPart differences={data.specDiff} runs={runs} />}
            {view.show !== 'curves' && view.show !== 'specs' && (
              <Plots
                view={view}
                navigate={navigate}
                runs={runs}
                filter={found && !more ? view.filter : ''}
                metric={metrics[0]!}
              />
            )}
          </div>
          {view.show === 'curves' && <NotDrawnList missing={data.notDrawn} runs={runs} />}
        </>
      )}
    </Page>
  )
}

const usual: readonly string[] = ['nll']

function Head({ view, runs }: { view: CompareView; runs: readonly Run[] }) {
  const count = view.runs.length > 0 ? view.runs.length : runs.length
  const learned = runs.some(run => run.metrics['nll'] !== undefined && quantity(run.tau) !== undefined)
  const waiting = runs.some(run => quantity(run.parent?.tau) !== undefined)
  const chosen = view.runs.length > 0 ? { runs: view.runs } : { runs: [], filter: view.filter }
  return (
    <div class="compare-head">
      <h1>
        {count === 0 ? 'Compare runs' : `Compare ${count} ${count === 1 ? 'run' : 'runs'}`}
        {view.runs.length === 0 && view.filter !== '' && (
          <code class="compare-filter" title="the newest runs that this filter finds">
            <bdi>{view.filter.slice(0, 300)}</bdi>
          </code>
        )}
      </h1>
      <nav class="presets" aria-label="Presets">
        {learned && (
          <Link
            class="button"
            to={{ ...compareView([], ['nll']), ...chosen, x: 'tau' }}
            title="nll over τ, how far they have learned"
          >
            Learning
          </Link>
        )}
        {waiting && (
          <Link
            class="button"
            to={{ ...branchesView([]), ...chosen }}
            title="aging and msd over (τ − τw)/τw, both axes logarithmic"
          >
            Aging
          </Link>
        )}
        <Link
          class="button"
          to={view.runs.length > 0 ? { ...allRuns, selected: view.runs } : { ...allRuns, text: view.filter }}
        >
          Change runs
        </Link>
      </nav>
    </div>
  )
}

/** As they were chosen. */
function inOrder(ids: readonly string[], runs: readonly Run[]): Run[] {
  const known = new Map(runs.map(run => [run.id, run]))
  const chosen = ids.flatMap(id => known.get(id) ?? [])
  // An address may hold the beginning of an id: such runs stand at the end.
  return [...chosen, ...runs.filter(run => !ids.includes(run.id))]
}
