/** The part of the API that is about the tracker itself: its projection, its workers, who may come in, whom it tells. */
import type { Http } from './http'
import type { components } from './schema'

type Shapes = components['schemas']

export type Partition = Shapes['ProjectionPartition']
export type PartitionState = Partition['state']
export type Projection = Shapes['Projection']
export type DeadLetter = Shapes['DeadLetter']
export type DeadLetters = Shapes['DeadLetterPage']
export type DeadLetterContent = Shapes['DeadLetterContent']
export type Job = Shapes['ProjectionJob']
export type JobKind = Job['kind']
export type Worker = Shapes['Worker']
export type Role = Shapes['Role']
export const roles: readonly Role[] = ['none', 'viewer', 'editor', 'admin']
export type Person = Shapes['Person']
export type Token = Shapes['Token']
export type NewToken = Shapes['NewToken']
export type Webhook = Shapes['Webhook']
export type Delivery = Shapes['Delivery']

/** How many entries a list shows at a time. */
const PAGE = 100

export function operations({ get, post, put, delete: remove, url }: Http) {
  return {
    projection: (signal?: AbortSignal) => get('/projection', {}, signal),

    async skip(partition: number, offset: number, reason: string): Promise<void> {
      await post('/projection/skip', {}, { partition, offset, reason })
    },

    deadLetters: (after: string, signal?: AbortSignal) =>
      get('/dead-letters', { limit: PAGE, after: after === '' ? undefined : after }, signal),
    deadLetter: (position: string, signal?: AbortSignal) => get('/dead-letters/{position}', { position }, signal),
    deadLetterUrl: (position: string): string => url('/dead-letters/{position}/bytes', { position }),

    /** @returns the id to ask with */
    startJob: async (kind: JobKind): Promise<string> => (await post(`/projection/${kind}`, {}, undefined)).id,
    job: (id: string, signal?: AbortSignal) => get('/projection/jobs/{id}', { id }, signal),

    workers: (signal?: AbortSignal) => get('/workers', {}, signal),
    queue: (signal?: AbortSignal) => get('/runs', { state: 'queued', order: 'created', limit: PAGE }, signal),

    people: async (signal?: AbortSignal) => (await get('/people', {}, signal)).people,
    addPerson: (name: string, role: Role) => post('/people', {}, { name, role }),
    setRole: (person: string, role: Role) => put('/people/{person}/role', { person }, { role }),

    tokens: async (signal?: AbortSignal) => (await get('/tokens', {}, signal)).tokens,
    /** @returns the token itself, which is never shown again */
    createToken: async (token: NewToken): Promise<string> => (await post('/tokens', {}, token)).secret,
    async revokeToken(id: string): Promise<void> {
      await remove('/tokens/{id}', { id })
    },

    webhook: (signal?: AbortSignal) => get('/webhook', {}, signal),
    setWebhook: (to: string, secret: string) => put('/webhook', {}, { url: to, secret }),
    async removeWebhook(): Promise<void> {
      await remove('/webhook', {})
    },
    testWebhook: () => post('/webhook/test', {}, undefined),
    deliveries: async (signal?: AbortSignal) => (await get('/webhook/deliveries', { limit: PAGE }, signal)).deliveries,
  }
}
