/** The tracker's HTTP API in the pages' words. Every call rejects with an ApiError that says what a person can do about it. */
import { nameList } from '../core/names'
import { comparing } from './compare'
import { families } from './family'
import { http, type Hearing, type Http } from './http'
import { keeping } from './keeping'
import { operations } from './operations'
import { oneRun } from './run'
import { table } from './runs'
import { views } from './views'
import type { BranchRequest, Clock, Run, Scale, TrailEvent, WireSeries } from './types'

export { ApiError } from './http'

export interface SeriesQuery {
  metrics: readonly string[]
  x: Clock
  scale: Scale
  /** How many points a series may have at most. */
  points: number
  from?: number | undefined
  to?: number | undefined
  /** The points of this attempt alone, superseded ones too. */
  attempt?: string | undefined
}

/** The tracker answered, or it took the request and is still applying it. */
export type Outcome = { run: Run } | { accepted: true }

export interface Page<T> {
  items: T[]
  next?: string
}

export type Api = ReturnType<typeof api>

export function api(hearing: Hearing = {}) {
  const to = http(hearing)
  return {
    ...runs(to),
    ...table(to),
    ...oneRun(to),
    ...keeping(to),
    ...comparing(to),
    ...families(to),
    ...operations(to),
    ...session(to),
    ...views(to),
  }
}

function runs({ get, post, text, url }: Http) {
  return {
    async runs(
      query: { after?: string | undefined; parent?: string; limit?: number },
      signal?: AbortSignal,
    ): Promise<Page<Run>> {
      // The table shows and searches parameters; the metrics' summaries, hundreds a run, are a run's page's.
      const answer = await get('/runs', { limit: 1000, params: '*', ...query }, signal)
      return page(answer.runs, answer.next)
    },

    run: (run: string, signal?: AbortSignal) => get('/runs/{run}', { run }, signal),
    attempts: (run: string, signal?: AbortSignal) => get('/runs/{run}/attempts', { run }, signal),
    checkpoints: (run: string, signal?: AbortSignal) => get('/runs/{run}/checkpoints', { run }, signal),
    lineage: (run: string, signal?: AbortSignal) => get('/runs/{run}/lineage', { run }, signal),
    spectra: (run: string, signal?: AbortSignal) => get('/runs/{run}/spectra', { run }, signal),

    async events(
      run: string,
      query: { recordings: boolean; after?: string | undefined },
      signal?: AbortSignal,
    ): Promise<Page<TrailEvent>> {
      const { events, next } = await get('/runs/{run}/events', { run, limit: 200, ...query }, signal)
      return page(events, next)
    },

    log: (run: string, tail: number, signal?: AbortSignal) => text('/runs/{run}/log', { run, tail }, signal),

    series: async (run: string, query: SeriesQuery, signal?: AbortSignal): Promise<WireSeries[]> =>
      (await get('/runs/{run}/series', { run, ...listed(query), clocks: false }, signal)).series,

    spectrum: (run: string, matrix: string, x: Clock, points: number, signal?: AbortSignal) =>
      get('/runs/{run}/spectra/{matrix}', { run, matrix, x, points }, signal),

    compare: (runs: readonly string[], query: Omit<SeriesQuery, 'attempt'>, signal?: AbortSignal) =>
      get('/compare', { runs: runs.join(','), ...listed(query), clocks: false }, signal),

    /** The branches that were created; none yet when the tracker is still applying the request. */
    branch: async (run: string, body: BranchRequest): Promise<Run[]> =>
      (await post('/runs/{run}/branches', { run }, body))?.runs ?? [],

    /** @param query without runs: of all of them, with these metrics alone, a list of names */
    streamUrl: (query: { runs?: readonly string[]; metrics?: string }): string =>
      url('/stream', { runs: query.runs?.join(','), metrics: query.metrics || undefined }),
  }
}

function session({ get, post, delete: remove, url }: Http) {
  const ask = () => get('/me', {})
  let asking: ReturnType<typeof ask> | undefined
  return {
    /** Many parts of a page want to know at once; they are answered together. */
    me: () => (asking ??= ask().finally(() => (asking = undefined))),
    info: (signal?: AbortSignal) => get('/info', {}, signal),

    /** @returns what the OpenID provider is called, if there is one */
    provider: async (signal?: AbortSignal): Promise<string | undefined> => (await get('/session', {}, signal)).oidc,

    /** Where a browser goes to sign in by the provider. */
    providerUrl: url('/session/oidc', {}),

    /** The token becomes a cookie that no script can read. */
    async signIn(token: string): Promise<void> {
      await post('/session', {}, { token })
    },

    async signOut(): Promise<void> {
      await remove('/session', {})
    },
  }
}

function page<T>(items: T[], next: string | undefined): Page<T> {
  return next === undefined ? { items } : { items, next }
}

function listed<Q extends { metrics: readonly string[]; points: number }>(query: Q) {
  return { ...query, metrics: nameList(query.metrics), points: String(query.points) }
}
