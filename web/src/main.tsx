import { render } from 'preact'
import { parse } from './core/address'
import './styles/index.css'
import { fetchPage } from './views/app'
import { Root } from './views/root'

fetchPage(parse(location.hash))
render(<Root />, document.getElementById('app')!)
