/** How the tracker does: the projection, what it could not apply, who works, who may come in, whom it tells. */
import '../../styles/operations.css'
import type { Me } from '../../api/types'
import { operationsView, parts, type OperationsView, type Part } from '../../core/address'
import { useApi, useResource, useTitle, type Navigate } from '../hooks'
import { Failure, Loading, Page } from '../parts'
import { Tabs } from '../tabs'
import { DeadLetters } from './dead-letters'
import { People } from './people'
import { ProjectionPart } from './projection'
import { Queue } from './queue'
import { Tokens } from './tokens'
import { Webhook } from './webhook'
import { Workers } from './workers'

const words: Record<Part, string> = {
  projection: 'Projection',
  'dead-letters': 'Dead letters',
  workers: 'Workers and queue',
  people: 'People',
  tokens: 'Tokens',
  webhook: 'Webhook',
}

const forAdmins: readonly Part[] = ['people', 'webhook']

export function OperationsPage({ view, navigate }: { view: OperationsView; navigate: Navigate }) {
  useTitle(words[view.part])
  const api = useApi()
  const me = useResource('me', () => api.me())
  const shown = parts.filter(part => me.data?.role === 'admin' || !forAdmins.includes(part))
  return (
    <Page synthetic={false} class="page-operations">
      <h1>Operations</h1>
      {me.error && <Failure error={me.error} retry={me.reload} />}
      {!me.data && !me.error && <Loading what="who you are" />}
      {me.data && (
        <section class="panel">
          <Tabs
            label="Operations"
            tabs={shown.map(part => ({ value: part, text: words[part] }))}
            value={view.part}
            // The job goes on meanwhile, so it stays in the address.
            choose={part => navigate({ ...operationsView(part), job: view.job })}
          />
          <div role="tabpanel" id="tabpanel" aria-label={words[view.part]} class="tabpanel">
            {shown.includes(view.part) ? (
              <PartBody me={me.data} view={view} navigate={navigate} />
            ) : (
              <p class="note">This is for admins; you are {me.data.role}.</p>
            )}
          </div>
        </section>
      )}
    </Page>
  )
}

function PartBody({ me, view, navigate }: { me: Me; view: OperationsView; navigate: Navigate }) {
  switch (view.part) {
    case 'projection':
      return <ProjectionPart view={view} navigate={navigate} admin={me.role === 'admin'} />
    case 'dead-letters':
      return <DeadLetters view={view} navigate={navigate} />
    case 'workers':
      return (
        <>
          <Workers />
          <Queue />
        </>
      )
    case 'people':
      return <People me={me} />
    case 'tokens':
      return <Tokens me={me} />
    case 'webhook':
      return <Webhook />
  }
}
