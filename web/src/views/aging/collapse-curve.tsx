import {
  agingMetrics,
  exponents,
  leastSpread,
  rounded,
  spreadDecades,
  symbols,
  type AgingMetric,
  type Verdict,
} from '../../core/aging'
import { category, type Theme } from '../../core/colours'
import { number } from '../../core/numbers'
import { ticks } from '../../core/ticks'
import { useWidth } from '../hooks'

interface CurveProps {
  verdicts: readonly Verdict[]
  mu: number
  choose(mu: number): void
  theme: Theme
}

const height = 150
const left = 44
const right = 20
const top = 8
const bottom = 32

/** The measure over the exponent, on a log axis: the minimum is what is looked for. The table below says the same in words. */
export function CollapseCurve({ verdicts, mu, choose, theme }: CurveProps) {
  const [attach, width] = useWidth()
  const range = spreadDecades(verdicts)
  if (!range) {
    return (
      <p class="muted collapse-none">
        Fewer than two curves share half a decade of x at any exponent, so their collapse cannot be measured.
      </p>
    )
  }
  const inner = Math.max(20, width - left - right)
  const x = (at: number): number => left + ((at - exponents.from) / (exponents.to - exponents.from)) * inner
  const y = (spread: number): number => {
    const share = Math.log(Math.max(leastSpread, spread) / range.from) / Math.log(range.to / range.from)
    return height - bottom - share * (height - top - bottom)
  }
  const pick = (event: MouseEvent & { currentTarget: Element }): void => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left
    choose(rounded(exponents.from + ((place - left) / inner) * (exponents.to - exponents.from)))
  }
  const foot = height - bottom
  return (
    <div ref={attach} class="collapse-curve">
      {width > 0 && (
        // The slider and the buttons of the table do by the keyboard what a click does here.
        <svg width={width} height={height} role="img" aria-label={summary(verdicts)} onClick={pick}>
          {ticks(range, 'log', 4).map(tick => (
            <g key={`y${tick.at}`} class={tick.label === '' ? 'minor' : 'grid'}>
              {tick.label !== '' && <line x1={left} x2={left + inner} y1={y(tick.at)} y2={y(tick.at)} />}
              <text x={left - 6} y={y(tick.at) + 4} text-anchor="end">
                {tick.label}
              </text>
            </g>
          ))}
          {[0, 0.25, 0.5, 0.75, 1, 1.25].map(at => (
            <g key={`x${at}`} class="grid">
              <line x1={x(at)} x2={x(at)} y1={top} y2={foot} />
              <text x={x(at)} y={foot + 14} text-anchor="middle">
                {number(at)}
              </text>
            </g>
          ))}
          <text x={left + inner / 2} y={height - 3} text-anchor="middle">
            μ
          </text>
          <text x={12} y={top + (foot - top) / 2 + 4}>
            C
          </text>
          <line class="collapse-mu" x1={x(mu)} x2={x(mu)} y1={top - 4} y2={foot} />
          {verdicts.map(({ metric, judgements, best }) => {
            const { colour, dash } = category(agingMetrics.indexOf(metric), theme)
            return (
              <g key={metric} data-metric={metric}>
                <path
                  d={path(judgements, x, y)}
                  fill="none"
                  stroke={colour}
                  stroke-width="1.75"
                  stroke-dasharray={dash.join(' ')}
                />
                {best && <circle class="collapse-least" cx={x(best.mu)} cy={y(best.spread)} r="4.5" stroke={colour} />}
              </g>
            )
          })}
          {apart(ends(verdicts, x, y)).map(({ metric, place, at }) => (
            <text key={metric} class="collapse-name" x={place + 5} y={at + 4}>
              {symbols[metric]}
            </text>
          ))}
        </svg>
      )}
    </div>
  )
}

function path(judgements: Verdict['judgements'], x: (mu: number) => number, y: (spread: number) => number): string {
  let d = ''
  let drawing = false
  for (const { mu, spread } of judgements) {
    if (spread !== undefined) d += `${drawing ? 'L' : 'M'}${x(mu).toFixed(1)} ${y(spread).toFixed(1)}`
    drawing = spread !== undefined
  }
  return d
}

interface End {
  metric: AgingMetric
  place: number
  at: number
}

/** Where the curves end, the topmost first. */
function ends(verdicts: readonly Verdict[], x: (mu: number) => number, y: (spread: number) => number): End[] {
  return verdicts
    .flatMap(({ metric, judgements }) => {
      const last = judgements.findLast(each => each.spread !== undefined)
      return last ? [{ metric, place: x(last.mu), at: y(last.spread!) }] : []
    })
    .toSorted((a, b) => a.at - b.at)
}

/** Names that would lie over each other stand below one another. */
function apart(all: readonly End[]): End[] {
  let free = -Infinity
  return all.map(end => {
    const at = Math.max(end.at, free)
    free = at + 13
    return { ...end, at }
  })
}

function summary(verdicts: readonly Verdict[]): string {
  const words = verdicts.map(({ metric, best }) =>
    best
      ? `${symbols[metric]} least at μ = ${number(best.mu)}, C = ${number(best.spread, 2)}`
      : `${symbols[metric]} without overlap`,
  )
  return `The measure of collapse C over the exponent μ: ${words.join('; ')}`
}
