import { useMemo, useState } from 'preact/hooks'
import { api } from '../api/client'
import { App } from './app'
import { ApiContext } from './hooks'
import { SignInPage } from './sign-in-page'

/** The pages, or the way in where the tracker wants to know who asks. Signing in begins the page anew, at its address. */
export function Root() {
  const [stranger, setStranger] = useState(false)
  const tracker = useMemo(() => api(() => setStranger(true)), [])
  return (
    <ApiContext.Provider value={tracker}>
      {stranger ? <SignInPage signedIn={() => setStranger(false)} /> : <App />}
    </ApiContext.Provider>
  )
}
