import type { Attempt } from '../../api/types'
import { count } from '../../core/numbers'
import { ticks } from '../../core/ticks'
import { useWidth } from '../hooks'

const row = 18
const left = 78
const right = 16

/** Which steps each attempt recorded, and which of them no longer count. */
export function AttemptBars({ attempts, current }: { attempts: readonly Attempt[]; current: string | undefined }) {
  const [attach, width] = useWidth()
  const end = Math.max(1, ...attempts.map(attempt => attempt.lastStep))
  const inner = Math.max(50, width - left - right)
  const x = (step: number): number => left + (step / end) * inner
  const bottom = attempts.length * row + 6
  return (
    <div ref={attach} class="attempt-bars">
      {width > 0 && (
        <svg width={width} height={bottom + 34} role="img" aria-label="Steps that each attempt recorded">
          {ticks({ from: 0, to: end }, 'linear', inner / 84).map(tick => (
            <g key={tick.at} class="tree-tick">
              <line x1={x(tick.at)} x2={x(tick.at)} y1={0} y2={bottom} />
              <text x={x(tick.at)} y={bottom + 14} text-anchor="middle">
                {tick.label}
              </text>
            </g>
          ))}
          <text class="tree-axis" x={left + inner / 2} y={bottom + 30} text-anchor="middle">
            step; pale: superseded
          </text>
          {attempts.map((attempt, i) => {
            const from = attempt.fromStep
            const last = Math.max(from, attempt.lastStep)
            const counts = Math.max(from, Math.min(last, attempt.supersededFrom ?? last))
            const y = 4 + i * row
            return (
              <g key={attempt.id} class={attempt.id === current ? 'attempt-bar current' : 'attempt-bar'}>
                <title>{`attempt ${attempt.number}: steps ${count(from)} to ${count(last)}; counting up to ${count(counts)}`}</title>
                <text x={left - 10} y={y + 10} text-anchor="end">{`attempt ${attempt.number}`}</text>
                <rect class="pale" x={x(from)} y={y} width={Math.max(2, x(last) - x(from))} height={row - 6} rx="2" />
                <rect x={x(from)} y={y} width={Math.max(0, x(counts) - x(from))} height={row - 6} rx="2" />
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
