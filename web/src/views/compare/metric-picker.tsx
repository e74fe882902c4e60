import { metricTitle } from '../../core/metrics'

interface PickerProps {
  available: readonly string[]
  chosen: readonly string[]
  choose(metrics: string[]): void
}

/** At least one metric stays chosen. */
export function MetricPicker({ available, chosen, choose }: PickerProps) {
  const toggle = (metric: string): void => {
    const next = available.filter(each => (each === metric ? !chosen.includes(each) : chosen.includes(each)))
    if (next.length > 0) choose(next)
  }
  return (
    <div class="metric-picker" role="group" aria-label="Metrics">
      <span class="choice-label" aria-hidden="true">
        metrics
      </span>
      <span class="chips">
        {available.map(metric => (
          <button
            key={metric}
            type="button"
            class="chip"
            aria-pressed={chosen.includes(metric)}
            title={metricTitle(metric)}
            onClick={() => toggle(metric)}
          >
            {metric}
          </button>
        ))}
      </span>
    </div>
  )
}
