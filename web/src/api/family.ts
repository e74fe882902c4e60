/** The part of the API that trees of runs are read by. */
import type { Http } from './http'
import type { Run } from './types'

/** Which runs belong together. */
export type Family = { root: string } | { parent: string } | { experiment: string }

/** As many as the tracker gives at once. */
const PAGE = 1000

export function families({ get }: Http) {
  return {
    /** In the order in which they were created. Archived runs too, for the tree hangs on them. */
    family: (family: Family, after: string | undefined, signal?: AbortSignal) =>
      get('/runs', { ...family, archived: 'yes', order: 'created', limit: PAGE, after }, signal),

    /** The newest branches of all runs. */
    async branches(signal?: AbortSignal): Promise<Run[]> {
      return (await get('/runs', { filter: 'lineage.parent is not null', limit: PAGE }, signal)).runs
    },

    /** @param ids a hundred at most */
    async named(ids: readonly string[], signal?: AbortSignal): Promise<Run[]> {
      if (ids.length === 0) return []
      const filter = `id in (${ids.map(id => `'${id}'`).join(', ')})`
      return (await get('/runs', { filter, archived: 'yes', limit: ids.length }, signal)).runs
    },

    experiments: (signal?: AbortSignal) => get('/experiments', {}, signal),
  }
}
