import type { Clock, Run, Scale } from '../../api/types'
import { runView } from '../../core/address'
import type { Stroke } from '../../core/colours'
import { number } from '../../core/numbers'
import { nearest, type Line, decode, quantity } from '../../core/series'
import { duration } from '../../core/times'
import { Link, Name, StateBadge, SyntheticBadge, Typeset } from '../parts'

interface LegendProps {
  runs: readonly Run[]
  metrics: readonly string[]
  lines: readonly Line[]
  stroke(run: string): Stroke
  off: readonly string[]
  /** Where the cursor stands on the common axis. */
  cursor: number | undefined
  clock: Clock
  scale: Scale
  toggle(run: string): void
}

/** The lines with their values at the cursor (the last ones when it is nowhere); a click switches one off or on. */
export function Legend({ runs, metrics, lines, stroke, off, cursor, clock, scale, toggle }: LegendProps) {
  return (
    <section class="legend" aria-label="Lines">
      <p class="muted">
        <Typeset text={cursor === undefined ? 'last values' : at(cursor, clock)} />
      </p>
      <ul>
        {runs.map(run => {
          const own = lines.filter(line => line.run === run.id)
          const on = !off.includes(run.id)
          return (
            <li key={run.id} class={on ? '' : 'off'} data-run={run.id} data-drawn={on && own.length > 0}>
              <div class="legend-run">
                <button
                  type="button"
                  class="legend-switch"
                  aria-pressed={on}
                  aria-label={`${on ? 'Hide' : 'Show'} ${run.name}`}
                  onClick={() => toggle(run.id)}
                >
                  <Swatch stroke={stroke(run.id)} on={on} />
                  <span class="legend-name">
                    <Name text={run.name} />
                  </span>
                </button>
                {run.synthetic && <SyntheticBadge />}
                <StateBadge state={run.state} />
                <Link to={runView(run.id)}>open</Link>
              </div>
              <dl class="legend-values">
                {quantity(run.parent?.tau) !== undefined && (
                  <div title="waiting time: the parent's τ at the branch point">
                    <dt>
                      <Typeset text="τw" />
                    </dt>
                    <dd>{number(decode(run.parent?.tau))}</dd>
                  </div>
                )}
                {metrics.map(metric => (
                  <div key={metric}>
                    <dt>{metric}</dt>
                    <dd>
                      {valueAt(
                        own.find(line => line.metric === metric),
                        cursor,
                        scale,
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export function Swatch({ stroke, on = true }: { stroke: Stroke; on?: boolean }) {
  return (
    <svg class="swatch" width="22" height="10" aria-hidden="true">
      <line
        x1="1"
        x2="21"
        y1="5"
        y2="5"
        stroke={on ? stroke.colour : 'currentColor'}
        stroke-opacity={on ? 1 : 0.35}
        stroke-width="3"
        stroke-dasharray={stroke.dash.join(' ')}
      />
    </svg>
  )
}

function valueAt(line: Line | undefined, cursor: number | undefined, scale: Scale): string {
  if (!line || line.xs.length === 0) return '–'
  if (cursor === undefined) return number(line.values.at(-1)!)
  // Beyond its ends a line has no value.
  if (cursor < line.xs[0]! || cursor > line.xs.at(-1)!) return '–'
  return number(line.values[nearest(line.xs, cursor, scale)]!)
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
