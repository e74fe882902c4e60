/** What the page that compares asks for besides series. */
import { nameList } from '../core/names'
import type { Http } from './http'
import type { Run } from './types'

export interface Found {
  runs: Run[]
  /** Whether the filter finds more than these. */
  more: boolean
}

export function comparing({ get }: Http) {
  return {
    /** The newest runs that the filter finds, archived ones too, with all parameters and the summaries of these metrics. */
    async found(filter: string, metrics: readonly string[], limit: number, signal?: AbortSignal): Promise<Found> {
      const named = metrics.length > 0 ? nameList(metrics) : undefined
      const { runs, next } = await get('/runs', { filter, params: '*', metrics: named, archived: 'yes', limit }, signal)
      return { runs, more: next !== undefined }
    },

    /** Names with this in them: metrics of any run, or paths of parameters. */
    async namesLike(of: 'metrics' | 'params', q: string, limit: number, signal?: AbortSignal): Promise<string[]> {
      return (await get(`/names/${of}`, { q, limit }, signal)).names
    },
  }
}
