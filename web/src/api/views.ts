/** Views of the pages that people saved by name. */
import type { Http } from './http'
import type { components } from './schema'

export type SavedView = components['schemas']['SavedView']
export type NewView = components['schemas']['NewView']

export function views({ get, post, put, delete: remove }: Http) {
  return {
    views: async (signal?: AbortSignal) => (await get('/views', {}, signal)).views,
    saveView: (view: NewView) => post('/views', {}, view),
    /** Refused if somebody else changed it since it was read. */
    changeView: ({ id, revision }: SavedView, view: NewView) => put('/views/{id}', { id }, view, { ifMatch: revision }),
    removeView: ({ id, revision }: SavedView) => remove('/views/{id}', { id }, { ifMatch: revision }),
  }
}
