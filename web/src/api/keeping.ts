/** The part of the API by which people keep runs in order: acts, names, tags, notes. */
import type { Action } from '../core/states'
import type { Act } from '../core/table/acting'
import type { Outcome } from './client'
import type { Http } from './http'
import type { components } from './schema'
import type { Run } from './types'

export type RunNote = components['schemas']['Note']

export function keeping({ get, post, put, patch, delete: remove }: Http) {
  return {
    async act(run: string, act: Act | Action): Promise<Outcome> {
      const answer = await post(`/runs/{run}/${act}`, { run }, undefined)
      return answer === undefined ? { accepted: true } : { run: answer }
    },

    // Each of these answers the run as it is then; nothing when the tracker is still applying it.

    /** Fails with 412 if somebody changed the run since it was read. */
    rename: ({ id, revision }: Pick<Run, 'id' | 'revision'>, name: string) =>
      patch('/runs/{run}', { run: id }, { name }, { ifMatch: revision }),
    tag: (run: string, key: string, value: string) => put('/runs/{run}/tags/{key}', { run, key }, { value }),
    untag: (run: string, key: string) => remove('/runs/{run}/tags/{key}', { run, key }),

    notes: (run: string, page: { limit?: number; after?: string | undefined }, signal?: AbortSignal) =>
      get('/runs/{run}/notes', { run, ...page }, signal),
    addNote: (run: string, text: string) => post('/runs/{run}/notes', { run }, { text }),
    async removeNote(run: string, note: string): Promise<void> {
      await remove('/runs/{run}/notes/{note}', { run, note })
    },
  }
}
