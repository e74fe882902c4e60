import type { Run, Scale } from '../../api/types'
import { runView } from '../../core/address'
import { agingMetrics, symbols, waitingTime, type AgingCurve } from '../../core/aging'
import type { Stroke } from '../../core/colours'
import { number } from '../../core/numbers'
import { nearest } from '../../core/series'
import { Swatch } from '../compare/swatch'
import { Link, StateBadge, SyntheticBadge, Typeset } from '../parts'
import type { Cursor } from './aging-curves'
import { scaledTime } from './scaled-time'

interface LegendProps {
  runs: readonly Run[]
  curves: readonly AgingCurve[]
  stroke(run: string): Stroke
  off: readonly string[]
  cursor: Cursor | undefined
  mu: number
  scale: Scale
  toggle(run: string): void
}

/** The branches in the order of their waiting times, with their values at the cursor or the last ones; a click switches one off. */
export function AgingLegend({ runs, curves, stroke, off, cursor, mu, scale, toggle }: LegendProps) {
  return (
    <section class="legend" aria-label="Waiting times">
      <p class="muted">
        <Typeset
          text={cursor ? `at ${cursor.over === 't' ? 't' : scaledTime(mu)} = ${number(cursor.at)}` : 'last values'}
        />
      </p>
      <ul>
        {runs.map(run => {
          const on = !off.includes(run.id)
          const own = curves.filter(curve => curve.run === run.id)
          const tw = waitingTime(run)
          return (
            <li key={run.id} class={on ? '' : 'off'} data-run={run.id} data-drawn={on && own.length > 0}>
              <div class="legend-run">
                <button
                  type="button"
                  class="legend-switch"
                  aria-pressed={on}
                  aria-label={`${on ? 'Hide' : 'Show'} ${tw === undefined ? 'no branch' : `τw = ${number(tw)}`}: ${run.name}`}
                  onClick={() => toggle(run.id)}
                >
                  <Swatch stroke={stroke(run.id)} on={on} />
                  <span class="legend-name">
                    {tw === undefined ? 'no branch' : <Typeset text={`τw = ${number(tw)}`} />}
                  </span>
                </button>
                {run.synthetic && <SyntheticBadge />}
                <StateBadge state={run.state} />
                <Link to={runView(run.id)} title={run.name} class="legend-open">
                  {run.name}
                </Link>
              </div>
              <dl class="legend-values">
                {agingMetrics.map(metric => (
                  <div key={metric}>
                    <dt>{symbols[metric]}</dt>
                    <dd>
                      {valueAt(
                        own.find(curve => curve.metric === metric),
                        cursor,
                        mu,
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

function valueAt(curve: AgingCurve | undefined, cursor: Cursor | undefined, mu: number, scale: Scale): string {
  if (!curve || curve.t.length === 0) return '–'
  if (!cursor) return number(curve.values.at(-1)!)
  const t = cursor.over === 't' ? cursor.at : cursor.at * curve.tw ** mu
  // Beyond its ends a line has no value.
  if (t < curve.t[0]! || t > curve.t.at(-1)!) return '–'
  return number(curve.values[nearest(curve.t, t, scale)]!)
}
