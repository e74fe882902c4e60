import { useState } from 'preact/hooks'
import type { Person, Token } from '../../api/operations'
import type { Me } from '../../api/types'
import { age, moment } from '../../core/times'
import { useApi, useDoing, useNow, useResource } from '../hooks'
import { Empty, Failure, Loading, Name } from '../parts'
import { NewToken } from './new-token'

/** One's own tokens; for admins everybody's. */
export function Tokens({ me }: { me: Me }) {
  const api = useApi()
  const admin = me.role === 'admin'
  const { data, error, reload } = useResource('tokens', signal => api.tokens(signal))
  const people = useResource<Person[]>(`people ${admin}`, signal => (admin ? api.people(signal) : Promise.resolve([])))
  return (
    <>
      {error && <Failure error={error} retry={reload} />}
      {!data && !error && <Loading what="the tokens" />}
      {data?.length === 0 && (
        <Empty>
          <p>No tokens yet. One lets a program or a browser in, as its person.</p>
        </Empty>
      )}
      {data && data.length > 0 && <Table tokens={data} changed={reload} />}
      {people.error && <Failure error={people.error} retry={people.reload} />}
      {people.data && (
        // Anew for other people: the choice begins with the first of them.
        <NewToken key={people.data.map(each => each.id).join()} me={me} people={people.data} made={reload} />
      )}
    </>
  )
}

function Table({ tokens, changed }: { tokens: readonly Token[]; changed(): void }) {
  const api = useApi()
  const now = useNow(10_000)
  const { busy, error, run } = useDoing()
  const [sure, setSure] = useState('')
  const revoke = async (token: Token): Promise<void> => {
    setSure('')
    await run(() => api.revokeToken(token.id))
    changed()
  }
  return (
    <>
      <div class="scroll" role="region" aria-label="Tokens" tabIndex={0}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">token</th>
              <th scope="col">whose</th>
              <th scope="col">made</th>
              <th scope="col">expires</th>
              <th scope="col">last used</th>
              <th scope="col">
                <span class="visually-hidden">actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map(token => (
              <tr key={token.id} data-token={token.name} class={usable(token, now) ? '' : 'superseded'}>
                <td>
                  <Name text={token.name} />
                </td>
                <td>
                  <Name text={token.personName} />
                </td>
                <td>{moment(token.createdAt)}</td>
                <td>{token.expiresAt === undefined ? 'never' : moment(token.expiresAt)}</td>
                <td title={token.lastUsedAt && moment(token.lastUsedAt)}>
                  {token.lastUsedAt === undefined ? 'never' : `${age(Date.parse(token.lastUsedAt), now)} ago`}
                </td>
                <td>
                  {token.revokedAt !== undefined ? (
                    <span title={moment(token.revokedAt)}>revoked</span>
                  ) : sure === token.id ? (
                    <button type="button" class="danger" disabled={busy} onClick={() => void revoke(token)}>
                      Revoke for good
                    </button>
                  ) : (
                    <button type="button" class="link danger" disabled={busy} onClick={() => setSure(token.id)}>
                      Revoke …
                    </button>
                  )}
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

function usable(token: Token, now: number): boolean {
  return token.revokedAt === undefined && (token.expiresAt === undefined || Date.parse(token.expiresAt) > now)
}
