import { describe, expect, test } from 'vitest'
import type { Job, Partition, Projection } from '../api/operations'
import { jobShare, jobStatus, skipCommand, verdict } from './operations'

const partition: Partition = { partition: 0, nextOffset: 9, endOffset: 9, lag: 0, state: 'running' }
const projection: Projection = {
  readModel: 'read_1',
  partitions: [partition, { ...partition, partition: 1 }],
  eventsInLog: 18,
  eventsProjected: 18,
  deadLetters: 0,
  refusedEvents: 0,
  gaps: 0,
  caughtUp: true,
}
const job: Job = { id: 'a', kind: 'verify', state: 'running', recordsDone: 50, recordsTotal: 200 }

test('a reason is one word for the shell, whatever it holds', () =>
  expect(skipCommand(2, 1734, "it's `odd` $HOME")).toBe(
    String.raw`hourglass tracker skip 2:1734 --reason 'it'\''s ` + "`odd` $HOME'",
  ))

describe('what is read first', () => {
  const of = (change: Partial<Partition>): Projection => ({
    ...projection,
    caughtUp: false,
    partitions: [partition, { ...partition, partition: 1, lag: 3, ...change }],
  })

  test('all is well', () => expect(verdict(projection).level).toBe('good'))
  test('behind', () => expect(verdict(of({}))).toEqual({ text: 'Catching up: 3 events behind.', level: 'wait' }))
  test('waiting says for what', () =>
    expect(verdict(of({ state: 'waiting', reason: 'Kafka does not answer' }))).toEqual({
      text: 'Waiting: Kafka does not answer',
      level: 'wait',
    }))
  test('stopped comes before all else', () =>
    expect(verdict({ ...of({ state: 'stopped', stoppedAt: 9 }) })).toEqual({
      text: 'Partition 1 is stopped and needs somebody to act; 3 events behind.',
      level: 'bad',
    }))
  test('a log that was not seen yet is not caught up with', () =>
    expect(verdict({ ...projection, partitions: [] }).level).toBe('wait'))
})

describe('a job', () => {
  test('tells when it will be done', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    const status = jobStatus({ ...job, expectedEndAt: '2026-01-01T00:02:00Z' }, now)
    expect(status.text).toBe('50 of 200 records; the records are done in about 2 min.')
    expect(jobShare(job)).toBe(0.25)
    expect(jobShare({ ...job, recordsTotal: 0 })).toBeUndefined()
  })

  test.each([
    [{ equal: true }, 'good'],
    [{ equal: false }, 'bad'],
    [{ equal: true, blobs: { checked: 4, missing: 0, damaged: 0, findings: [] } }, 'good'],
    [{ equal: true, blobs: { checked: 4, missing: 1, damaged: 0, findings: ['blob ...'] } }, 'bad'],
  ])('that has verified is judged by digests and blobs: %o', (result, level) =>
    expect(jobStatus({ ...job, state: 'done', ...result }, 0).level).toBe(level),
  )

  test('that failed says why', () =>
    expect(jobStatus({ ...job, state: 'failed', error: 'no room' }, 0)).toEqual({ text: 'no room', level: 'bad' }))
})
