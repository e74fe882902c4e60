import { useEffect, useState } from 'preact/hooks'
import type { CurveChart, CurvesModel } from '../../charts/curve-chart'
import { number } from '../../core/numbers'
import { around, type Reading } from '../../core/picture'
import { nearestPoint } from '../../core/traces'
import { Typeset } from '../parts'
import { at } from './legend'
import type { LineInfo } from './lines'
import type { Stage } from './stage'
import { Swatch } from './swatch'

interface ReadoutProps {
  name: string
  stage: Stage
  chart: CurveChart
  model: CurvesModel
  lines: ReadonlyMap<string, LineInfo>
}

const most = 12

/** The upright line under the cursor in every chart, and the lines' names and values at it, the greatest first. */
export function Readout({ name, stage, chart, model, lines }: ReadoutProps) {
  const [, moved] = useState(0)
  useEffect(() => {
    let frame = 0
    const end = stage.follow(() => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        moved(count => count + 1)
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      end()
    }
  }, [stage])

  const { cursor, focus } = stage
  const plot = chart.over
  if (!cursor || !plot || !(cursor.x > 0 || model.xScale === 'linear')) return null
  const place = chart.placeOf(cursor.x, cursor.y ?? 0)
  if (!place || !(place.left >= 0 && place.left <= plot.clientWidth)) return null
  const left = plot.offsetLeft + place.left
  const here = cursor.chart === name
  const readings = here ? valuesAt(model, cursor.x) : []
  const { shown, above, below } = around(readings, focus, most)
  const right = left > plot.offsetLeft + plot.clientWidth / 2
  return (
    <>
      <div
        class="cursor-line"
        aria-hidden="true"
        style={{ left: `${left}px`, height: `${plot.clientHeight}px`, top: `${plot.offsetTop}px` }}
      />
      {here && (
        <div
          class="readout"
          role="status"
          style={right ? { right: `calc(100% - ${left - 14}px)` } : { left: `${left + 14}px` }}
        >
          <p class="muted">
            <Typeset text={at(cursor.x, model.clock)} />
          </p>
          {above > 0 && <p class="muted">{above} above</p>}
          <ul>
            {shown.map(({ key, value, lines: of }) => (
              <li key={key} class={key === focus ? 'meant' : ''}>
                <Swatch stroke={model.stroke(key)} />
                <bdi class="readout-name">{lines.get(key)?.name.slice(0, 200)}</bdi>
                <span class="readout-value">
                  {number(value)}
                  {of !== undefined && of > 1 && <span class="muted"> of {of}</span>}
                </span>
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p class="muted">no line here</p>}
          {below > 0 && <p class="muted">{below} below</p>}
        </div>
      )}
    </>
  )
}

export function valuesAt({ traces, xScale }: CurvesModel, x: number): Reading[] {
  return traces.flatMap(trace => {
    const i = nearestPoint(trace.xs, x, xScale)
    if (i < 0) return []
    const reading: Reading = { key: trace.key, value: trace.ys[i]! }
    if (trace.lines) reading.lines = trace.lines[i]!
    return [reading]
  })
}
