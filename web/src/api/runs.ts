/** The part of the API that the table of runs uses: lists by the search language, what completes it. */
import type { Question } from '../core/search/complete'
import type { RunQuery } from '../core/table/query'
import { nameList } from '../core/names'
import { parseCourses, type Course } from '../core/table/spark'
import type { Page } from './client'
import type { Http } from './http'
import type { Run } from './types'

/** How many names a completion offers of a kind. */
const offered = 12

interface Asked extends Partial<RunQuery> {
  root?: string
  limit: number
  after: string | undefined
}

export function table({ get, text }: Http) {
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
  }
}
