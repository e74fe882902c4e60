import { useMemo } from 'preact/hooks'
import type { Run, Scale, SpectrumInfo, WireSpectra } from '../../api/types'
import type { RunView } from '../../core/address'
import { sequence } from '../../core/colours'
import { decode, type Line } from '../../core/series'
import { Chart } from '../chart'
import { useApi, useResource, useTheme } from '../hooks'
import { Choice, Empty, Failure, Loading } from '../parts'

interface SpectraProps {
  run: Run
  view: RunView
  change(part: Partial<RunView>): void
  version: number
}

/** The way of every singular value of one matrix. */
export function Spectra({ run, view, change, version }: SpectraProps) {
  const api = useApi()
  const list = useResource(run.id, signal => api.spectra(run.id, signal), version)
  const matrices = list.data ?? []
  const info = matrices.find(each => each.matrix === view.matrix) ?? matrices[0]
  return (
    <section class="panel" aria-label="Spectra">
      <div class="panel-head">
        <h2>Spectra</h2>
        {info && (
          <>
            <Choice
              label="matrix"
              options={matrices.map(each => ({ value: each.matrix, text: each.matrix }))}
              value={info.matrix}
              choose={matrix => change({ matrix })}
            />
            <Choice
              label="values"
              options={[
                { value: 'linear', text: 'linear' },
                { value: 'log', text: 'log' },
              ]}
              value={view.spectrumScale}
              choose={spectrumScale => change({ spectrumScale })}
            />
          </>
        )}
      </div>
      {list.error && <Failure error={list.error} retry={list.reload} />}
      {!list.data && !list.error && <Loading what="the spectra" />}
      {list.data && !info && (
        <Empty>
          <p>
            No spectra are recorded. A spec asks for them by <code>record.spectra</code>.
          </p>
        </Empty>
      )}
      {info && <SpectrumChart key={info.matrix} run={run} info={info} view={view} version={version} />}
    </section>
  )
}

interface SpectrumProps {
  run: Run
  info: SpectrumInfo
  view: RunView
  version: number
}

function SpectrumChart({ run, info, view, version }: SpectrumProps) {
  const api = useApi()
  const theme = useTheme()
  const answer = useResource(
    JSON.stringify([info.matrix, view.x]),
    signal => api.spectrum(run.id, info.matrix, view.x, 200, signal),
    version,
  )
  const { data } = answer
  const lines = useMemo(() => (data ? linesOf(data, view.xScale) : []), [data, view.xScale])
  const stroke = useMemo(
    () => (name: string) => ({ colour: sequence(Number(name) / Math.max(1, lines.length - 1), theme), dash: [] }),
    [lines.length, theme],
  )
  if (answer.error) return <Failure error={answer.error} retry={answer.reload} />
  if (!data) return <Loading what={`the spectrum of ${info.matrix}`} />
  return (
    <Chart
      name={`singular values of ${info.matrix}`}
      heading={
        <>
          <strong>{info.matrix}</strong> <span class="muted">{lines.length} singular values, from the largest </span>
          <Ramp theme={theme} />
          <span class="muted"> to the smallest</span>
        </>
      }
      group={`spectrum ${run.id}`}
      loading={answer.stale}
      zoomedIn={false}
      model={{
        lines,
        stroke,
        clock: data.x,
        xScale: view.xScale,
        yScale: view.spectrumScale,
        visible: undefined,
        theme,
        thin: true,
      }}
      zoom={() => undefined}
      cursor={() => undefined}
    />
  )
}

function Ramp({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <svg class="ramp" width="60" height="8" aria-hidden="true">
      {Array.from({ length: 20 }, (_, i) => (
        <rect key={i} x={i * 3} width="3.2" height="8" fill={sequence(i / 19, theme)} />
      ))}
    </svg>
  )
}

/** One line a rank; its name is the rank. */
function linesOf(wire: WireSpectra, scale: Scale): Line[] {
  const all = wire.xs.map(decode)
  const kept = all.flatMap((at, i) => (Number.isFinite(at) && (scale === 'linear' || at > 0) ? [i] : []))
  const ranks = Math.max(0, ...wire.values.map(row => row.length))
  const xs = kept.map(i => all[i]!)
  const steps = kept.map(i => wire.steps[i]!)
  return Array.from({ length: ranks }, (_, rank) => ({
    run: String(rank),
    metric: wire.matrix,
    points: kept.length,
    steps,
    xs,
    values: kept.map(i => decode(wire.values[i]![rank])),
    leftOut: rank === 0 ? all.length - kept.length : 0,
  }))
}
