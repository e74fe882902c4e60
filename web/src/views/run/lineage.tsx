import { useMemo } from 'preact/hooks'
import type { LineageNode, Run } from '../../api/types'
import { format, runView, treeView } from '../../core/address'
import { near } from '../../core/lineage'
import { count, number } from '../../core/numbers'
import { clockName, decode, quantity } from '../../core/series'
import { sign } from '../../core/states'
import { ticks } from '../../core/ticks'
import { axisOf, lanes, type Lane } from '../../core/tree'
import { treeCsv, treeSvg } from '../../core/tree-figure'
import type { Printable } from '../../figure/save'
import { FigureButtons } from '../figure-buttons'
import { useApi, useResource, useWidth } from '../hooks'
import { Failure, Link, Loading } from '../parts'

const rowHeight = 34
const left = 10
const right = 14
const top = 6
const axisHeight = 40

/** More would push everything else off the page. */
const most = 40

/** The tree of runs that this run is in. */
export function LineagePanel({ run, version }: { run: Run; version: number }) {
  const api = useApi()
  const { data, error, reload } = useResource(run.id, signal => api.lineage(run.id, signal), version)
  const shown = useMemo(() => near(data?.nodes ?? [], run.id, most), [data, run.id])
  const figure = (): Printable => {
    const along = axisOf(shown)
    const drawn = lanes(shown, along)
    const range = { from: 0, to: Math.max(...drawn.map(lane => lane.to), 0) || 1 }
    const picture = { name: `lineage of ${run.name}`, lanes: drawn, along, range }
    return { name: picture.name, svg: () => treeSvg(picture), csv: () => treeCsv(picture) }
  }
  return (
    <section class="panel" aria-label="Lineage">
      <div class="panel-head">
        <h2>Lineage</h2>
        {data && (
          <span class="muted">
            {data.nodes.length === 1 ? 'one run, no branches' : `${count(data.nodes.length)} runs`}
            {shown.length < data.nodes.length && `; the ${shown.length} nearest to this one`}
          </span>
        )}
        <FigureButtons of="the lineage" figure={shown.length > 0 ? figure : undefined} />
        <Link class="aside" to={treeView({ of: run.id })}>
          open the tree
        </Link>
      </div>
      {error && <Failure error={error} retry={reload} />}
      {!data && !error && <Loading what="the lineage" />}
      {data && <Tree nodes={shown} focus={run.id} />}
    </section>
  )
}

function Tree({ nodes, focus }: { nodes: readonly LineageNode[]; focus: string }) {
  const [attach, width] = useWidth()
  const along = axisOf(nodes)
  const drawn = lanes(nodes, along)
  const moved = Math.max(...drawn.map(lane => lane.to), 0)
  // Where nothing has begun yet, the axis has no length of its own.
  const end = moved || 1
  const inner = Math.max(50, width - left - right)
  const x = (value: number): number => left + (value / end) * inner
  const y = (row: number): number => top + row * rowHeight + 24
  const height = top + drawn.length * rowHeight + axisHeight
  const bottom = height - axisHeight + 4
  return (
    <div ref={attach} class="tree">
      {width > 0 && (
        <svg width={width} height={height} role="group" aria-label={`Runs along ${clockName(along)}`}>
          {(moved > 0 ? ticks({ from: 0, to: end }, 'linear', inner / 84) : []).map(tick => (
            <g key={tick.at} class="tree-tick">
              <line x1={x(tick.at)} x2={x(tick.at)} y1={top} y2={bottom} />
              <text x={x(tick.at)} y={bottom + 14} text-anchor={x(tick.at) > width - 30 ? 'end' : 'middle'}>
                {tick.label}
              </text>
            </g>
          ))}
          <text class="tree-axis" x={left + inner / 2} y={height - 5} text-anchor="middle">
            {clockName(along)}
          </text>
          {drawn.map(lane => (
            <LaneLine key={lane.node.id} lane={lane} x={x} y={y} width={width} focused={lane.node.id === focus} />
          ))}
        </svg>
      )}
    </div>
  )
}

interface LaneProps {
  lane: Lane<LineageNode>
  x(value: number): number
  y(row: number): number
  width: number
  focused: boolean
}

function LaneLine({ lane, x, y, width, focused }: LaneProps) {
  const { node, row, from, to, parentRow } = lane
  const start = x(from)
  // A name that would run over the right edge ends there; a letter is about 7 px wide.
  const late = start + 30 + 7 * node.name.length > width
  return (
    <a
      href={format(runView(node.id))}
      class={`lane state-${node.state}${focused ? ' focused' : ''}`}
      aria-label={`${node.name}, ${node.state}`}
      aria-current={focused ? 'true' : undefined}
    >
      <title>{told(node)}</title>
      {parentRow !== undefined && (
        <path
          class="lane-fork"
          d={`M ${start} ${y(parentRow)} V ${y(row) - 6} Q ${start} ${y(row)} ${start + 6} ${y(row)}`}
        />
      )}
      <line
        class="lane-line"
        x1={start + (parentRow === undefined ? 0 : 6)}
        x2={Math.max(x(to), start + 6)}
        y1={y(row)}
        y2={y(row)}
      />
      <circle class="lane-end" cx={Math.max(x(to), start + 6)} cy={y(row)} r="3.5" />
      <text x={late ? width - right : start + 8} y={y(row) - 7} text-anchor={late ? 'end' : 'start'}>
        <tspan class="lane-sign">{sign(node.state)}</tspan> {node.name}
      </text>
    </a>
  )
}

/** What the pointer learns of a run without going there. */
function told({ name, state, parent, fromStep, step, tau, lastNll }: LineageNode): string {
  const lines = [
    name,
    `${state}, steps ${count(fromStep)} to ${count(step)}`,
    ...(quantity(tau) === undefined ? [] : [`τ = ${number(decode(tau))}`]),
    ...(lastNll === undefined ? [] : [`last nll ${number(decode(lastNll), 5)}`]),
    ...(parent === undefined ? [] : [`branched at step ${count(parent.step)}`]),
  ]
  return lines.join('\n')
}
