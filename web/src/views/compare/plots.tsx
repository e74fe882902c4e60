/** The runs as points, as lines across parallel axes, and as cells over two parameters. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../api/types'
import type { CompareView, PlotAxis } from '../../core/address'
import { parseField } from '../../core/search/fields'
import { metricWord, paramWord, titleOf } from '../../core/quantities'
import { varying } from '../../core/phase'
import { useApi, useResource, useTheme, useWidth, type Navigate } from '../hooks'
import { Failure, Loading } from '../parts'
import { FigureButtons } from '../figure-buttons'
import { NamePicker } from './name-picker'
import type { Drawing, PlotModel } from './plot-models'

interface PlotsProps {
  view: CompareView
  navigate: Navigate
  runs: readonly Run[]
  /** What finds these runs and no others, if they were found and not chosen. */
  filter: string
  /** What is looked at when nothing else is said. */
  metric: string
}

export function Plots({ view, navigate, runs, filter, metric }: PlotsProps) {
  const api = useApi()
  const theme = useTheme()
  const [attach, width] = useWidth()
  const words = wordsOf(view, runs, metric)
  const metrics = [...new Set(words.all.flatMap(metricOf))]
  const ids = runs.map(run => run.id)
  const seen = useVersion(runs)
  const answer = useResource(JSON.stringify([ids, metrics]), signal => api.described(ids, metrics, signal), seen)
  // The library is half a hundred kilobytes: it comes when a picture is wanted.
  const drawing = useResource('drawing', async (): Promise<{ draw: typeof import('./plot-models') }> => ({
    draw: await import('./plot-models'),
  }))
  const change = (part: Partial<CompareView>): void => navigate({ ...view, ...part })

  const error = answer.error ?? drawing.error
  const model: PlotModel | undefined = answer.data && {
    runs: answer.data,
    words,
    logs: view.logs,
    filter,
    show: view.show,
  }
  const ready = width > 200 && model ? drawing.data : undefined
  return (
    <>
      <div class="toolbar">
        {view.show === 'parallel' ? (
          <Dimensions dims={words.dims} runs={runs} choose={dims => change({ dims })} />
        ) : (
          axesOf(view).map(([axis, label, field]) => (
            <QuantityPicker
              key={axis}
              label={label}
              word={words[axis]}
              runs={runs}
              paramsOnly={view.show === 'phase' && axis !== 'z'}
              log={view.show === 'phase' && axis !== 'z' ? undefined : view.logs.includes(axis)}
              choose={word => change({ [field]: word })}
              setLog={log => change({ logs: log ? [...view.logs, axis] : view.logs.filter(each => each !== axis) })}
            />
          ))
        )}
        <FigureButtons of="the picture" figure={ready && model && (() => ready.draw.printed(model))} />
      </div>
      {error && <Failure error={error} retry={answer.reload} />}
      {!error && !ready && <Loading what="the runs' values" />}
      <div ref={attach} class={ready ? 'panel plot-panel' : ''} aria-busy={answer.stale}>
        {ready && model && <Drawn drawing={ready.draw.drawn(model, width - 34, theme)} />}
      </div>
    </>
  )
}

interface Words {
  x: string
  y: string
  z: string
  dims: string[]
  /** Those that the picture needs. */
  all: string[]
}

/** What was chosen, or what is likely to be wanted: the parameters that differ, and the first metric. */
function wordsOf(view: CompareView, runs: readonly Run[], metric: string): Words {
  const different = varying(runs).map(paramWord)
  const value = metricWord(metric)
  const guess: readonly [string, string, string] =
    view.show === 'phase'
      ? [different[0] ?? paramWord('seed'), different[1] ?? different[0] ?? paramWord('seed'), value]
      : [different[0] ?? 'step', value, different[1] ?? different[0] ?? 'step']
  const [x, y, z] = [view.px || guess[0], view.py || guess[1], view.pz || guess[2]]
  const dims = view.dims.length > 0 ? view.dims : [...different.slice(0, 5), value]
  return { x, y, z, dims, all: view.show === 'parallel' ? dims : [x, y, z] }
}

function metricOf(word: string): string[] {
  const field = parseField(word)
  return field?.of === 'metrics' ? [field.name] : []
}

function axesOf({ show }: CompareView): readonly [PlotAxis, string, 'px' | 'py' | 'pz'][] {
  return show === 'phase'
    ? [
        ['x', 'along x', 'px'],
        ['y', 'along y', 'py'],
        ['z', 'colour: mean of', 'pz'],
      ]
    : [
        ['x', 'along x', 'px'],
        ['y', 'along y', 'py'],
        ['z', 'colour', 'pz'],
      ]
}

