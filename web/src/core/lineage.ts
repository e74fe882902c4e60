/** Which part of a tree of runs is shown beside one of them. */
import type { LineageNode } from '../api/types'

/**
 * The runs nearest to one of them, in their order: its ancestors first of all, then its branches, its siblings, and what is further
 * away, by the number of branchings between them. An ancestor of what is shown is shown, so that the drawing hangs together.
 *
 * @param most at least as many as there are ancestors are shown
 */
export function near(nodes: readonly LineageNode[], focus: string, most: number): LineageNode[] {
  if (nodes.length <= most) return [...nodes]
  const known = new Map(nodes.map(node => [node.id, node]))
  const branches = new Map<string, string[]>()
  for (const { id, parent } of nodes) {
    if (parent) branches.set(parent.run, [...(branches.get(parent.run) ?? []), id])
  }
  const shown = new Set<string>()
  // A run's ancestors come before the run itself: the way up first, then level by level down from each of them.
  const ancestors: string[] = []
  for (let at = known.get(focus); at && !ancestors.includes(at.id); at = at.parent && known.get(at.parent.run)) {
    ancestors.push(at.id)
  }
  for (const id of ancestors) shown.add(id)
  let level = ancestors.map((id, up) => ({ id, away: up }))
  while (level.length > 0 && shown.size < most) {
    const next: typeof level = []
    for (const { id, away } of level.toSorted((a, b) => a.away - b.away)) {
      for (const branch of branches.get(id) ?? []) {
        if (shown.has(branch) || shown.size >= most) continue
        shown.add(branch)
        next.push({ id: branch, away: away + 1 })
      }
    }
    level = next
  }
  return nodes.filter(node => shown.has(node.id))
}
