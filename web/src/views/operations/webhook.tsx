import { useState } from 'preact/hooks'
import { moment } from '../../core/times'
import { useApi, useDoing, useResource } from '../hooks'
import { Empty, Failure, Loading } from '../parts'
import { Deliveries } from './deliveries'
import { Verdict } from './verdict'

/** Where the outside is told of runs that completed, failed or were lost. */
export function Webhook() {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const read = useResource('webhook', signal => api.webhook(signal))
  const [tested, setTested] = useState<{ delivered: boolean; result: string }>()
  const [sure, setSure] = useState(false)
  const [changes, setChanges] = useState(0)
  const none = read.error?.problem.status === 404
  const hook = none ? undefined : read.data
  const changed = (): void => {
    read.reload()
    setTested(undefined)
    setSure(false)
    setChanges(n => n + 1)
  }
  const remove = async (): Promise<void> => {
    if (await run(() => api.removeWebhook())) changed()
  }
  return (
    <>
      {read.error && !none && <Failure error={read.error} retry={read.reload} />}
      {!read.data && !read.error && <Loading what="the webhook" />}
      {none && (
        <Empty>
          <h2>No webhook</h2>
          <p>One is told of every run that completes, fails or is lost, signed with a secret that you choose.</p>
        </Empty>
      )}
      {hook && (
        <>
          <p>
            <code class="breakable">{hook.url}</code> <span class="muted">since {moment(hook.setAt)}</span>
          </p>
          <div class="buttons">
            <button
              type="button"
              disabled={busy}
              onClick={() => void run(async () => setTested(await api.testWebhook()))}
            >
              Send a test
            </button>
            {sure ? (
              <button type="button" class="danger" disabled={busy} onClick={() => void remove()}>
                Remove it for good
              </button>
            ) : (
              <button type="button" class="danger" disabled={busy} onClick={() => setSure(true)}>
                Remove …
              </button>
            )}
          </div>
          {tested && (
            <Verdict
              text={tested.delivered ? `Delivered: ${tested.result}.` : `Not delivered: ${tested.result}.`}
              level={tested.delivered ? 'good' : 'bad'}
            />
          )}
        </>
      )}
      {error && <Failure error={error} />}
      <SetWebhook changed={changed} replaces={hook !== undefined} />
      <Deliveries version={changes} />
    </>
  )
}

function SetWebhook({ changed, replaces }: { changed(): void; replaces: boolean }) {
  const api = useApi()
  const { busy, error, run } = useDoing()
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const set = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (await run(() => api.setWebhook(url.trim(), secret))) {
      setUrl('')
      setSecret('')
      changed()
    }
  }
  return (
    <form class="part line" aria-label="Set the webhook" onSubmit={set}>
      <label>
        <span>Address</span>
        <input
          type="url"
          required
          placeholder="https://…"
          value={url}
          onInput={event => setUrl(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>
          Secret <small class="muted">16 characters or more; never shown again</small>
        </span>
        <input
          type="password"
          autocomplete="new-password"
          required
          minLength={16}
          value={secret}
          onInput={event => setSecret(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={busy}>
        {replaces ? 'Replace the webhook' : 'Set the webhook'}
      </button>
      {error && <Failure error={error} />}
    </form>
  )
}
