import { useState } from 'preact/hooks'
import { count } from '../../core/numbers'
import { found } from '../../core/metrics'

interface MetricChoiceProps {
  /** All there are, in order. */
  names: readonly string[]
  shown: readonly string[]
  /** Whether the reader chose them; otherwise they are the first there are. */
  chosen: boolean
  /** Undefined: the first there are again. */
  choose(metrics: string[] | undefined): void
}

/** At most so many are listed: nobody reads thousands of names; typing finds them. */
const most = 60

export function MetricChoice({ names, shown, chosen, choose }: MetricChoiceProps) {
  const [text, setText] = useState('')
  const matching = found(names, text)
  const listed = matching.slice(0, most)
  const toggle = (name: string): void =>
    choose(shown.includes(name) ? shown.filter(each => each !== name) : [...shown, name])
  return (
    <details class="metric-choice">
      <summary>
        metrics{' '}
        <span class="muted">
          {count(shown.length)} of {count(names.length)}
        </span>
      </summary>
      <div class="metric-choice-body">
        <input
          type="search"
          placeholder="find a metric"
          aria-label="Find a metric"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
        <ul aria-label="Metrics">
          {listed.map(name => (
            <li key={name}>
              <label>
                <input type="checkbox" checked={shown.includes(name)} onChange={() => toggle(name)} />
                <span class="metric-choice-name" title={name}>
                  {name}
                </span>
              </label>
            </li>
          ))}
        </ul>
        <p class="muted" role="status">
          {matching.length === 0
            ? 'No metric has this in its name.'
            : matching.length > listed.length
              ? `${count(matching.length - listed.length)} more; type to narrow them down.`
              : ''}
        </p>
        <div class="buttons">
          {text !== '' && listed.length > 0 && listed.length <= 24 && (
            <button type="button" onClick={() => choose(listed)}>
              show these {listed.length} alone
            </button>
          )}
          {chosen && (
            <button type="button" onClick={() => choose(undefined)}>
              the first ones again
            </button>
          )}
        </div>
      </div>
    </details>
  )
}
