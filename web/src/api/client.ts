/** The tracker's HTTP API. Every call rejects with an ApiError that says what a person can do about it. */
import type { Action } from '../core/states'
import { operations } from './operations'
import type {
  Attempt,
  Checkpoint,
  Clock,
  Lineage,
  Me,
  Problem,
  Run,
  Scale,
  SpecValue,
  SpectrumInfo,
  TrailEvent,
  WireComparison,
  WireSeries,
  WireSpectra,
} from './types'

export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title)
  }
}

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

export interface BranchRequest {
  at: { step: number } | { tau: number } | { checkpoint: string } | { waitingTimes: true }
  set?: { [path: string]: SpecValue }
  seed?: number
  stopSteps?: number
  name?: string
}

/** The tracker answered, or it took the request and is still applying it. */
export type Outcome = { run: Run } | { accepted: true }

export interface Page<T> {
  items: T[]
  next?: string
}

export type Api = ReturnType<typeof api>

/** What calls are made of. Paths are below the API's own. */
export interface Http {
  get<T>(path: string, signal?: AbortSignal): Promise<T>
  /** The answer's JSON; undefined where there is none. */
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>
  url(path: string): string
}

/** @param strange called when the tracker does not know who asks: the session has ended, or never began */
export function api(base = '/api/v1', strange: () => void = () => {}) {
  const fetched = async (url: string, init: RequestInit): Promise<Response> => {
    try {
      return await answered(url, init)
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 401) strange()
      throw error
    }
  }
  const get = <T>(path: string, signal?: AbortSignal): Promise<T> => json<T>(fetched(base + path, request(signal)))
  const send = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> => {
    const answer = await fetched(base + path, sent(method, body))
    return answer.status === 204 ? (undefined as T) : json<T>(answer)
  }

  return {
    ...operations({ get, send, url: path => base + path }),

    async runs(
      query: { after?: string | undefined; parent?: string; limit?: number },
      signal?: AbortSignal,
    ): Promise<Page<Run>> {
      const { runs, next } = await get<{ runs: Run[]; next?: string }>(
        // The table shows and searches parameters; the metrics' summaries, hundreds a run, are a run's page's.
        `/runs${search({ limit: 1000, params: '*', ...query })}`,
        signal,
      )
      return next === undefined ? { items: runs } : { items: runs, next }
    },

    run: (id: string, signal?: AbortSignal) => get<Run>(`/runs/${segment(id)}`, signal),
    attempts: (id: string, signal?: AbortSignal) => get<Attempt[]>(`/runs/${segment(id)}/attempts`, signal),
    checkpoints: (id: string, signal?: AbortSignal) => get<Checkpoint[]>(`/runs/${segment(id)}/checkpoints`, signal),
    lineage: (id: string, signal?: AbortSignal) => get<Lineage>(`/runs/${segment(id)}/lineage`, signal),
    spectra: (id: string, signal?: AbortSignal) => get<SpectrumInfo[]>(`/runs/${segment(id)}/spectra`, signal),

    async events(id: string, after?: string, signal?: AbortSignal): Promise<Page<TrailEvent>> {
      const path = `/runs/${segment(id)}/events${search({ after, limit: 200 })}`
      const { events, next } = await get<{ events: TrailEvent[]; next?: string }>(path, signal)
      return next === undefined ? { items: events } : { items: events, next }
    },

    async log(id: string, tailBytes: number, signal?: AbortSignal): Promise<string> {
      const answer = await fetched(`${base}/runs/${segment(id)}/log${search({ tail: tailBytes })}`, {
        ...request(signal),
        headers: { Accept: 'text/plain, application/problem+json' },
      })
      return answer.text()
    },

    async series(id: string, query: SeriesQuery, signal?: AbortSignal): Promise<WireSeries[]> {
      const { series } = await get<{ series: WireSeries[] }>(
        `/runs/${segment(id)}/series${seriesSearch(query)}`,
        signal,
      )
      return series
    },

    spectrum: (id: string, matrix: string, x: Clock, points: number, signal?: AbortSignal) =>
      get<WireSpectra>(`/runs/${segment(id)}/spectra/${segment(matrix)}${search({ x, points })}`, signal),

    compare: (runs: readonly string[], query: SeriesQuery, signal?: AbortSignal) =>
      get<WireComparison>(`/compare${seriesSearch(query, runs)}`, signal),

    async act(id: string, action: Action): Promise<Outcome> {
      const answer = await fetched(`${base}/runs/${segment(id)}/${action}`, posted({}))
      return answer.status === 202 ? { accepted: true } : { run: await json<Run>(answer) }
    },

    /** The branches that were created; none yet when the tracker is still applying the request. */
    async branch(id: string, body: BranchRequest): Promise<Run[]> {
      const answer = await fetched(`${base}/runs/${segment(id)}/branches`, posted(body))
      return answer.status === 202 ? [] : (await json<{ runs: Run[] }>(answer)).runs
    },

    me: (signal?: AbortSignal) => get<Me>('/me', signal),

    /** @returns what the OpenID provider is called, if there is one */
    async provider(signal?: AbortSignal): Promise<string | undefined> {
      return (await json<{ oidc?: string }>(answered(`${base}/session`, request(signal)))).oidc
    },

    /** Where a browser goes to sign in by the provider. */
    providerUrl: `${base}/session/oidc`,

    /** The token becomes a cookie that no script can read. */
    async signIn(token: string): Promise<void> {
      await answered(`${base}/session`, posted({ token }))
    },

    async signOut(): Promise<void> {
      await answered(`${base}/session`, sent('DELETE'))
    },

    streamUrl: (query: { runs?: readonly string[]; metrics?: readonly string[] }): string =>
      `${base}/stream${search({ runs: query.runs?.join(','), metrics: query.metrics?.join(',') })}`,
  }
}

function request(signal: AbortSignal | undefined): RequestInit {
  const headers = { Accept: 'application/json, application/problem+json' }
  return signal ? { headers, signal } : { headers }
}

function posted(body: object): RequestInit {
  return sent('POST', body)
}

function sent(method: 'POST' | 'PUT' | 'DELETE', body?: object): RequestInit {
  const headers: { [name: string]: string } = {
    Accept: 'application/json, application/problem+json',
    // A click that is sent twice by a shaky connection happens once.
    'Idempotency-Key': uuid(),
  }
  if (body === undefined) return { method, headers }
  return { method, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

async function answered(url: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError({
      title: 'The tracker does not answer',
      status: 0,
      detail:
        'The tracker does not answer. It may have been stopped, or the connection is down; this page tries again by itself.',
    })
  }
  if (answer.ok) return answer
  throw new ApiError(await problemOf(answer))
}

async function problemOf(answer: Response): Promise<Problem> {
  const fallback: Problem = {
    title: answer.statusText || 'Error',
    status: answer.status,
    detail: `${answer.status} from ${new URL(answer.url).pathname}`,
  }
  try {
    const body: unknown = await answer.json()
    return isProblem(body) ? { ...body, status: answer.status } : fallback
  } catch {
    // Not JSON: a proxy's page, say.
    return fallback
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string'
}

async function json<T>(answer: Response | Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T
}

function seriesSearch(query: SeriesQuery, runs?: readonly string[]): string {
  return search({ ...query, runs: runs?.join(','), metrics: query.metrics.join(',') })
}

function search(fields: { [name: string]: string | number | undefined }): string {
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

function segment(value: string): string {
  return encodeURIComponent(value)
}

/** Version 4. `crypto.randomUUID` is missing where the page comes neither from this machine nor over https. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