interface QuantityPickerProps {
  label: string
  word: string
  runs: readonly Run[]
  paramsOnly: boolean
  /** Undefined where there is no choice. */
  log: boolean | undefined
  choose(word: string): void
  setLog(log: boolean): void
}

function QuantityPicker({ label, word, runs, paramsOnly, log, choose, setLog }: QuantityPickerProps) {
  const suggest = useSuggestions(runs, paramsOnly)
  return (
    <div class="choice" role="group" aria-label={label}>
      <span class="choice-label" aria-hidden="true">
        {label}
      </span>
      <span class="quantity">
        <bdi title={word.slice(0, 300)}>{titleOf(word).slice(0, 60)}</bdi>
      </span>
      <NamePicker label={`Choose ${label}`} placeholder="another" suggest={suggest} choose={choose} />
      {log !== undefined && (
        <button
          type="button"
          class="chip nowrap"
          aria-pressed={log}
          aria-label={`${label}: log`}
          onClick={() => setLog(!log)}
        >
          log
        </button>
      )}
    </div>
  )
}

function Dimensions({ dims, runs, choose }: { dims: string[]; runs: readonly Run[]; choose(dims: string[]): void }) {
  const suggest = useSuggestions(runs, false)
  return (
    <div class="choice" role="group" aria-label="Axes">
      <span class="choice-label" aria-hidden="true">
        axes
      </span>
      <span class="chips">
        {dims.map(word => (
          <button
            key={word}
            type="button"
            class="chip"
            aria-pressed="true"
            disabled={dims.length < 3}
            title={`take ${word.slice(0, 300)} away`}
            onClick={() => choose(dims.filter(each => each !== word))}
          >
            <bdi>{titleOf(word).slice(0, 60)}</bdi>
            <span class="chip-away" aria-hidden="true">
              ×
            </span>
          </button>
        ))}
        {dims.length < 12 && (
          <NamePicker
            label="Add an axis"
            placeholder="add an axis"
            suggest={suggest}
            choose={word => choose([...dims.filter(each => each !== word), word])}
          />
        )}
      </span>
    </div>
  )
}

/** Fields with this in their name: parameters that differ first, then any parameter, then metrics. */
function useSuggestions(runs: readonly Run[], paramsOnly: boolean) {
  const api = useApi()
  return async (part: string, signal: AbortSignal): Promise<string[]> => {
    const name = part.replace(/^(params|metrics)\./, '')
    const wanted = name.toLowerCase()
    const own = varying(runs).filter(path => path.toLowerCase().includes(wanted))
    const [params, metrics] = await Promise.all([
      api.namesLike('params', name, 12, signal),
      paramsOnly ? [] : api.namesLike('metrics', name, 8, signal),
    ])
    const paths = [...new Set([...own.slice(0, 8), ...params])].slice(0, 12)
    return [
      ...paths.map(paramWord),
      ...metrics.flatMap(metric => [metricWord(metric), `${metricWord(metric)}.min`, `${metricWord(metric)}.max`]),
      ...(paramsOnly ? [] : ['step', 'tau'].filter(each => each.includes(wanted))),
    ]
  }
}

/** A number that changes with the value. */
function useVersion(value: unknown): number {
  const seen = useRef({ value, version: 0 })
  if (seen.current.value !== value) seen.current = { value, version: seen.current.version + 1 }
  return seen.current.version
}

function Drawn({ drawing }: { drawing: Drawing }) {
  const host = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    // Plot would pin its tip under the pointer, and the click that follows would not reach the link beneath.
    const unpinned = (event: Event): void => event.stopPropagation()
    const element = host.current!
    element.addEventListener('pointerdown', unpinned, { capture: true })
    return () => element.removeEventListener('pointerdown', unpinned, { capture: true })
  }, [])
  useEffect(() => {
    try {
      host.current!.replaceChildren(drawing.svg())
      setProblem('')
    } catch (error) {
      host.current!.replaceChildren()
      setProblem(String(error))
    }
  }, [drawing.key])
  return (
    <figure class="plot-figure" data-plot={drawing.kind} data-items={drawing.items}>
      <figcaption class="muted">{drawing.told}</figcaption>
      {drawing.empty !== '' && <p class="note">{drawing.empty}</p>}
      {problem !== '' && <p class="error">This picture could not be drawn: {problem}</p>}
      <div ref={host} class="plot-host" role="group" aria-label={drawing.told} hidden={drawing.empty !== ''} />
    </figure>
  )
}
