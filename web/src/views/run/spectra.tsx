import { useMemo } from 'preact/hooks'
import type { Run, Scale, WireSpectra } from '../../api/types'
import type { RunView } from '../../core/address'
import { sequence } from '../../core/colours'
import { curve, shapeOf, support, varianceOf, type Law, type Shape } from '../../core/marchenko'
import { count, number } from '../../core/numbers'
import { histogramCsv, histogramFigure, pathsFigure } from '../../core/run-figures'
import { decode, nearest, type Line } from '../../core/series'
import { binned } from '../../core/snapshots'
import { printable } from '../../figure/print'
import type { Printable } from '../../figure/save'
import { Chart, visiblePart, zoomed } from '../chart'
import { FigureButtons } from '../figure-buttons'
import { useApi, useTheme } from '../hooks'
import { Choice } from '../parts'
import { Picture } from './moment'
import { momentOf, Recorded } from './recorded'
import type { SnapshotsProps } from './snapshots'

/** The way of every singular value of one matrix, and how they lie at a moment beside what chance alone would give. */
export function Spectra({ matrix, ...rest }: SnapshotsProps & { matrix: string }) {
  const { run, view, change, navigate } = rest
  const api = useApi()
  return (
    <Recorded
      {...rest}
      name={matrix}
      what={`the spectrum of ${matrix}`}
      ask={(of, x, signal) => api.spectrum(run.id, of, x, 200, signal)}
    >
      {(data, row, stale) => (
        <>
          <Paths run={run} data={data} view={view} change={change} navigate={navigate} stale={stale} row={row} />
          <Density run={run} data={data} row={row} view={view} change={change} />
        </>
      )}
    </Recorded>
  )
}

interface PathsProps {
  run: Run
  data: WireSpectra
  row: number
  view: RunView
  change: SnapshotsProps['change']
  navigate: SnapshotsProps['navigate']
  stale: boolean
}

function Paths({ run, data, row, view, change, navigate, stale }: PathsProps) {
  const theme = useTheme()
  const lines = useMemo(() => linesOf(data, view.xScale), [data, view.xScale])
  const stroke = useMemo(
    () => (name: string) => ({ colour: sequence(Number(name) / Math.max(1, lines.length - 1), theme), dash: [] }),
    [lines.length, theme],
  )
  const choose = (x: number): void => {
    const at = nearest(lines[0]?.xs ?? [], x, view.xScale)
    if (at >= 0) change(momentOf(lines[0]!.steps[at]))
  }
  // The page has one axis: what is zoomed in the metrics is zoomed here.
  const visible = data.x === view.x ? visiblePart(view) : undefined
  const mark = decode(data.xs[row])
  const figure = (): Printable => {
    const over = { clock: data.x, xScale: view.xScale, yScale: view.spectrumScale, visible }
    const name = `singular values of ${data.matrix} of ${run.name}`
    return printable(pathsFigure(name, data.matrix, lines, over, Number.isFinite(mark) ? mark : undefined))
  }
  return (
    <div class="paths">
      <Chart
        name={`singular values of ${data.matrix}`}
        heading={
          <>
            <strong>{data.matrix}</strong> <span class="muted">{lines.length} singular values, from the largest </span>
            <Ramp theme={theme} />
            <span class="muted"> to the smallest</span>
          </>
        }
        group={`spectrum ${data.matrix}`}
        loading={stale}
        zoomedIn={visible !== undefined}
        model={{
          lines,
          stroke,
          clock: data.x,
          xScale: view.xScale,
          yScale: view.spectrumScale,
          visible,
          theme,
          thin: true,
          ...(Number.isFinite(mark) ? { mark } : {}),
        }}
        zoom={range => navigate(zoomed(view, range))}
        cursor={() => undefined}
        choose={choose}
      />
      <div class="choices">
        <Choice
          label="singular values"
          options={[
            { value: 'linear', text: 'linear' },
            { value: 'log', text: 'log' },
          ]}
          value={view.spectrumScale}
          choose={spectrumScale => change({ spectrumScale })}
        />
        <FigureButtons of="the singular values" figure={lines.length > 0 ? figure : undefined} />
      </div>
    </div>
  )
}

