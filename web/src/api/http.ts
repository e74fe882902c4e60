/**
 * How the tracker is asked. Paths, their fields, bodies and answers are those of the OpenAPI text: a call that no longer fits it
 * does not compile.
 */
import type { paths } from './schema'
import type { Problem } from './types'

/** Rejections say what a person can do about them. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
}

const root = '/api/v1'

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete'
type Operation<P extends string, M extends Method> = `${typeof root}${P}` extends keyof paths
  ? paths[`${typeof root}${P}`][M]
  : never
/** The paths that take a method, without the API's own beginning. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown }
    ? P extends `${typeof root}${infer Rest}`
      ? Rest
      : never
    : never
}[keyof paths]

type Part<O, In extends 'path' | 'query'> = O extends { parameters: { [K in In]?: infer F } }
  ? [NonNullable<F>] extends [never]
    ? unknown
    : { [K in keyof F]: undefined extends F[K] ? F[K] | undefined : F[K] }
  : unknown
/** The fields of the path and of the query, in one object; undefined ones are not sent. */
type Fields<P extends string, M extends Method> = object &
  Part<Operation<P, M>, 'path'> &
  Part<Operation<P, M>, 'query'>

type Json<A> = A extends { content: { 'application/json': infer T } } ? T : undefined
type Success = 200 | 201 | 202 | 204
/** What comes back; undefined where the tracker may answer without a body. */
export type Answer<P extends string, M extends Method> =
  Operation<P, M> extends { responses: infer R } ? { [S in keyof R & Success]: Json<R[S]> }[keyof R & Success] : never
type Body<P extends string, M extends Method> =
  Operation<P, M> extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined

export interface Sending {
  /** The revision that was seen: somebody else's change since then is not written over. */
  ifMatch?: number
}

/** What calls are made of. Names in braces in a path, and all of its query, come from `fields`. */
export interface Http {
  get<P extends PathOf<'get'>>(path: P, fields: Fields<P, 'get'>, signal?: AbortSignal): Promise<Answer<P, 'get'>>
  post<P extends PathOf<'post'>>(
    path: P,
    fields: Fields<P, 'post'>,
    body: Body<P, 'post'>,
    how?: Sending,
  ): Promise<Answer<P, 'post'>>
  put<P extends PathOf<'put'>>(
    path: P,
    fields: Fields<P, 'put'>,
    body: Body<P, 'put'>,
    how?: Sending,
  ): Promise<Answer<P, 'put'>>
  patch<P extends PathOf<'patch'>>(
    path: P,
    fields: Fields<P, 'patch'>,
    body: Body<P, 'patch'>,
    how?: Sending,
  ): Promise<Answer<P, 'patch'>>
  delete<P extends PathOf<'delete'>>(path: P, fields: Fields<P, 'delete'>, how?: Sending): Promise<Answer<P, 'delete'>>
  text<P extends PathOf<'get'>>(
    path: P,
    fields: Fields<P, 'get'>,
    signal?: AbortSignal,
    type?: 'text/plain' | 'text/csv',
  ): Promise<string>
  /** For links and streams, which the browser asks for by itself. */
  url<P extends PathOf<'get'>>(path: P, fields: Fields<P, 'get'>): string
}

/** Whether trying again later is all that can be done. */
export function isUnanswered({ problem: { status } }: ApiError): boolean {
  return status === unanswered || (status >= 502 && status <= 504)
}

/** The status of what was never answered. */
const unanswered = 0

/** What this page itself found wrong, before or after the tracker was asked. */
export function failed(title: string, detail: string, status = 400): ApiError {
  return new ApiError({ type: 'about:blank', title, status, detail })
}

/** Who hears of what holds for every call. */
export interface Hearing {
  /** The tracker does not know who asks: the session has ended, or never began. */
  strange?(): void
  answered?(): void
  /** Nothing came back, or only a proxy's word that nothing came back. */
  unanswered?(): void
}

export function http(hearing: Hearing = {}): Http {
  const asked = async (url: string, init: RequestInit): Promise<Response> => {
    try {
      const answer = await answered(url, init)
      hearing.answered?.()
      return answer
    } catch (error) {
      if (error instanceof ApiError) {
        const { status } = error.problem
        if (isUnanswered(error)) hearing.unanswered?.()
        else hearing.answered?.()
        if (status === 401 && !url.startsWith(`${root}/session`)) hearing.strange?.()
      }
      throw error
    }
  }
  // The types hold at the calls; between them and the wire there are only words.
  const send = async (method: string, path: string, fields: object, body: unknown, how?: Sending): Promise<never> =>
    json(await asked(address(path, fields), sent(method, body, how))) as Promise<never>

  return {
    get: async (path, fields, signal) =>
      json(await asked(address(path, fields), reading('application/json', signal))) as Promise<never>,
    post: (path, fields, body, how) => send('POST', path, fields, body, how),
    put: (path, fields, body, how) => send('PUT', path, fields, body, how),
    patch: (path, fields, body, how) => send('PATCH', path, fields, body, how),
    delete: (path, fields, how) => send('DELETE', path, fields, undefined, how),
    text: async (path, fields, signal, type = 'text/plain') =>
      (await asked(address(path, fields), reading(type, signal))).text(),
    url: address,
  }
}

function reading(type: string, signal: AbortSignal | undefined): RequestInit {
  const headers = { Accept: `${type}, application/problem+json` }
  return signal ? { headers, signal } : { headers }
}

function sent(method: string, body: unknown, { ifMatch }: Sending = {}): RequestInit {
  const headers = new Headers({
    Accept: 'application/json, application/problem+json',
    // A click that is sent twice by a shaky connection happens once.
    'Idempotency-Key': uuid(),
  })
  if (ifMatch !== undefined) headers.set('If-Match', `"${ifMatch}"`)
  if (body === undefined) return { method, headers }
  headers.set('Content-Type', 'application/json')
  return { method, headers, body: JSON.stringify(body) }
}

async function answered(url: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw failed(
      'The tracker does not answer',
      'It may have been stopped, or the connection is down; this page tries again by itself.',
      unanswered,
    )
  }
  if (answer.ok) return answer
  throw new ApiError(await problemOf(answer))
}

async function problemOf(answer: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
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

async function json(answer: Response): Promise<unknown> {
  const text = await answer.text()
  return text === '' ? undefined : JSON.parse(text)
}

function address(path: string, fields: object): string {
  const left = new Map(Object.entries(fields))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(left.get(name)))
    left.delete(name)
    return value
  })
  const query = [...left].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  )
  return root + filled + (query.length > 0 ? `?${query.join('&')}` : '')
}

/** Version 4. `crypto.randomUUID` is missing where the page comes neither from this machine nor over https. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
