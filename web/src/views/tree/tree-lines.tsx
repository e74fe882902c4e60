import type { Checkpoint, Run } from '../../api/types'
import { format, runView, type TreeClock } from '../../core/address'
import { endMark } from '../../core/end-mark'
import { begun } from '../../core/family'
import { count } from '../../core/numbers'
import { decode, type Range } from '../../core/series'
import { forks, type Fork, type Lane } from '../../core/tree'
import { axisTicks } from './tree-axis'
import { rowHeight, type Scale } from './scale'
import type { CheckpointsOf } from './use-checkpoints'

interface LinesProps {
  lanes: readonly Lane<Run>[]
  first: number
  last: number
  left: number
  width: number
  scale: Scale
  range: Range
  along: TreeClock
  origin: number
  checkpoints: CheckpointsOf
  branch: ((run: Run, from: string) => void) | undefined
}

const middle = rowHeight / 2
const curve = 6

/** The rows in sight over time. The rows beside it say the same in words. */
export function TreeLines(props: LinesProps) {
  const { lanes, first, last, left, width, scale, range, along } = props
  const height = Math.max(0, last - first + 1) * rowHeight
  /** Far beyond the edges nothing is drawn: browsers lose precision there. */
  const x = (value: number): number => Math.min(width + 50, Math.max(-50, scale.x(value)))
  const y = (row: number): number => (row - first) * rowHeight + middle
  return (
    <svg
      class="tree-lines"
      aria-hidden="true"
      width={width}
      height={height}
      style={{ top: `${first * rowHeight}px`, left: `${left}px` }}
    >
      {axisTicks(range, along, width).map(({ at }) => (
        <line key={at} class="tree-grid" x1={scale.x(at)} x2={scale.x(at)} y1={0} y2={height} />
      ))}
      <path
        class="tree-forks"
        d={forkPath(forks(lanes, first, last, scale.perPixel), x, y, -rowHeight, height + rowHeight)}
      />
      {lanes.slice(first, last + 1).map(lane => (
        <LaneLine
          key={lane.node.id}
          lane={lane}
          x={x}
          y={y(lane.row)}
          along={along}
          origin={props.origin}
          checkpoints={props.checkpoints}
          branch={props.branch}
        />
      ))}
    </svg>
  )
}

function forkPath(
  all: readonly Fork[],
  x: (value: number) => number,
  y: (row: number) => number,
  top: number,
  bottom: number,
): string {
  let d = ''
  for (const { at, parentRow, row } of all) {
    const place = x(at).toFixed(1)
    const start = Math.max(top, y(parentRow))
    const end = y(row)
    d +=
      end > bottom ? `M${place} ${start}V${bottom}` : `M${place} ${start}V${end - curve}q0 ${curve} ${curve} ${curve}`
  }
  return d
}

interface LaneProps extends Pick<LinesProps, 'along' | 'origin' | 'checkpoints' | 'branch'> {
  lane: Lane<Run>
  x(value: number): number
  y: number
}

function LaneLine({ lane, x, y, along, origin, checkpoints, branch }: LaneProps) {
  const { node: run, from, to, reach } = lane
  const indent = lane.parentRow === undefined ? 0 : curve
  const start = x(from) + indent
  const ran = Math.max(start, Math.min(x(to), x(begun(run, along, origin) ?? from)))
  const end = Math.max(x(to), start + 2)
  const marks = along === 'wall' ? [] : places(checkpoints.get(run.id) ?? [], along, x)
  const form = endMark(run.state)
  // A checkpoint at the end must not hide how the run ended.
  const ending = marks.some(mark => Math.abs(mark.place - end) < 8) ? end + 10 : end
  return (
    <g class={`tree-lane state-${run.state}${run.archived ? ' archived' : ''}`}>
      {lane.hidden.length > 0 && (
        <rect class="tree-folded" x={start} y={y + 3} width={Math.max(2, x(lane.hiddenTo) - start)} height={6} rx="3" />
      )}
      {/* The row in words has the same link. */}
      <a href={format(runView(run.id))} tabindex={-1}>
        <title>{`${run.name}: ${run.state}`}</title>
        <line class="tree-hit" x1={start} x2={end} y1={y} y2={y} />
        {ran > start && <line class="tree-waited" x1={start} x2={ran} y1={y} y2={y} />}
        {x(reach) > end && <line class="tree-reach" x1={end} x2={x(reach)} y1={y} y2={y} />}
        <line class="tree-ran" x1={ran} x2={end} y1={y} y2={y} />
      </a>
      {marks.map(({ each, place }) => (
        <path
          key={[each.attempt, each.step, each.reason].join()}
          class={`tree-checkpoint${each.superseded ? ' superseded' : ''}${each.reason === 'waiting-time' ? ' waiting' : ''}`}
          d={`M${place} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`}
          data-step={each.step}
          onClick={each.superseded || !branch ? undefined : () => branch(run, each.sha256)}
        >
          <title>{`checkpoint at step ${count(each.step)}, ${each.reason}${told(each, branch !== undefined)}`}</title>
        </path>
      ))}
      <path class={`end ${form.style}`} d={form.d} transform={`translate(${ending} ${y})`} />
    </g>
  )
}

function told(checkpoint: Checkpoint, mayBranch: boolean): string {
  if (checkpoint.superseded) return ', superseded'
  return mayBranch ? ': branch from here' : ''
}

/** Where the checkpoints stand that can be seen. */
function places(
  checkpoints: readonly Checkpoint[],
  along: TreeClock,
  x: (value: number) => number,
): { each: Checkpoint; place: number }[] {
  return checkpoints
    .map(each => ({ each, place: x(along === 'tau' ? decode(each.tau) : each.step) }))
    .filter(({ place }) => place >= 0)
}
