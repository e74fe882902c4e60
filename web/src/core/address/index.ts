/** The whole state of a page as its address and back, so that a link shows the same picture. A page's own part is in its file. */
import { formatAging, parseAging, type AgingView } from './aging'
import { formatCompare, parseCompare, type CompareView } from './compare'
import { decoded } from './fields'
import { formatOperations, parseOperations, type OperationsView } from './operations'
import { formatRun, parseRun, type RunView } from './run'
import { formatRuns, parseRuns, type RunsView } from './runs'
import { formatTree, parseTree, type TreeView } from './tree'

export * from './aging'
export * from './compare'
export * from './operations'
export * from './run'
export * from './runs'
export * from './tree'
export { clocks, type Axes } from './axes'

export interface UnknownView {
  page: 'unknown'
  address: string
}

export type View = RunsView | RunView | CompareView | AgingView | TreeView | OperationsView | UnknownView

/** @param hash with or without its leading # */
export function parse(hash: string): View {
  const address = hash.replace(/^#/, '')
  const [path = ''] = address.split('?', 1)
  const fields = new URLSearchParams(address.slice(path.length))
  switch (path) {
    case '':
    case '/':
    case '/runs':
      return parseRuns(fields)
    case '/compare':
      return parseCompare(fields)
    case '/aging':
      return parseAging(fields)
    case '/tree':
      return parseTree(fields)
    case '/operations':
      return parseOperations(fields)
  }
  const run = /^\/runs\/([^/]+)$/.exec(path)?.[1]
  return run === undefined ? { page: 'unknown', address } : parseRun(decoded(run), fields)
}

/** Which page shows a view: another run, or a comparison of others, is another page, and nothing of the last one lingers in it. */
export function pageOf(view: View): string {
  switch (view.page) {
    case 'run':
      return `run ${view.id}`
    case 'compare':
      return `compare ${view.runs.join()}`
    default:
      return view.page
  }
}

/** The address with its leading #; what equals the default is left out. */
export function format(view: View): string {
  return `#${formatted(view)}`
}

function formatted(view: View): string {
  switch (view.page) {
    case 'runs':
      return formatRuns(view)
    case 'run':
      return formatRun(view)
    case 'compare':
      return formatCompare(view)
    case 'aging':
      return formatAging(view)
    case 'tree':
      return formatTree(view)
    case 'operations':
      return formatOperations(view)
    case 'unknown':
      return view.address
  }
}
