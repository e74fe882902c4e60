import type { Me } from '../api/types'
import { useApi, type Resource } from './hooks'
import { Name } from './text'

/** Who is signed in, and the way out; nothing where nobody signs in. */
export function Who({ me }: { me: Resource<Me> }) {
  const api = useApi()
  if (!me.data?.signIn) return null
  const leave = async (): Promise<void> => {
    await api.signOut().catch(() => undefined)
    me.reload() // no longer known: the sign-in page takes over
  }
  return (
    <span class="who">
      <span class="who-name" title={`${me.data.name}, ${me.data.role}`}>
        <Name text={me.data.name} />
      </span>
      <button type="button" class="link" onClick={leave}>
        Sign out
      </button>
    </span>
  )
}
