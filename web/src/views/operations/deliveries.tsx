import { moment } from '../../core/times'
import { useApi, useNow, useResource } from '../hooks'
import { Failure, RunLink, Name } from '../parts'

/** What the webhook was told, and what it is still to be told. */
export function Deliveries({ version }: { version: number }) {
  const api = useApi()
  const { data, error, reload } = useResource(`deliveries ${version}`, signal => api.deliveries(signal), useNow(5000))
  if (!data) return error ? <Failure error={error} retry={reload} /> : null
  if (data.length === 0) return null
  return (
    <section class="part" aria-label="Deliveries">
      <h2>Deliveries</h2>
      <div class="scroll" role="region" aria-label="Deliveries of the webhook" tabIndex={0}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">found</th>
              <th scope="col">event</th>
              <th scope="col">run</th>
              <th scope="col">state</th>
              <th scope="col" class="num">
                tries
              </th>
              <th scope="col">last result</th>
              <th scope="col">again at</th>
            </tr>
          </thead>
          <tbody>
            {data.map(each => (
              <tr key={each.number}>
                <td>{moment(each.foundAt)}</td>
                <td>{each.event}</td>
                <td>
                  <RunLink id={each.run} />
                </td>
                <td>{each.state}</td>
                <td class="num">{each.attempts}</td>
                <td>{each.lastResult === undefined ? '–' : <Name text={each.lastResult} />}</td>
                <td>{each.nextAt === undefined ? '–' : moment(each.nextAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
