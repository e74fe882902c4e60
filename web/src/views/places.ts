import { agingView, allRuns, compareView, operationsView, treeView, type View } from '../core/address'

export interface Place {
  page: View['page']
  name: string
  /** The second key after g. */
  key: string
  to: View
}

/** The pages that the header leads to, and the keys g and one more, in their order. */
export const places: readonly Place[] = [
  { page: 'runs', name: 'Runs', key: 'r', to: allRuns },
  { page: 'compare', name: 'Compare', key: 'c', to: compareView([]) },
  { page: 'tree', name: 'Tree', key: 't', to: treeView({ of: '' }) },
  { page: 'aging', name: 'Aging', key: 'a', to: agingView({ of: '' }) },
  { page: 'operations', name: 'Operations', key: 'o', to: operationsView() },
]
