/** The part of the API that is about the tracker itself: its projection, its workers, who may come in, whom it tells. */
import type { Http } from './client'

export type PartitionState = 'running' | 'waiting' | 'stopped'

export interface Partition {
  partition: number
  nextOffset: number
  endOffset: number
  lag: number
  state: PartitionState
  reason?: string
  /** Offset of the record that stops it, if one does. */
  stoppedAt?: number
}

export interface Projection {
  readModel: string
  partitions: Partition[]
  eventsInLog: number
  eventsProjected: number
  deadLetters: number
  refusedEvents: number
  gaps: number
  caughtUp: boolean
}

export interface DeadLetter {
  partition: number
  offset: number
  time: string
  key?: string
  reason: string
  bytes: number
}

export interface DeadLetters {
  count: number
  deadLetters: DeadLetter[]
  next?: string
}

export interface DeadLetterContent {
  record: DeadLetter
  headers: { name: string; text?: string; base64?: string }[]
  /** The first 4096 bytes, in Base64. */
  head: string
  cut: boolean
}

export type JobKind = 'rebuild' | 'verify'

export interface Job {
  id: string
  kind: JobKind
  state: 'running' | 'done' | 'failed'
  recordsDone: number
  recordsTotal: number
  expectedEndAt?: string
  digestLive?: string
  digestRebuilt?: string
  equal?: boolean
  blobs?: { checked: number; missing: number; damaged: number; findings: string[] }
  error?: string
  readModel?: string
}

export interface Worker {
  name: string
  run?: string
  attempt?: string
  step?: number
  stepsPerSecond?: number
  cpuLoad: number
  memoryBytes: number
  heartbeatAt: string
}

export type Role = 'none' | 'viewer' | 'editor' | 'admin'
export const roles: readonly Role[] = ['none', 'viewer', 'editor', 'admin']

export interface Person {
  id: string
  name: string
  role: Role
  createdAt: string
}

export interface Token {
  id: string
  name: string
  person: string
  personName: string
  createdAt: string
  expiresAt?: string
  lastUsedAt?: string
  revokedAt?: string
}

export interface NewToken {
  name: string
  person?: string
  expiresInDays?: number
}

export interface Webhook {
  url: string
  setAt: string
}

export interface Delivery {
  number: number
  id: string
  run: string
  event: string
  state: string
  attempts: number
  foundAt: string
  nextAt?: string
  lastAt?: string
  lastResult?: string
}

/** How many entries a list shows at a time. */
const PAGE = 100

export function operations({ get, send, url }: Http) {
  const letter = (position: string): string => `/dead-letters/${encodeURIComponent(position)}`
  return {
    projection: (signal?: AbortSignal) => get<Projection>('/projection', signal),

    async skip(partition: number, offset: number, reason: string): Promise<void> {
      await send('POST', '/projection/skip', { partition, offset, reason })
    },

    deadLetters: (after: string, signal?: AbortSignal) =>
      get<DeadLetters>(
        `/dead-letters?limit=${PAGE}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
        signal,
      ),
    deadLetter: (position: string, signal?: AbortSignal) => get<DeadLetterContent>(letter(position), signal),
    deadLetterUrl: (position: string): string => url(`${letter(position)}/bytes`),

    /** @returns the id to ask with */
    async startJob(kind: JobKind): Promise<string> {
      return (await send<{ id: string }>('POST', `/projection/${kind}`, {})).id
    },
    job: (id: string, signal?: AbortSignal) => get<Job>(`/projection/jobs/${encodeURIComponent(id)}`, signal),

    workers: (signal?: AbortSignal) => get<Worker[]>('/workers', signal),

    people: async (signal?: AbortSignal) => (await get<{ people: Person[] }>('/people', signal)).people,
    addPerson: (name: string, role: Role) => send<Person>('POST', '/people', { name, role }),
    setRole: (id: string, role: Role) => send<Person>('PUT', `/people/${encodeURIComponent(id)}/role`, { role }),

    tokens: async (signal?: AbortSignal) => (await get<{ tokens: Token[] }>('/tokens', signal)).tokens,
    /** @returns the token itself, which is never shown again */
    async createToken(token: NewToken): Promise<string> {
      return (await send<{ secret: string }>('POST', '/tokens', token)).secret
    },
    async revokeToken(id: string): Promise<void> {
      await send('DELETE', `/tokens/${encodeURIComponent(id)}`)
    },

    webhook: (signal?: AbortSignal) => get<Webhook>('/webhook', signal),
    setWebhook: (to: string, secret: string) => send<Webhook>('PUT', '/webhook', { url: to, secret }),
    async removeWebhook(): Promise<void> {
      await send('DELETE', '/webhook')
    },
    testWebhook: () => send<{ delivered: boolean; result: string }>('POST', '/webhook/test', {}),
    deliveries: async (signal?: AbortSignal) =>
      (await get<{ deliveries: Delivery[] }>(`/webhook/deliveries?limit=${PAGE}`, signal)).deliveries,
  }
}
