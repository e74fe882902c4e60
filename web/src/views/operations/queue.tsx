import { age, moment } from '../../core/times'
import { useApi, useNow, useResource } from '../hooks'
import { Failure, Loading, Name, RunLink } from '../parts'

/** The runs that wait for a worker, the longest waiting first. */
export function Queue() {
  const api = useApi()
  const now = useNow(3000)
  const { data, error, reload } = useResource('queue', signal => api.queue(signal), now)
  if (!data) return error ? <Failure error={error} retry={reload} /> : <Loading what="the queue" />
  return (
    <section class={error ? 'part old' : 'part'} aria-labelledby="queue">
      <h2 id="queue">Queue</h2>
      {error && <Failure error={error} retry={reload} />}
      {data.runs.length === 0 ? (
        <p class="note">No run waits for a worker.</p>
      ) : (
        <>
          <p class="note">{waiting(data.runs.length, data.next !== undefined)} for a worker, the longest first.</p>
          <div class="scroll" role="region" aria-label="Queued runs" tabIndex={0}>
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">run</th>
                  <th scope="col">experiment</th>
                  <th scope="col">by</th>
                  <th scope="col" class="num">
                    waits
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.runs.map(run => (
                  <tr key={run.id}>
                    <td>
                      <RunLink id={run.id} name={run.name} />
                    </td>
                    <td>
                      <Name text={run.experiment} />
                    </td>
                    <td>
                      <Name text={run.createdBy} />
                    </td>
                    <td class="num" title={moment(run.createdAt)}>
                      {age(Date.parse(run.createdAt), now)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

function waiting(runs: number, more: boolean): string {
  if (more) return `More than ${runs} runs wait`
  return runs === 1 ? 'One run waits' : `${runs} runs wait`
}
