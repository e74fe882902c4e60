import { useState } from 'preact/hooks'
import type { Run, TrailEvent } from '../../api/types'
import type { RunView } from '../../core/address'
import { moment } from '../../core/times'
import { asApiError, useApi, useResource } from '../hooks'
import { Choice, Empty, Failure, Lines, Loading } from '../parts'

interface TrailProps {
  run: Run
  view: RunView
  change(part: Partial<RunView>): void
  version: number
}

/** What the log says about this run, in its order. */
export function Trail({ run, view, change, version }: TrailProps) {
  return (
    <>
      <div class="choices trail-choice">
        <Choice
          label="show"
          options={[
            { value: 'acts', text: 'what was done' },
            { value: 'all', text: 'recordings too', title: 'points, spectra, distributions, curves and logs as well' },
          ]}
          value={view.events}
          choose={which => change({ events: which })}
        />
      </div>
      {/* Pages of one choice are not continued by those of another. */}
      <Pages key={`${run.id} ${view.events}`} run={run} recordings={view.events === 'all'} version={version} />
    </>
  )
}

function Pages({ run, recordings, version }: { run: Run; recordings: boolean; version: number }) {
  const api = useApi()
  const first = useResource(run.id, signal => api.events(run.id, { recordings }, signal), version)
  const [more, setMore] = useState<{ items: TrailEvent[]; next?: string }>()
  const [failed, setFailed] = useState<string>()
  if (first.error) return <Failure error={first.error} retry={first.reload} />
  if (!first.data) return <Loading what="the events" />
  const events = unique([...first.data.items, ...(more?.items ?? [])])
  const next = more ? more.next : first.data.next
  if (events.length === 0) return <Empty>No events.</Empty>

  const readOn = async (): Promise<void> => {
    try {
      const page = await api.events(run.id, { recordings, after: next })
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
              <th scope="col">by whom</th>
              <th scope="col" class="num" title="partition and offset in the log">
                position
              </th>
            </tr>
          </thead>
          <tbody>
            {events.map(event => (
              <tr
                key={`${event.position.partition}:${event.position.offset}`}
                class={event.refused ? 'trail-refused' : undefined}
                title={event.refused ? 'changed nothing: its attempt was not the one that counts' : undefined}
              >
                <td class="nowrap">{moment(event.time)}</td>
                <td class="nowrap">{event.type.replace(/^.*\./, '')}</td>
                <td class="trail-what">
                  <details>
                    <summary dir="auto">{event.summary}</summary>
                    <Lines label="What the event says">
                      {JSON.stringify({ ...event.data, attempt: event.attempt }, undefined, 2)}
                    </Lines>
                  </details>
                </td>
                <td>
                  <bdi>{doer(event)}</bdi>
                </td>
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

/** A person where one asked for it; otherwise the program that said it. */
function doer({ source, data }: TrailEvent): string {
  const by = data['by']
  return typeof by === 'string' && by !== '' ? by : source
}

/** The first page grows while a run goes on, so that it may reach into the next. */
function unique(events: readonly TrailEvent[]): TrailEvent[] {
  return [...new Map(events.map(event => [`${event.position.partition}:${event.position.offset}`, event])).values()]
}
