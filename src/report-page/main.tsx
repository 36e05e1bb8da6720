import { render } from 'preact'
import { App } from './app'
import { readData } from './data/read-data'

render(<App data={readData(document)} />, document.getElementById('page')!)
