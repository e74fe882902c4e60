/** A tree as a figure for a paper, and as a table. */
import type { BranchPoint, Run, RunState } from '../api/types'
import { table } from '../figure/csv'
import { escaped, foreign, round, set } from '../figure/text'
import type { TreeClock } from './address'
import { endMark } from './end-mark'
import { decode, type Range } from './series'
import { runStates } from './states'
import { ticks, timeUnit } from './ticks'
import type { Lane } from './tree'

/** What is drawn of a run; a lineage tells less of it than a list. */
type Drawn = Pick<Run, 'id' | 'name' | 'state' | 'step' | 'tau'> &
  Partial<Pick<Run, 'experiment' | 'createdAt'>> & { parent?: Pick<BranchPoint, 'run' | 'step' | 'tau'> }

export interface TreePicture {
  name: string
  lanes: readonly Lane<Drawn>[]
  along: TreeClock
  range: Range
}

/** Two columns of a journal, in points. */
const width = 504
const names = 170
const row = 12
const top = 8
const foot = 40
const size = 7

const colours: Record<RunState, string> = {
  queued: '#5e6671',
  running: '#1f5a94',
  pausing: '#1f5a94',
  cancelling: '#1f5a94',
  paused: '#8a6100',
  lost: '#8a6100',
  completed: '#1f7a4d',
  failed: '#b3263a',
  cancelled: '#5e6671',
}

export function treeSvg({ name, lanes, along, range }: TreePicture): string {
  const plot = width - names - 16
  const x = (value: number): number =>
    names + Math.min(plot + 8, Math.max(0, ((value - range.from) / (range.to - range.from)) * plot))
  const y = (at: number): number => top + at * row + row / 2
  const floor = top + lanes.length * row + 4
  const height = floor + foot
  const unit = along === 'wall' ? timeUnit(range.to - range.from) : { name: '', ms: 1 }
  const marks = ticks({ from: range.from / unit.ms, to: range.to / unit.ms }, 'linear', 6).map(({ at, label }) => {
    const place = round(x(at * unit.ms))
    return `<path d="M${place} ${floor}v3" stroke="#000"/><text x="${place}" y="${floor + 11}" text-anchor="middle">${set(label, size)}</text>`
  })
  const forks = lanes.flatMap(lane =>
    lane.parentRow === undefined ? [] : [`M${round(x(lane.from))} ${y(lane.parentRow)}V${y(lane.row) - 3}q0 3 3 3`],
  )
  const states = runStates.filter(state => lanes.some(lane => lane.node.state === state))
  const label = { step: 'step', tau: 'τ, proper time', wall: `wall time since the first run (${unit.name})` }[along]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${height}pt" viewBox="0 0 ${width} ${height}" font-family='Helvetica, Arial, "Liberation Sans", sans-serif' font-size="${size}" fill="#000">`,
    `<title>${foreign(name)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<path d="${forks.join('')}" fill="none" stroke="#888" stroke-width="0.6"/>`,
    ...lanes.map(lane => rowOf(lane, x, y(lane.row))),
    `<path d="M${names} ${floor}h${plot}" stroke="#000" stroke-width="0.7"/>`,
    ...marks,
    `<text x="${names + plot / 2}" y="${floor + 22}" text-anchor="middle" font-size="8">${set(label, 8)}</text>`,
    ...states.map((state, i) => {
      const left = 8 + i * 58
      return `${ending(state, left, floor + 33)}<text x="${left + 7}" y="${floor + 35.5}">${state}</text>`
    }),
    '</svg>\n',
  ].join('\n')
}

function rowOf({ node, depth, from, to, parentRow, hidden }: Lane<Drawn>, x: (v: number) => number, y: number): string {
  const start = round(x(from) + (parentRow === undefined ? 0 : 3))
  const end = Math.max(start + 1, round(x(to)))
  const more = hidden.length > 0 ? ` +${hidden.length}` : ''
  return [
    `<text x="${4 + Math.min(8, depth) * 7}" y="${y + 2.5}">${foreign(node.name)}${escaped(more)}</text>`,
    `<path d="M${start} ${y}H${end}" stroke="${colours[node.state]}" stroke-width="1.6"/>`,
    ending(node.state, end, y),
  ].join('')
}

function ending(state: RunState, x: number, y: number): string {
  const { d, style } = endMark(state)
  const fill = style === 'full' ? colours[state] : style === 'hollow' ? '#fff' : 'none'
  return `<path transform="translate(${x} ${y}) scale(0.55)" d="${d}" fill="${fill}" stroke="${colours[state]}" stroke-width="2"/>`
}

/** A row a run that is drawn, in the order of the drawing. */
export function treeCsv({ lanes }: TreePicture): string {
  return table(
    [
      'run',
      'name',
      'experiment',
      'state',
      'level',
      'parent',
      'from step',
      'from tau',
      'step',
      'tau',
      'created',
      'folded',
    ],
    lanes.map(({ node, depth, hidden }) => [
      node.id,
      node.name,
      node.experiment ?? '',
      node.state,
      depth,
      node.parent?.run ?? '',
      node.parent?.step ?? '',
      written(decode(node.parent?.tau)),
      node.step,
      written(decode(node.tau)),
      node.createdAt ?? '',
      hidden.length,
    ]),
  )
}

function written(value: number): number | '' {
  return Number.isFinite(value) ? value : ''
}
