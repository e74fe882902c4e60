import { exponents } from '../../core/aging'
import { number } from '../../core/numbers'
import { ScaledTime, scaledTime } from './scaled-time'

interface SliderProps {
  mu: number
  change(mu: number, how?: 'replace'): void
}

/** The exponent of the waiting time, between no scaling and full aging. */
export function MuSlider({ mu, change }: SliderProps) {
  return (
    <section class="mu" aria-label="Scaling">
      <label htmlFor="mu" class="mu-label">
        <span>exponent μ</span>
        <output class="mu-value" htmlFor="mu">
          {mu.toFixed(exponents.digits)}
        </output>
      </label>
      <div class="mu-track">
        <input
          id="mu"
          type="range"
          min={exponents.from}
          max={exponents.to}
          step={exponents.step}
          value={mu}
          aria-valuetext={`μ ${number(mu)}: over ${scaledTime(mu)}`}
          onInput={event => change(Number(event.currentTarget.value), 'replace')}
        />
        <div class="mu-marks">
          <button type="button" class="link" onClick={() => change(0)} aria-pressed={mu === 0}>
            0 · no scaling
          </button>
          <button type="button" class="link mu-full" onClick={() => change(1)} aria-pressed={mu === 1}>
            1 · full aging
          </button>
        </div>
      </div>
      <p class="mu-axis" aria-hidden="true">
        x = <ScaledTime mu={mu} />
      </p>
    </section>
  )
}
