/** The curves of the page as a figure for a paper. */
import type { CurvesModel } from '../../charts/curve-chart'
import type { Figure, Mark, Panel } from '../../figure/model'
import type { Range } from '../../core/series'
import { timeUnit } from '../../core/ticks'
import { ySpan, type Trace } from '../../core/traces'
import { clockTitle } from './curves'
import type { LineInfo } from './lines'

export interface Drawn {
  /** What y is. */
  title: string
  model: CurvesModel
}

/** @param lines as they look on white */
export function figureOf(
  name: string,
  charts: readonly Drawn[],
  part: Range,
  lines: ReadonlyMap<string, LineInfo>,
): Figure {
  const used = new Set(charts.flatMap(({ model }) => model.traces.map(trace => trace.key)))
  return {
    name,
    panels: charts.map(({ title, model }) => panelOf(title, model, part, lines)),
    legend: [...lines.values()]
      .filter(line => used.has(line.key))
      .map(({ name: text, stroke }) => ({ name: text, colour: stroke.colour, dash: stroke.dash })),
  }
}

function panelOf(title: string, model: CurvesModel, part: Range, lines: ReadonlyMap<string, LineInfo>): Panel {
  const { traces, behind, bands, clock, xScale, yScale } = model
  const look = (trace: Trace): { name: string; colour: string; dash: readonly number[] } => {
    const line = lines.get(trace.key)
    return { name: line?.name ?? trace.key, colour: line?.stroke.colour ?? '#000000', dash: line?.stroke.dash ?? [] }
  }
  const marks: Mark[] = [
    ...traces.flatMap((trace): Mark[] => {
      if (!bands || !trace.band) return []
      const { name, colour } = look(trace)
      return [
        { kind: 'band', name, colour, xs: plain(trace.xs), low: plain(trace.band.low), high: plain(trace.band.high) },
      ]
    }),
    ...behind.map((trace): Mark => {
      const { name, colour } = look(trace)
      return {
        kind: 'curve',
        name: `${name}, not smoothed`,
        colour,
        width: 0.6,
        opacity: 0.35,
        xs: plain(trace.xs),
        ys: plain(trace.ys),
      }
    }),
    ...traces.flatMap((trace): Mark[] =>
      trace.ownFrom === undefined
        ? []
        : [{ kind: 'rule', name: `branch point of ${look(trace).name}`, x: trace.ownFrom }],
    ),
    ...traces.map((trace): Mark => {
      const { xs, ys, ownFrom } = trace
      return { kind: 'curve', ...look(trace), paleTo: ownFrom, xs: plain(xs), ys: plain(ys) }
    }),
  ]
  const y = ySpan([...behind, ...traces], yScale, part, bands) ?? { from: 1, to: 10 }
  const x = { label: clockTitle(clock, part), scale: xScale, range: part }
  return {
    title,
    x: clock === 'wall' ? { ...x, per: timeUnit(part.to).ms } : x,
    y: { label: title, scale: yScale, range: y },
    marks,
  }
}

function plain(column: Float64Array): number[] {
  return Array.from(column)
}
