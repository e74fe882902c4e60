import { render } from 'preact'
import 'uplot/dist/uPlot.min.css'
import './styles/index.css'
import { Root } from './views/root'

render(<Root />, document.getElementById('app')!)