interface DensityProps {
  run: Run
  data: WireSpectra
  row: number
  view: RunView
  change: SnapshotsProps['change']
}

function Density({ run, data, row, view, change }: DensityProps) {
  const values = (data.values[row] ?? []).map(decode).filter(Number.isFinite)
  const known = shapeOf(run.spec, data.matrix)
  const shape = known ?? guessed(values.length, view.aspect)
  const reference = view.law === 'start' ? (data.values[0] ?? []).map(decode).filter(Number.isFinite) : values
  const law: Law = { ...shape, variance: varianceOf(reference, shape) }
  const drawn = law.variance > 0
  const bars = binned(values)
  const foretold = drawn ? curve(law) : []
  const figure = (): Printable => {
    const name = `spectrum of ${data.matrix} of ${run.name} at step ${data.steps[row]}`
    const picture = histogramFigure(name, `singular value of ${data.matrix}`, bars, foretold)
    return { ...printable(picture), csv: () => histogramCsv(bars, foretold) }
  }
  const outside = values.filter(s => s > support(law).to * 1.0001).length
  return (
    <figure class="chart" data-picture="density" data-bars={values.length} data-law={drawn}>
      <figcaption>
        <strong>at step {count(data.steps[row]!)}</strong>
        <span class="muted">
          {values.length} singular values; <span class="law-sign" aria-hidden="true" /> Marchenko–Pastur
        </span>
      </figcaption>
      <Picture
        name={`Density of the singular values of ${data.matrix} at step ${data.steps[row]}, over the law of Marchenko and Pastur`}
        height={250}
        of={[data, row, view.law, view.aspect]}
        draw={(plots, paper) => plots.histogram(paper, { bins: bars, law: foretold, label: 'singular value' })}
      />
      <p class="chart-note">
        {drawn ? (
          <>
            The law of a {law.rows} × {number(law.columns, 5)} matrix (aspect ratio{' '}
            {number(Math.min(law.rows, law.columns) / Math.max(law.rows, law.columns), 3)}) of independent entries with
            variance σ² = {number(law.variance, 3)}, {view.law === 'start' ? 'as at the first step' : 'as at this step'}
            .{' '}
            {outside === 0
              ? 'No singular value lies above its edge'
              : `${outside} ${outside === 1 ? 'singular value lies' : 'singular values lie'} above its edge`}{' '}
            at {number(support(law).to, 3)}.
          </>
        ) : (
          'All singular values are 0 there, so there is no law to compare with.'
        )}
      </p>
      <div class="choices">
        <Choice
          label="variance of"
          options={[
            {
              value: 'now',
              text: 'this step',
              title: 'the law of a random matrix with as large entries as it has now',
            },
            { value: 'start', text: 'the first', title: 'the law of the matrix that the run began with' },
          ]}
          value={view.law}
          choose={chosen => change({ law: chosen })}
        />
        {!known && (
          <label class="choice">
            <span class="choice-label">columns a row</span>
            <input
              type="number"
              class="narrow"
              min="0.001"
              max="1000"
              step="any"
              value={view.aspect ?? 1}
              onChange={event => {
                const aspect = Number(event.currentTarget.value)
                if (aspect >= 1e-3 && aspect <= 1e3) change({ aspect })
              }}
            />
          </label>
        )}
        <FigureButtons of="the spectrum" figure={figure} />
      </div>
    </figure>
  )
}

/** There are as many singular values as the smaller length has entries. */
function guessed(values: number, aspect = 1): Shape {
  return aspect >= 1 ? { rows: values, columns: values * aspect } : { rows: values / aspect, columns: values }
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
