import { useState } from 'preact/hooks'
import type { NewToken as Asked, Person } from '../../api/operations'
import type { Me } from '../../api/types'
import { useApi, useDoing } from '../hooks'
import { Copy, Failure } from '../parts'
import { oneLine } from '../../core/text'

interface NewTokenProps {
  me: Me
  /** Whom a token may be made for besides oneself. */
  people: readonly Person[]
  made(): void
}

/** Makes a token and shows it the one time that it can be. */
export function NewToken({ me, people, made }: NewTokenProps) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const [fields, setFields] = useState({ name: '', days: '90', person: me.id ?? people[0]?.id ?? '' })
  const [secret, setSecret] = useState<string>()
  const field = (name: keyof typeof fields) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setFields(before => ({ ...before, [name]: value }))
  }
  const make = async (event: Event): Promise<void> => {
    event.preventDefault()
    const asked: Asked = { name: fields.name }
    if (fields.person !== me.id) asked.person = fields.person
    if (fields.days.trim() !== '') asked.expiresInDays = Number(fields.days)
    if (await run(async () => setSecret(await api.createToken(asked)))) {
      setFields(before => ({ ...before, name: '' }))
      made()
    }
  }
  if (fields.person === '') return <p class="note">Add a person first: a token is always somebody's.</p>
  return (
    <form class="part line" aria-label="Make a token" onSubmit={make}>
      <label>
        <span>What it is for</span>
        <input required placeholder="laptop" value={fields.name} onInput={field('name')} />
      </label>
      {people.length > 0 && (
        <label>
          <span>Whose</span>
          <select value={fields.person} onChange={field('person')}>
            {people.map(person => (
              <option key={person.id} value={person.id}>
                {oneLine(person.name)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>
          Days <small class="muted">empty: for ever</small>
        </span>
        <input type="number" min={1} max={3650} value={fields.days} onInput={field('days')} />
      </label>
      <button type="submit" class="primary" disabled={busy || fields.name.trim() === ''}>
        Make a token
      </button>
      {error && <Failure error={error} />}
      {secret !== undefined && (
        <div class="secret" role="status">
          <p>
            <strong>Copy it now:</strong> it is not kept and will not be shown again.
          </p>
          <p class="command">
            <code>{secret}</code>
            <Copy text={secret} label="Copy the token" />
            <button type="button" class="quiet" onClick={() => setSecret(undefined)}>
              Done
            </button>
          </p>
        </div>
      )}
    </form>
  )
}
