import { metricTitle, orderedMetrics } from '../../core/metrics'
import { useApi } from '../hooks'
import { NamePicker } from './name-picker'

interface PickerProps {
  chosen: readonly string[]
  /** What the runs have; asked for only while a name is looked for, for they may be many. */
  own(): readonly string[]
  choose(metrics: string[]): void
}

/** So many charts are drawn at most: nobody looks at more at once. */
export const mostMetrics = 24

/** The chosen metrics, and a box to find another; at least one stays chosen. */
export function MetricPicker({ chosen, own, choose }: PickerProps) {
  const api = useApi()
  return (
    <div class="metric-picker" role="group" aria-label="Metrics">
      <span class="choice-label" aria-hidden="true">
        metrics
      </span>
      <span class="chips">
        {chosen.map(metric => (
          <button
            key={metric}
            type="button"
            class="chip"
            aria-pressed="true"
            title={chosen.length > 1 ? `take ${metric} away ${metricTitle(metric)}` : metricTitle(metric)}
            disabled={chosen.length === 1}
            onClick={() => choose(chosen.filter(each => each !== metric))}
          >
            <bdi>{metric}</bdi>
            {chosen.length > 1 && (
              <span class="chip-away" aria-hidden="true">
                ×
              </span>
            )}
          </button>
        ))}
        {chosen.length < mostMetrics && (
          <NamePicker
            label="Add a metric"
            placeholder="add a metric"
            suggest={async (part, signal) => {
              const wanted = part.toLowerCase()
              const ours = own().filter(name => name.toLowerCase().includes(wanted))
              const names = await api.namesLike('metrics', part, 12 + chosen.length, signal)
              const all = new Set([...orderedMetrics(ours), ...orderedMetrics(names)])
              return [...all].filter(name => !chosen.includes(name)).slice(0, 12)
            }}
            choose={metric => choose([...chosen, metric])}
          />
        )}
      </span>
    </div>
  )
}
