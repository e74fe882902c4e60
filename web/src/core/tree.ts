/** Where the runs of a lineage stand in a drawing: one row a run, time along the axis. */
import type { LineageNode } from '../api/types'
import { decode, quantity } from './series'

export interface Lane {
  node: LineageNode
  row: number
  depth: number
  /** The run's own part of the axis. */
  from: number
  to: number
  /** The row it branches from; undefined for the root, and for a branch whose parent is not (yet) known. */
  parentRow: number | undefined
}

/**
 * A parent stands above its branches, the latest branch next to it: so the connectors, which fall from the branch point to
 * the branch's row, cross no other line. `along` gives the axis; runs without tau are laid out by step as a whole.
 */
export function lanes(nodes: readonly LineageNode[], along: 'step' | 'tau'): Lane[] {
  const known = new Map(nodes.map(node => [node.id, node]))
  const children = new Map<string | undefined, LineageNode[]>()
  for (const node of nodes) {
    const parent = node.parent && known.has(node.parent.run) ? node.parent.run : undefined
    children.set(parent, [...(children.get(parent) ?? []), node])
  }
  const placed: Lane[] = []
  const rows = new Map<string, number>()
  const place = (node: LineageNode, depth: number): void => {
    if (rows.has(node.id)) return
    rows.set(node.id, placed.length)
    const from = start(node, along)
    placed.push({
      node,
      row: placed.length,
      depth,
      from,
      to: Math.max(from, end(node, along)),
      parentRow: node.parent ? rows.get(node.parent.run) : undefined,
    })
    const branches = [...(children.get(node.id) ?? [])].toSorted(
      (a, b) => start(b, along) - start(a, along) || (a.name < b.name ? -1 : 1),
    )
    for (const branch of branches) place(branch, depth + 1)
  }
  for (const root of children.get(undefined) ?? []) place(root, 0)
  return placed
}

/** Proper time if every run of the lineage has one. */
export function axisOf(nodes: readonly LineageNode[]): 'step' | 'tau' {
  const timed = nodes.every(node => quantity(node.tau) !== undefined && quantity(node.fromTau) !== undefined)
  return timed && nodes.some(node => decode(node.tau) > 0) ? 'tau' : 'step'
}

function start(node: LineageNode, along: 'step' | 'tau'): number {
  return along === 'tau' ? decode(node.fromTau) : node.fromStep
}

function end(node: LineageNode, along: 'step' | 'tau'): number {
  return along === 'tau' ? decode(node.tau) : node.step
}
