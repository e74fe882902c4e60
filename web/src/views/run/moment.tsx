import { useEffect, useRef, useState } from 'preact/hooks'
import type { Theme } from '../../core/colours'
import { count, number } from '../../core/numbers'
import { decode } from '../../core/series'
import type { WireNumber } from '../../api/types'
import { rowAt } from '../../core/snapshots'
import { asApiError, useTheme, useWidth } from '../hooks'
import { Failure, Loading } from '../parts'
import type { ApiError } from '../../api/http'
import type { Paper } from '../../charts/snapshots'

interface MomentProps {
  steps: readonly number[]
  taus: readonly WireNumber[]
  /** The step that was chosen; undefined for the last. */
  chosen: number | undefined
  choose(step: number | undefined): void
}

/** Chooses one of the moments at which something was recorded; at its end it follows what comes. */
export function Moment({ steps, taus, chosen, choose }: MomentProps) {
  const at = rowAt(steps, chosen)
  const go = (i: number): void => choose(i >= steps.length - 1 ? undefined : steps[Math.max(0, i)])
  const tau = decode(taus[at])
  const words = `step ${count(steps[at] ?? 0)}${Number.isFinite(tau) ? `, τ = ${number(tau)}` : ''}`
  return (
    <div class="moment" role="group" aria-label="Moment">
      <button type="button" aria-label="Earlier" disabled={at <= 0} onClick={() => go(at - 1)}>
        ‹
      </button>
      <input
        type="range"
        min={0}
        max={Math.max(0, steps.length - 1)}
        value={at}
        aria-label="Moment"
        aria-valuetext={words}
        onInput={event => go(Number(event.currentTarget.value))}
      />
      <button type="button" aria-label="Later" disabled={at >= steps.length - 1} onClick={() => go(at + 1)}>
        ›
      </button>
      <output>
        {words}
        <span class="muted">
          {' '}
          {at + 1} of {steps.length}
          {chosen === undefined && steps.length > 1 ? ', the last' : ''}
        </span>
      </output>
    </div>
  )
}

type Plots = typeof import('../../charts/snapshots')

interface FigureProps {
  name: string
  height: number
  /** Everything that the picture depends on, besides its size and the theme. */
  of: readonly unknown[]
  draw(plots: Plots, paper: Paper): Element
}

/** A picture by the drawing library, which is loaded with the first one. */
export function Picture({ name, height, of, draw }: FigureProps) {
  const theme: Theme = useTheme()
  const [attach, width] = useWidth()
  const host = useRef<HTMLDivElement>(null)
  const { plots, error, retry } = usePlots()
  useEffect(() => {
    if (!plots || width === 0) return
    host.current?.replaceChildren(draw(plots, { width, height, theme }))
  }, [plots, width, height, theme, ...of])
  return (
    <div ref={attach} class="picture" data-drawn={plots !== undefined && width > 0}>
      {error && <Failure error={error} retry={retry} />}
      {!plots && !error && <Loading what="the drawing library" />}
      <div ref={host} role="img" aria-label={name} />
    </div>
  )
}

function usePlots(): { plots?: Plots; error?: ApiError; retry(): void } {
  const [state, setState] = useState<{ plots?: Plots; error?: ApiError }>({})
  const load = (): void => {
    setState({})
    import('../../charts/snapshots').then(
      plots => setState({ plots }),
      (error: unknown) => setState({ error: asApiError(error) }),
    )
  }
  useEffect(load, [])
  return { ...state, retry: load }
}
