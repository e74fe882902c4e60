import { agingMetrics, symbols, type AgingMetric } from '../../core/aging'
import { metricTitle } from '../../core/metrics'

interface SwitchProps {
  chosen: readonly AgingMetric[]
  choose(metrics: AgingMetric[]): void
}

/** At least one stays chosen. */
export function MetricSwitch({ chosen, choose }: SwitchProps) {
  const toggle = (metric: AgingMetric): void => {
    const next = agingMetrics.filter(each => chosen.includes(each) !== (each === metric))
    if (next.length > 0) choose(next)
  }
  return (
    <div class="metric-picker" role="group" aria-label="Metrics">
      <span class="choice-label" aria-hidden="true">
        draw
      </span>
      <span class="chips">
        {agingMetrics.map(metric => (
          <button
            key={metric}
            type="button"
            class="chip"
            aria-pressed={chosen.includes(metric)}
            title={metricTitle(metric)}
            onClick={() => toggle(metric)}
          >
            <strong>{symbols[metric]}</strong> {metric}
          </button>
        ))}
      </span>
    </div>
  )
}
