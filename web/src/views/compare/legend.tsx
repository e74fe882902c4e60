import type { Clock } from '../../api/types'
import { runView } from '../../core/address'
import { number } from '../../core/numbers'
import { own } from '../../core/quantities'
import { decode, quantity } from '../../core/series'
import { clipped } from '../../core/text'
import { duration } from '../../core/times'
import { Link, Name, StateBadge, SyntheticBadge, Typeset } from '../parts'
import type { LineInfo } from './lines'
import type { Stage } from './stage'
import { Swatch } from './swatch'

interface LegendProps {
  lines: readonly LineInfo[]
  metrics: readonly string[]
  /** Which of them are in a chart. */
  drawn: ReadonlySet<string>
  off: readonly string[]
  reference: string
  stage: Stage
  toggle(key: string): void
  /** Against this run, or against none. */
  refer(run: string): void
}

/** As Name shows it, for what is seen has to be in what is read aloud. */
function asNamed(name: string): string {
  const { text, cut } = clipped(name, 120)
  return cut ? `${text}…` : text
}

/** The lines; a click switches one off or on, the pointer over one or the focus in it makes it stand out. */
export function Legend({ lines, metrics, drawn, off, reference, stage, toggle, refer }: LegendProps) {
  return (
    <section class="legend" aria-label="Lines" tabIndex={0}>
      <ul>
        {lines.map(({ key, name, runs, stroke }) => {
          const on = !off.includes(key)
          const single = runs.length === 1 && runs[0]!.id === key ? runs[0] : undefined
          return (
            <li
              key={key}
              class={on ? '' : 'off'}
              data-run={key}
              data-drawn={on && drawn.has(key)}
              onPointerEnter={() => stage.emphasise(on ? key : undefined)}
              onPointerLeave={() => stage.emphasise(undefined)}
              onFocusIn={() => stage.emphasise(on ? key : undefined)}
              onFocusOut={() => stage.emphasise(undefined)}
            >
              <div class="legend-run">
                <button
                  type="button"
                  class="legend-switch"
                  aria-pressed={on}
                  aria-label={`${on ? 'Hide' : 'Show'} ${asNamed(name)}`}
                  onClick={() => toggle(key)}
                >
                  <Swatch stroke={stroke} on={on} />
                  <span class="legend-name">
                    <Name text={name} />
                  </span>
                </button>
                {runs.some(run => run.synthetic) && <SyntheticBadge />}
                {single ? (
                  <StateBadge state={single.state} />
                ) : (
                  <span class="muted nowrap">
                    {runs.length} {runs.length === 1 ? 'run' : 'runs'}
                  </span>
                )}
              </div>
              {single && (
                <div class="legend-more">
                  <dl class="legend-values">
                    {quantity(single.parent?.tau) !== undefined && (
                      <div title="waiting time: the parent's τ at the branch point">
                        <dt>
                          <Typeset text="τw" />
                        </dt>
                        <dd>{number(decode(single.parent?.tau))}</dd>
                      </div>
                    )}
                    {metrics.slice(0, 4).map(metric => (
                      <div key={metric} title="last value">
                        <dt>{metric.slice(0, 60)}</dt>
                        <dd>{last(single.metrics, metric)}</dd>
                      </div>
                    ))}
                  </dl>
                  <Link to={runView(single.id)}>open</Link>
                  <button
                    type="button"
                    class="link legend-refer"
                    aria-pressed={reference === single.id}
                    title="draw the others against this one"
                    onClick={() => refer(reference === single.id ? '' : single.id)}
                  >
                    {reference === single.id ? 'reference' : 'refer'}
                  </button>
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function last(metrics: LineInfo['runs'][number]['metrics'], metric: string): string {
  const value = own(metrics, metric)?.last
  return value === undefined ? '–' : number(decode(value))
}

export function at(x: number, clock: Clock): string {
  switch (clock) {
    case 'step':
      return `at step ${number(Math.round(x), 6)}`
    case 'tau':
      return `at τ = ${number(x)}`
    case 'wall':
      return `after ${duration(x)}`
    case 'tau/tw':
      return `at (τ − τw)/τw = ${number(x)}`
  }
}
