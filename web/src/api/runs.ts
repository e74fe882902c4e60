/** The part of the API that the table of runs uses: lists by the search language, what completes it, and what people do with runs. */
import type { Act } from '../core/table/acting'
import type { Question } from '../core/search/complete'
import type { RunQuery } from '../core/table/query'
import { nameList } from '../core/names'
import { parseCourses, type Course } from '../core/table/spark'
import type { Outcome, Page } from './client'
import type { Http } from './http'
import type { Run } from './types'

/** How many names a completion offers of a kind. */
const offered = 12

interface Asked extends Partial<RunQuery> {
  root?: string
  limit: number
  after: string | undefined
}

export function table({ get, post, put, patch, delete: remove, text }: Http) {
  const page = async (fields: Asked, signal?: AbortSignal): Promise<Page<Run>> => {
    const { runs, next } = await get('/runs', fields, signal)
    return next === undefined ? { items: runs } : { items: runs, next }
  }
  return {
    find: (query: RunQuery, limit: number, after?: string, signal?: AbortSignal) =>
      page({ ...query, limit, after }, signal),

    async names(question: Question, signal?: AbortSignal): Promise<string[]> {
      const { q } = question
      const answer =
        question.ask === 'values'
          ? await get(`/values/${question.of}`, { name: question.name, q, limit: offered }, signal)
          : await get(`/names/${question.ask}`, { q, limit: offered }, signal)
      return answer.names
    },

    /** One answer for all the rows in sight; as CSV, which leaves out what the rows have already. */
    async courses(
      runs: readonly string[],
      metrics: readonly string[],
      points: number,
      signal?: AbortSignal,
    ): Promise<Map<string, Course>> {
      const fields = { runs: runs.join(','), metrics: nameList(metrics), points: String(points) }
      return parseCourses(await text('/compare', fields, signal, 'text/csv'))
    },

    /** A run and all that descends from it, but for what was purged. */
    async descent(root: string, signal?: AbortSignal): Promise<Run[]> {
      const found: Run[] = []
      let after: string | undefined
      do {
        const { items, next } = await page({ root, archived: 'yes', trashed: 'yes', limit: 1000, after }, signal)
        found.push(...items)
        after = next
      } while (after !== undefined)
      return found
    },

    async put(run: string, act: Act): Promise<Outcome> {
      const answer = await post(`/runs/{run}/${act}`, { run }, undefined)
      return answer === undefined ? { accepted: true } : { run: answer }
    },

    /** @param revision that was seen, so that somebody else's name is not written over */
    rename: (run: string, name: string, revision: number) =>
      patch('/runs/{run}', { run }, { name }, { ifMatch: revision }),

    tag: (run: string, key: string, value: string) => put('/runs/{run}/tags/{key}', { run, key }, { value }),
    untag: (run: string, key: string) => remove('/runs/{run}/tags/{key}', { run, key }),

    notes: (run: string, limit: number, signal?: AbortSignal) => get('/runs/{run}/notes', { run, limit }, signal),
    writeNote: (run: string, words: string) => post('/runs/{run}/notes', { run }, { text: words }),
    async removeNote(run: string, note: string): Promise<void> {
      await remove('/runs/{run}/notes/{note}', { run, note })
    },
  }
}
