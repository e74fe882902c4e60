import { count, number } from '../../core/numbers'
import { age, moment, size } from '../../core/times'
import { useApi, useNow, useResource } from '../hooks'
import { Empty, Failure, Loading, RunLink, shortId, Lines, Name } from '../parts'
import { decode } from '../../core/series'

/** The workers that spoke within the last minute, and what they train, if anything. */
export function Workers() {
  const api = useApi()
  const now = useNow(3000)
  const { data, error, reload } = useResource('workers', signal => api.workers(signal), now)
  const training = [...new Set(data?.flatMap(worker => worker.run ?? []))].slice(0, 100)
  const named = useResource(training.toSorted().join(), signal => api.named(training, signal))
  if (!data) return error ? <Failure error={error} retry={reload} /> : <Loading what="the workers" />
  const nameOf = new Map(named.data?.map(run => [run.id, run.name]))
  return (
    <div class={error ? 'old' : ''}>
      {error && <Failure error={error} retry={reload} />}
      {data.length === 0 ? (
        <Empty>
          <h2>No worker is there</h2>
          <p>None has spoken within the last minute. One is started with:</p>
          <Lines label="Command">hourglass worker</Lines>
        </Empty>
      ) : (
        <div class="scroll" role="region" aria-label="Workers" tabIndex={0}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">worker</th>
                <th scope="col">run</th>
                <th scope="col">attempt</th>
                <th scope="col" class="num">
                  step
                </th>
                <th scope="col" class="num">
                  steps/s
                </th>
                <th scope="col" class="num" title="of its process, in cores">
                  cores
                </th>
                <th scope="col" class="num">
                  memory
                </th>
                <th scope="col" class="num">
                  seen
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map(worker => (
                <tr key={worker.name} data-worker={worker.name}>
                  <td>
                    <Name text={worker.name} />
                  </td>
                  <td>
                    {worker.run === undefined ? (
                      <span class="muted">waits for a run</span>
                    ) : (
                      <RunLink id={worker.run} name={nameOf.get(worker.run)} />
                    )}
                  </td>
                  <td>
                    {worker.attempt === undefined ? '–' : <code title={worker.attempt}>{shortId(worker.attempt)}</code>}
                  </td>
                  <td class="num">{worker.step === undefined ? '–' : count(worker.step)}</td>
                  <td class="num">
                    {worker.stepsPerSecond === undefined ? '–' : number(decode(worker.stepsPerSecond))}
                  </td>
                  <td class="num">{number(decode(worker.cpuLoad), 2)}</td>
                  <td class="num">{size(worker.memoryBytes)}</td>
                  <td class="num" title={moment(worker.heartbeatAt)}>
                    {age(Date.parse(worker.heartbeatAt), now)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
