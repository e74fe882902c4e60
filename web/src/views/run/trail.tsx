import { useState } from 'preact/hooks'
import type { Run, TrailEvent } from '../../api/types'
import { moment } from '../../core/times'
import { asApiError, useApi, useResource } from '../hooks'
import { Empty, Failure, Loading } from '../parts'

/** What the log says about this run, in its order. */
export function Trail({ run, version }: { run: Run; version: number }) {
  const api = useApi()
  const first = useResource(run.id, signal => api.events(run.id, undefined, signal), version)
  const [more, setMore] = useState<{ items: TrailEvent[]; next?: string }>()
  const [failed, setFailed] = useState<string>()
  if (first.error) return <Failure error={first.error} retry={first.reload} />
  if (!first.data) return <Loading what="the events" />
  const events = unique([...first.data.items, ...(more?.items ?? [])])
  const next = more ? more.next : first.data.next
  if (events.length === 0) return <Empty>No events.</Empty>

  const readOn = async (): Promise<void> => {
    try {
      const page = await api.events(run.id, next)
      const items = [...(more?.items ?? []), ...page.items]
      setMore(page.next === undefined ? { items } : { items, next: page.next })
      setFailed(undefined)
    } catch (error) {
      setFailed(asApiError(error).message)
    }
  }

  return (
    <>
      <div class="scroll" role="region" aria-label="Events" tabIndex={0}>
        <table class="plain trail">
          <thead>
            <tr>
              <th scope="col">time</th>
              <th scope="col">event</th>
              <th scope="col">what</th>
              <th scope="col">by</th>
              <th scope="col" class="num" title="partition and offset in the log">
                position
              </th>
            </tr>
          </thead>
          <tbody>
            {events.map(event => (
              <tr key={`${event.position.partition}:${event.position.offset}`}>
                <td class="nowrap">{moment(event.time)}</td>
                <td class="nowrap">{event.type.replace(/^.*\./, '')}</td>
                <td>{event.summary}</td>
                <td>{event.source}</td>
                <td class="num nowrap">
                  {event.position.partition}:{event.position.offset}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {failed !== undefined && <p class="error">{failed}</p>}
      {next !== undefined && (
        <button type="button" onClick={() => void readOn()}>
          Show later events
        </button>
      )}
    </>
  )
}

/** The first page grows while a run goes on, so that it may reach into the next. */
function unique(events: readonly TrailEvent[]): TrailEvent[] {
  return [...new Map(events.map(event => [`${event.position.partition}:${event.position.offset}`, event])).values()]
}
