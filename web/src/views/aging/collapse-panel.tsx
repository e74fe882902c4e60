import type { ComponentChildren } from 'preact'
import { exponents, rounded, spreadDecades, symbols, type Verdict } from '../../core/aging'
import { collapseFigure } from '../../core/aging-figure'
import type { Theme } from '../../core/colours'
import { number } from '../../core/numbers'
import { printable } from '../../figure/print'
import { FigureButtons } from '../figure-buttons'
import { CollapseCurve } from './collapse-curve'

interface PanelProps {
  /** What the curves are of. */
  name: string
  verdicts: readonly Verdict[]
  mu: number
  choose(mu: number): void
  theme: Theme
  children: ComponentChildren
}

/** How near the curves are to one, at this exponent and at all others. */
export function CollapsePanel({ name, verdicts, mu, choose, theme, children }: PanelProps) {
  return (
    <section class="collapse panel" aria-label="Collapse">
      <div class="panel-head">
        <h2>Collapse</h2>
        {children}
      </div>
      <CollapseCurve verdicts={verdicts} mu={mu} choose={choose} theme={theme} />
      <table class="collapse-table">
        <thead>
          <tr>
            <td />
            <th scope="col" class="num">
              C at μ = {mu.toFixed(exponents.digits)}
            </th>
            <th scope="col" class="num">
              least C
            </th>
            <th scope="col">at</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map(({ metric, judgements, best }) => (
            <tr key={metric} data-metric={metric}>
              <th scope="row">{symbols[metric]}</th>
              <td class="num">{set(judgements.find(each => each.mu === rounded(mu))?.spread)}</td>
              <td class="num">{set(best?.spread)}</td>
              <td>
                {best ? (
                  <button
                    type="button"
                    class="link"
                    aria-label={`μ = ${best.mu.toFixed(exponents.digits)}, where ${symbols[metric]} collapses best`}
                    aria-pressed={best.mu === mu}
                    onClick={() => choose(best.mu)}
                  >
                    μ = {best.mu.toFixed(exponents.digits)}
                  </button>
                ) : (
                  <span class="muted">no overlap</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <FigureButtons
        of="the collapse"
        figure={spreadDecades(verdicts) && (() => printable(collapseFigure(name, verdicts, mu)))}
      />
      <details class="collapse-what">
        <summary>What C is</summary>
        <p>
          C = A / (A + B): of the variance of the logarithm of the values, the share that lies across the curves and not
          along their mean. At 200 places, evenly spaced in ln x, A is the mean variance of the curves that reach so far
          (two at least), B the variance of their mean from place to place. 0 is one curve for all waiting times;
          factors on values and times change nothing. Where less than half a decade of x is shared there is no C.
        </p>
      </details>
    </section>
  )
}

function set(spread: number | undefined): string {
  if (spread === undefined) return '–'
  // Less is the rounding of logarithms.
  return spread < 1e-12 ? '0' : number(spread, 2)
}
