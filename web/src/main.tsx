import { render } from 'preact'
import { parse } from './core/address'
import './styles/index.css'
import { fetchPage } from './views/app'
import { Root } from './views/root'

/** A page that comes within this time, in ms, is drawn at once, and not after one that says that it is coming. */
const soon = 250

// Not awaited: the page's file needs this one, and would wait for its end.
void Promise.race([fetchPage(parse(location.hash)), new Promise(resolve => setTimeout(resolve, soon))]).then(() =>
  render(<Root />, document.getElementById('app')!),
)
