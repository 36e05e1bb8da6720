/** What the thread of `saveCheckpoint` runs. */
import { serveThread } from '../files'
import { saveHere, type Save } from './save'

serveThread((save: Save) => saveHere(save))
