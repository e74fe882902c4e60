/** Where the runs of a lineage, or of several, stand in a drawing: one row a run, time along the axis. */
import type { LineageNode } from '../api/types'
import { decode, quantity } from './series'

/** What of a run decides its place. */
export interface Stem {
  id: string
  parent: string | undefined
  /** The run's own part of the axis. */
  from: number
  to: number
  /** Decides between branches that begin at the same place, and between roots: must not change during a run's life. */
  order: string
}

export interface Lane<N> {
  node: N
  row: number
  depth: number
  /** Not before the parent's own, whatever the clocks of two machines say. */
  from: number
  to: number
  /** How far the row's line must go to meet the last branch: `to`, or beyond. */
  reach: number
  /** The row it branches from; undefined for the root, and for a branch whose parent is not (yet) known. */
  parentRow: number | undefined
  /** How many branches it has of its own, drawn or not. */
  branches: number
  /** Place among the branches of the same parent (or the roots), from 1, and how many these are. */
  place: number
  of: number
  /** All that descends from it and is not drawn, because it is folded. */
  hidden: readonly N[]
  /** How far these go. */
  hiddenTo: number
}

/**
 * A parent stands above its branches, the latest branch next to it: so the connectors, which fall from the branch point to
 * the branch's row, cross no other line. Runs that come later move the others, but never change their order.
 *
 * @param folded whether what descends from a run of this depth (0 for roots) is left out
 */
export function layout<N>(
  nodes: readonly N[],
  stem: (node: N) => Stem,
  folded: (node: N, depth: number) => boolean = () => false,
): Lane<N>[] {
  const all = nodes.map(node => ({ node, ...stem(node) }))
  const known = new Set(all.map(each => each.id))
  const roots: Member<N>[] = []
  const branches = new Map<string, Member<N>[]>()
  for (const each of all) {
    if (each.parent === undefined || !known.has(each.parent)) roots.push(each)
    else {
      const siblings = branches.get(each.parent)
      if (siblings) siblings.push(each)
      else branches.set(each.parent, [each])
    }
  }
  const lanes: Lane<N>[] = []
  const seen = new Set<string>()
  // No recursion: a chain of branches may be thousands long.
  const waiting = pending(roots.toSorted(byOrder), undefined, 0, -Infinity)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { member, parentRow, depth, earliest, place, of } = next
    // The same id twice, or a circle: which no log can make, and which must not hang a page.
    if (seen.has(member.id)) continue
    seen.add(member.id)
    const from = Math.max(earliest, member.from)
    const own = branches.get(member.id) ?? []
    const fold = own.length > 0 && folded(member.node, depth)
    const hidden = fold ? below(own, branches, seen) : []
    const lane: Lane<N> = {
      node: member.node,
      row: lanes.length,
      depth,
      from,
      to: Math.max(from, member.to),
      reach: Math.max(from, member.to),
      parentRow,
      branches: own.length,
      place,
      of,
      hidden: hidden.map(each => each.node),
      hiddenTo: hidden.reduce((to, each) => Math.max(to, each.to), from),
    }
    lanes.push(lane)
    const parent = parentRow === undefined ? undefined : lanes[parentRow]
    if (parent) parent.reach = Math.max(parent.reach, from)
    if (!fold) waiting.push(...pending(own.toSorted(latestFirst(from)), lane.row, depth + 1, from))
  }
  return lanes
}

/** The lineage of a run. `along` gives the axis; runs without tau are laid out by step as a whole. */
export function lanes(nodes: readonly LineageNode[], along: 'step' | 'tau'): Lane<LineageNode>[] {
  return layout(nodes, node => ({
    id: node.id,
    parent: node.parent?.run,
    from: start(node, along),
    to: end(node, along),
    order: '',
  }))
}

