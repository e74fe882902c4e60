import { Fragment } from 'preact'
import type { DeadLetter } from '../../api/operations'
import type { OperationsView } from '../../core/address'
import { count } from '../../core/numbers'
import { moment, size } from '../../core/times'
import { useApi, useNow, useResource, type Navigate } from '../hooks'
import { Empty, Failure, Loading, Name, Prose } from '../parts'
import { DeadLetterContent } from './dead-letter-content'

const EVERY_MS = 10_000

/** The records that could not be applied, one of them open. */
export function DeadLetters({ view, navigate }: { view: OperationsView; navigate: Navigate }) {
  const api = useApi()
  const { data, error, stale, reload } = useResource(
    view.after,
    signal => api.deadLetters(view.after, signal),
    useNow(EVERY_MS),
  )
  if (!data) return error ? <Failure error={error} retry={reload} /> : <Loading what="the dead letters" />
  const change = (part: Partial<OperationsView>): void => navigate({ ...view, ...part })
  return (
    <div class={stale || error ? 'old' : ''}>
      {error && <Failure error={error} retry={reload} />}
      {data.count === 0 ? (
        <Empty>
          <h2>No dead letters</h2>
          <p>Every record of the log could be applied. One that cannot be comes here, with its position and reason.</p>
        </Empty>
      ) : (
        <p class="muted">
          {data.count === 1
            ? 'One record could not be applied. Its'
            : `${count(data.count)} records could not be applied. Their`}{' '}
          bytes stay in the log: once the tracker can read them, a rebuild applies them.
        </p>
      )}
      {data.deadLetters.length > 0 && <Table letters={data.deadLetters} view={view} change={change} />}
      <div class="buttons">
        {view.after !== '' && (
          <button type="button" onClick={() => change({ after: '', letter: '' })}>
            To the first
          </button>
        )}
        {data.next !== undefined && (
          <button type="button" onClick={() => change({ after: data.next!, letter: '' })}>
            Show later ones
          </button>
        )}
      </div>
    </div>
  )
}

interface TableProps {
  letters: readonly DeadLetter[]
  view: OperationsView
  change(part: Partial<OperationsView>): void
}

function Table({ letters, view, change }: TableProps) {
  return (
    <div class="scroll" role="region" aria-label="Dead letters" tabIndex={0}>
      <table class="plain letters">
        <thead>
          <tr>
            <th scope="col" title="partition and offset in the log">
              position
            </th>
            <th scope="col">time</th>
            <th scope="col">key</th>
            <th scope="col">reason</th>
            <th scope="col" class="num">
              size
            </th>
          </tr>
        </thead>
        <tbody>
          {letters.map(letter => {
            const position = `${letter.partition}:${letter.offset}`
            const open = position === view.letter
            return (
              <Fragment key={position}>
                <tr data-letter={position}>
                  <td>
                    <button
                      type="button"
                      class="link"
                      aria-expanded={open}
                      onClick={() => change({ letter: open ? '' : position })}
                    >
                      <span aria-hidden="true">{open ? '▾' : '▸'}</span> {position}
                    </button>
                  </td>
                  <td>{moment(letter.time)}</td>
                  <td class="key">
                    {letter.key === undefined ? <span class="muted">none</span> : <Name text={letter.key} />}
                  </td>
                  <td class="reason">
                    <Prose text={letter.reason} most={400} />
                  </td>
                  <td class="num">{size(letter.bytes)}</td>
                </tr>
                {open && (
                  <tr class="opened">
                    <td colSpan={5}>
                      <DeadLetterContent position={position} />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
