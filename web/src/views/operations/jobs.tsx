import type { Job, JobKind } from '../../api/operations'
import type { OperationsView } from '../../core/address'
import { jobShare, jobStatus } from '../../core/operations'
import { useApi, useDoing, useNow, useResource, type Navigate } from '../hooks'
import { Copy, Failure, Loading } from '../parts'
import { Verdict } from './verdict'

interface JobsProps {
  view: OperationsView
  navigate: Navigate
  admin: boolean
}

/** Starts a rebuild or a verification, and follows the one in the address. */
export function Jobs({ view, navigate, admin }: JobsProps) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  if (!admin && view.job === '') return null
  const start = (kind: JobKind): void =>
    void run(async () => navigate({ ...view, job: await api.startJob(kind) }, 'replace'))
  return (
    <section class="part" aria-label="Rebuild and verify">
      <h2>Rebuild and verify</h2>
      <p class="muted">
        Verify builds a second read model from the log, compares, and reads the blobs of all checkpoints; it changes
        nothing. Rebuild switches to the new one.
      </p>
      {admin && (
        <div class="buttons">
          <button type="button" disabled={busy} onClick={() => start('verify')}>
            Verify
          </button>
          <button type="button" disabled={busy} onClick={() => start('rebuild')}>
            Rebuild
          </button>
        </div>
      )}
      {error && <Failure error={error} />}
      {view.job !== '' && (
        <Followed key={view.job} id={view.job} forget={() => navigate({ ...view, job: '' }, 'replace')} />
      )}
    </section>
  )
}

function Followed({ id, forget }: { id: string; forget(): void }) {
  const api = useApi()
  const now = useNow(1000)
  const read = useResource(id, signal => api.job(id, signal), now)
  if (read.error?.problem.status === 404) {
    return (
      <>
        <Failure error={read.error} />
        <button type="button" onClick={forget}>
          Do not show it again
        </button>
      </>
    )
  }
  if (!read.data) return read.error ? <Failure error={read.error} /> : <Loading what="the job" />
  return <JobCard job={read.data} now={now} />
}

function JobCard({ job, now }: { job: Job; now: number }) {
  const part = jobShare(job)
  return (
    <div class="job" data-kind={job.kind} data-state={job.state}>
      <h3>
        {job.kind} <span class="muted">{job.state}</span>
        <Copy text={job.id} shown={<code>{job.id.slice(-8)}</code>} label="Copy the job's id" />
      </h3>
      {job.state === 'running' && <progress class="running" max={1} {...(part === undefined ? {} : { value: part })} />}
      <Verdict {...jobStatus(job, now)} />
      {job.digestRebuilt !== undefined && (
        <dl class="facts small">
          {job.digestLive !== undefined && <Digest name="digest of the live one" text={job.digestLive} />}
          <Digest name="digest from the log" text={job.digestRebuilt} />
        </dl>
      )}
      {(job.blobs?.findings.length ?? 0) > 0 && (
        <ul class="findings" aria-label="Blobs that are not whole">
          {job.blobs!.findings.map(finding => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Digest({ name, text }: { name: string; text: string }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>
        <Copy text={text} shown={<code>{text.slice(0, 16)}</code>} label={`Copy the ${name}`} />
      </dd>
    </div>
  )
}
