import { useState } from 'preact/hooks'
import { roles, type Person, type Role } from '../../api/operations'
import type { Me } from '../../api/types'
import { moment } from '../../core/times'
import { useApi, useDoing, useResource } from '../hooks'
import { Copy, Empty, Failure, Loading, Name } from '../parts'
import { oneLine } from '../../core/text'

/** Who may come in and do what. */
export function People({ me }: { me: Me }) {
  const api = useApi()
  const { data, error, reload } = useResource('people', signal => api.people(signal))
  return (
    <>
      {!me.signIn && (
        <p class="banner">Nobody signs in to this tracker: it is open to this machine alone, and roles do not bind.</p>
      )}
      {error && <Failure error={error} retry={reload} />}
      {!data && !error && <Loading what="the people" />}
      {data?.length === 0 && (
        <Empty>
          <p>Nobody yet. Whom you add comes in with a token that you make them.</p>
        </Empty>
      )}
      {data && data.length > 0 && <Table people={data} changed={reload} />}
      <AddPerson added={reload} />
    </>
  )
}

function Table({ people, changed }: { people: readonly Person[]; changed(): void }) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const set = (person: Person, role: Role): void => {
    void run(() => api.setRole(person.id, role)).then(changed)
  }
  return (
    <>
      <div class="scroll" role="region" aria-label="People" tabIndex={0}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">name</th>
              <th scope="col">role</th>
              <th scope="col">since</th>
              <th scope="col">id</th>
            </tr>
          </thead>
          <tbody>
            {people.map(person => (
              <tr key={person.id} data-person={person.name}>
                <td>
                  <Name text={person.name} />
                </td>
                <td>
                  <select
                    aria-label={`Role of ${oneLine(person.name)}`}
                    disabled={busy}
                    value={person.role}
                    onChange={event => set(person, event.currentTarget.value as Role)}
                  >
                    <Roles />
                  </select>
                </td>
                <td>{moment(person.createdAt)}</td>
                <td>
                  <Copy
                    text={person.id}
                    shown={<code>{person.id.slice(-8)}</code>}
                    label={`Copy the id of ${oneLine(person.name)}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {error && <Failure error={error} />}
    </>
  )
}

function Roles() {
  return (
    <>
      {roles.map(role => (
        <option key={role} value={role}>
          {role === 'none' ? 'none (may do nothing)' : role}
        </option>
      ))}
    </>
  )
}

function AddPerson({ added }: { added(): void }) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (await run(() => api.addPerson(name, role))) {
      setName('')
      added()
    }
  }
  return (
    <form class="part line" aria-label="Add a person" onSubmit={add}>
      <label>
        <span>Name</span>
        <input required value={name} onInput={event => setName(event.currentTarget.value)} />
      </label>
      <label>
        <span>Role</span>
        <select value={role} onChange={event => setRole(event.currentTarget.value as Role)}>
          <Roles />
        </select>
      </label>
      <button type="submit" class="primary" disabled={busy || name.trim() === ''}>
        Add
      </button>
      {error && <Failure error={error} />}
    </form>
  )
}
