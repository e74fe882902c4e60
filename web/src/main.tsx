import { render } from 'preact'
import 'uplot/dist/uPlot.min.css'
import { api } from './api/client'
import './styles/index.css'
import { App } from './views/app'
import { ApiContext } from './views/hooks'

render(
  <ApiContext.Provider value={api()}>
    <App />
  </ApiContext.Provider>,
  document.getElementById('app')!,
)
