import { useState } from 'preact/hooks'
import type { ApiError } from '../api/client'
import { asApiError, useApi, useResource, useTitle } from './hooks'
import { Failure } from './parts'

/** Where the tracker leads whom the provider did not let in. */
const REFUSED = 'refused'

/** Takes a personal token and has it made into a session, or leads to the provider that knows people. */
export function SignInPage({ signedIn }: { signedIn(): void }) {
  const api = useApi()
  const [token, setToken] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const provider = useResource('provider', signal => api.provider(signal))
  const refused = new URLSearchParams(location.search).get('sign-in') === REFUSED
  useTitle('Sign in')

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      await api.signIn(token)
      signedIn()
    } catch (reason) {
      setError(asApiError(reason))
      setBusy(false)
    }
  }

  return (
    <main class="sign-in">
      <h1>
        <img src="/icon.svg" alt="" width="28" height="28" /> Hourglass
      </h1>
      {provider.data && (
        <p>
          <a class="button primary" href={api.providerUrl}>
            Sign in with {provider.data}
          </a>
        </p>
      )}
      {refused && <p role="alert">{provider.data ?? 'The provider'} did not let you in.</p>}
      <form onSubmit={submit}>
        <label htmlFor="token">Your token</label>
        <input
          id="token"
          type="password"
          autocomplete="current-password"
          required
          value={token}
          onInput={event => setToken(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={busy || token.trim() === ''}>
          Sign in
        </button>
      </form>
      {error && <Failure error={error} />}
      <p class="muted">
        An admin makes you one with <code>hourglass token create</code>. It begins with <code>hg_</code>.
      </p>
    </main>
  )
}
