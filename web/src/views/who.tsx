import { useApi, useResource } from './hooks'

/** Who is signed in, and the way out; nothing where nobody signs in. */
export function Who() {
  const api = useApi()
  const me = useResource('me', signal => api.me(signal))
  if (!me.data?.signIn) return null
  const leave = async (): Promise<void> => {
    await api.signOut().catch(() => undefined)
    me.reload() // no longer known: the sign-in page takes over
  }
  return (
    <span class="who">
      <span class="who-name" title={`${me.data.name}, ${me.data.role}`}>
        {me.data.name}
      </span>
      <button type="button" class="link" onClick={leave}>
        Sign out
      </button>
    </span>
  )
}
