import { useMemo, useState } from 'preact/hooks'
import { api } from '../api/client'
import { App } from './app'
import { Connection, ConnectionContext } from './connection'
import { ApiContext } from './hooks'
import { SignInPage } from './sign-in-page'
import { useAppliedTheme } from './theme'

/** The pages, or the way in where the tracker wants to know who asks. Signing in begins the page anew, at its address. */
export function Root() {
  useAppliedTheme()
  const [stranger, setStranger] = useState(false)
  const [tracker, connection] = useMemo(() => {
    const line = new Connection()
    const to = api({
      strange: () => setStranger(true),
      answered: () => line.answered(),
      unanswered: () => line.unanswered(),
    })
    line.ask = () => to.info()
    return [to, line]
  }, [])
  return (
    <ConnectionContext.Provider value={connection}>
      <ApiContext.Provider value={tracker}>
        {stranger ? <SignInPage signedIn={() => setStranger(false)} /> : <App />}
      </ApiContext.Provider>
    </ConnectionContext.Provider>
  )
}
