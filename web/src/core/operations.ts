/** What the page of operations says about the projection and its jobs, in words. */
import type { Job, PartitionState, Projection } from '../api/operations'
import { count } from './numbers'
import { duration } from './times'

/** What an admin types to have the record passed over at which a partition is stopped. */
export function skipCommand(partition: number, offset: number, reason = 'why it may be lost'): string {
  return `hourglass tracker skip ${partition}:${offset} --reason ${quoted(reason)}`
}

/** One word for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A sign beside the word, so that colour is never the only difference. */
export function partitionSign(state: PartitionState): string {
  switch (state) {
    case 'running':
      return '●'
    case 'waiting':
      return '◐'
    case 'stopped':
      return '✕'
  }
}

/** The one sentence that is read first. */
export function verdict(projection: Projection): { text: string; level: 'good' | 'wait' | 'bad' } {
  const stopped = projection.partitions.filter(each => each.state === 'stopped')
  const lag = projection.partitions.reduce((sum, each) => sum + each.lag, 0)
  const behind = lag === 1 ? '1 event behind' : `${count(lag)} events behind`
  if (stopped.length > 0) {
    const which = stopped.map(each => each.partition).join(', ')
    const text = stopped.length === 1 ? `Partition ${which} is stopped` : `Partitions ${which} are stopped`
    return { text: `${text} and ${stopped.length === 1 ? 'needs' : 'need'} somebody to act; ${behind}.`, level: 'bad' }
  }
  const reason = projection.partitions.find(each => each.state === 'waiting')?.reason
  if (reason !== undefined) return { text: `Waiting: ${reason}`, level: 'wait' }
  if (projection.partitions.length === 0) return { text: 'Kafka has not shown the log yet.', level: 'wait' }
  return projection.caughtUp
    ? { text: 'The read model shows everything in the log.', level: 'good' }
    : { text: `Catching up: ${behind}.`, level: 'wait' }
}

/** How much of the log a job has read, from 0 to 1; none while it is not known. */
export function jobShare(job: Job): number | undefined {
  if (job.state === 'done') return 1
  return job.recordsTotal > 0 ? Math.min(1, job.recordsDone / job.recordsTotal) : undefined
}

/** What a job is about now, or what came of it. */
export function jobStatus(job: Job, nowMs: number): { text: string; level: 'good' | 'wait' | 'bad' } {
  switch (job.state) {
    case 'failed':
      return { text: job.error ?? 'It failed; the log of the tracker says why.', level: 'bad' }
    case 'running':
      return { text: running(job, nowMs), level: 'wait' }
    case 'done':
      return job.kind === 'rebuild'
        ? { text: `Rebuilt; ${job.readModel ?? 'the new read model'} is live.`, level: 'good' }
        : verified(job)
  }
}

function running(job: Job, nowMs: number): string {
  if (job.blobs) return `The records are read; checking blobs: ${count(job.blobs.checked)} read.`
  const read = `${count(job.recordsDone)} of ${count(job.recordsTotal)} records`
  if (job.expectedEndAt === undefined) return `${read}.`
  const left = Date.parse(job.expectedEndAt) - nowMs
  return `${read}; the records are done in about ${duration(Math.max(1000, left))}.`
}

function verified(job: Job): { text: string; level: 'good' | 'bad' } {
  const wrong = (job.blobs?.missing ?? 0) + (job.blobs?.damaged ?? 0)
  const model = job.equal
    ? 'The read model equals the log'
    : 'The read model differs from what the log gives; rebuild it'
  if (!job.blobs) return { text: `${model}.`, level: job.equal ? 'good' : 'bad' }
  const blobs =
    wrong === 0
      ? `all ${count(job.blobs.checked)} blobs of checkpoints are whole`
      : `${count(job.blobs.missing)} blobs of checkpoints are missing, ${count(job.blobs.damaged)} damaged`
  return { text: `${model}; ${blobs}.`, level: job.equal && wrong === 0 ? 'good' : 'bad' }
}