/** Proper time if every run of the lineage has one. */
export function axisOf(nodes: readonly LineageNode[]): 'step' | 'tau' {
  const timed = nodes.every(node => quantity(node.tau) !== undefined && quantity(node.fromTau) !== undefined)
  return timed && nodes.some(node => decode(node.tau) > 0) ? 'tau' : 'step'
}

type Member<N> = Stem & { node: N }

interface Waiting<N> {
  member: Member<N>
  parentRow: number | undefined
  depth: number
  earliest: number
  place: number
  of: number
}

/** The last of a stack comes first. */
function pending<N>(
  members: readonly Member<N>[],
  parentRow: number | undefined,
  depth: number,
  earliest: number,
): Waiting<N>[] {
  return members
    .map((member, i) => ({ member, parentRow, depth, earliest, place: i + 1, of: members.length }))
    .toReversed()
}

/** What begins at the same place, and by strange clocks before its parent, stands in its order. */
function latestFirst(earliest: number) {
  return (a: Stem, b: Stem): number => Math.max(earliest, b.from) - Math.max(earliest, a.from) || byOrder(a, b)
}

function byOrder(a: Stem, b: Stem): number {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0
}

function below<N>(
  own: readonly Member<N>[],
  branches: ReadonlyMap<string, Member<N>[]>,
  seen: Set<string>,
): Member<N>[] {
  const found: Member<N>[] = []
  const waiting = [...own]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.id)) continue
    seen.add(next.id)
    found.push(next)
    waiting.push(...(branches.get(next.id) ?? []))
  }
  return found
}

export interface Fork {
  /** Where it falls, on the axis. */
  at: number
  parentRow: number
  row: number
}

/**
 * The connectors that are seen in the rows `first` to `last`. Those that only pass through, from above to below, are
 * thinned to one a `width` of the axis: thousands of branches of one run would be one smear.
 */
export function forks<N>(all: readonly Lane<N>[], first: number, last: number, width: number): Fork[] {
  const seen: Fork[] = []
  const passing = new Map<number, Fork>()
  for (let row = Math.max(1, first); row < all.length; row++) {
    const { parentRow, from } = all[row]!
    if (parentRow === undefined || parentRow > last) continue
    const fork = { at: from, parentRow, row }
    if (row <= last) seen.push(fork)
    else {
      const place = Math.round(from / width)
      const known = passing.get(place)
      // Of those that fall at one place the longest is seen: it begins highest.
      if (!known || known.parentRow > parentRow) passing.set(place, fork)
    }
  }
  return [...seen, ...passing.values()]
}

/** What a key asks of a tree in which a row is in focus, as the pattern for trees has it. */
export type Walk = { row: number } | { fold: number } | { unfold: number }

/** @param page how many rows a page is */
export function walk<N>(all: readonly Lane<N>[], row: number, key: string, page: number): Walk | undefined {
  const lane = all[row]
  if (!lane) return undefined
  const to = (next: number): Walk => ({ row: Math.min(all.length - 1, Math.max(0, next)) })
  switch (key) {
    case 'ArrowDown':
      return to(row + 1)
    case 'ArrowUp':
      return to(row - 1)
    case 'PageDown':
      return to(row + page)
    case 'PageUp':
      return to(row - page)
    case 'Home':
      return to(0)
    case 'End':
      return to(all.length - 1)
    case 'ArrowRight':
      if (lane.hidden.length > 0) return { unfold: row }
      return lane.branches > 0 ? to(row + 1) : undefined
    case 'ArrowLeft':
      if (lane.branches > 0 && lane.hidden.length === 0) return { fold: row }
      return lane.parentRow === undefined ? undefined : to(lane.parentRow)
  }
  return undefined
}

function start(node: LineageNode, along: 'step' | 'tau'): number {
  return along === 'tau' ? decode(node.fromTau) : node.fromStep
}

function end(node: LineageNode, along: 'step' | 'tau'): number {
  return along === 'tau' ? decode(node.tau) : node.step
}
