import { useState } from 'preact/hooks'
import type { Partition, Projection } from '../../api/operations'
import { operationsView, type OperationsView } from '../../core/address'
import { count } from '../../core/numbers'
import { partitionSign, skipCommand, verdict } from '../../core/operations'
import { useApi, useNow, useResource, type Navigate } from '../hooks'
import { Copy, Failure, Link, Loading, Prose } from '../parts'
import { Jobs } from './jobs'
import { SkipDialog } from './skip-dialog'
import { Verdict } from './verdict'

/** Often enough to see it move. */
const EVERY_MS = 3000

interface PartProps {
  view: OperationsView
  navigate: Navigate
  admin: boolean
}

export function ProjectionPart({ view, navigate, admin }: PartProps) {
  const api = useApi()
  const { data, error, reload } = useResource('projection', signal => api.projection(signal), useNow(EVERY_MS))
  return (
    <>
      {error && <Failure error={error} retry={reload} />}
      {!data && !error && <Loading what="the projection" />}
      {data && <Standing projection={data} admin={admin} reload={reload} old={error !== undefined} />}
      <Jobs view={view} navigate={navigate} admin={admin} />
    </>
  )
}

interface StandingProps {
  projection: Projection
  admin: boolean
  reload(): void
  /** Whether it is what was read before the tracker fell silent. */
  old: boolean
}

function Standing({ projection, admin, reload, old }: StandingProps) {
  return (
    <div class={old ? 'old' : ''}>
      <Verdict {...verdict(projection)} />
      <dl class="facts figures">
        <Figure name="projected" value={projection.eventsProjected} title="records the read model has taken in" />
        <Figure name="in the log" value={projection.eventsInLog} title="records there are" />
        <div class="fact">
          <dt>dead letters</dt>
          <dd class={projection.deadLetters > 0 ? 'wait' : ''}>
            <Link to={operationsView('dead-letters')}>{count(projection.deadLetters)}</Link>
          </dd>
        </div>
        <Figure name="refused" value={projection.refusedEvents} title="events of attempts that were not current" />
        <Figure name="gaps" value={projection.gaps} title="sequence numbers that never came" />
        <div class="fact">
          <dt>read model</dt>
          <dd>
            <code>{projection.readModel}</code>
          </dd>
        </div>
      </dl>
      {projection.partitions.map(
        each =>
          each.state === 'stopped' && <Trouble key={each.partition} partition={each} admin={admin} done={reload} />,
      )}
      <div class="scroll" role="region" aria-label="Partitions" tabIndex={0}>
        <table class="plain partitions">
          <thead>
            <tr>
              <th scope="col">partition</th>
              <th scope="col">state</th>
              <th scope="col" class="num" title="records that are not projected yet">
                lag
              </th>
              <th scope="col" class="num" title="offset of the next record to project">
                next
              </th>
              <th scope="col" class="num" title="offset behind the last record">
                end
              </th>
              <th scope="col">
                <span class="visually-hidden">what it waits for</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {projection.partitions.map(each => (
              <PartitionRow key={each.partition} partition={each} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Figure({ name, value, title }: { name: string; value: number; title: string }) {
  return (
    <div class="fact" title={title}>
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  )
}

function PartitionRow({ partition }: { partition: Partition }) {
  return (
    <tr data-partition={partition.partition} data-state={partition.state}>
      <td>{partition.partition}</td>
      <td>
        <span class={`state partition-${partition.state}`}>
          <span class="state-sign" aria-hidden="true">
            {partitionSign(partition.state)}
          </span>
          {partition.state}
        </span>
      </td>
      <td class="num">{count(partition.lag)}</td>
      <td class="num">{count(partition.nextOffset)}</td>
      <td class="num">{count(partition.endOffset)}</td>
      <td class="muted">{partition.state === 'waiting' && partition.reason}</td>
    </tr>
  )
}

/** Why a partition is stopped, and the mend. */
function Trouble({ partition, admin, done }: { partition: Partition; admin: boolean; done(): void }) {
  const [asking, setAsking] = useState(false)
  const { partition: number, stoppedAt } = partition
  return (
    <>
      <section class="note failure" aria-label={`Partition ${number}`}>
        <strong>
          Partition {number} is stopped
          {stoppedAt !== undefined && ` at ${number}:${stoppedAt}`}
        </strong>
        {partition.reason !== undefined && <Prose text={partition.reason} />}
        {stoppedAt !== undefined && (
          <>
            <p>
              To mend the tracker loses nothing. To pass over the record is for good, in every rebuild too; an admin
              does it in a terminal:
            </p>
            <p class="command">
              <code>{skipCommand(number, stoppedAt)}</code>
              <Copy text={skipCommand(number, stoppedAt)} label="Copy the command" />
            </p>
            {admin && (
              <button type="button" class="danger" onClick={() => setAsking(true)}>
                Pass over {number}:{stoppedAt} …
              </button>
            )}
          </>
        )}
      </section>
      {asking && stoppedAt !== undefined && (
        <SkipDialog partition={number} offset={stoppedAt} close={() => setAsking(false)} done={done} />
      )}
    </>
  )
}
