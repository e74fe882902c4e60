import { render } from 'preact'

render(<h1>Hourglass</h1>, document.getElementById('app')!)
