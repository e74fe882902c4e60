/** What the page that compares asks for besides series. */
import { nameList } from '../core/names'
import { idIn } from '../core/quantities'
import type { Http } from './http'
import type { Run } from './types'

export interface Found {
  runs: Run[]
  /** Whether the filter finds more than these. */
  more: boolean
}

export function comparing({ get }: Http) {
  return {
    /** The newest runs that the filter finds in the usual list. */
    async found(filter: string, limit: number, signal?: AbortSignal): Promise<Found> {
      const { runs, next } = await get('/runs', { filter, limit }, signal)
      return { runs, more: next !== undefined }
    },

    /** These runs, archived ones too, with all parameters and the summaries of these metrics. */
    async described(ids: readonly string[], metrics: readonly string[], signal?: AbortSignal): Promise<Run[]> {
      const named = metrics.length > 0 ? nameList(metrics) : undefined
      const asked = { filter: idIn(ids), params: '*', metrics: named, archived: 'yes' as const, limit: ids.length }
      return (await get('/runs', asked, signal)).runs
    },

    /** Names with this in them: metrics of any run, or paths of parameters. */
    async namesLike(of: 'metrics' | 'params', q: string, limit: number, signal?: AbortSignal): Promise<string[]> {
      return (await get(`/names/${of}`, { q, limit }, signal)).names
    },
  }
}
