import { join } from 'node:path'
import { readLooked } from '../../files'
import { FILES } from '../../layout/names'

/** A larger experiment.json is none of exman's. */
const MOST_BYTES = 2 ** 24

/** The text of the experiment.json in a folder; undefined when there is none. Throws FileError. */
export function experimentText(dir: string): string | undefined {
  return readLooked(join(dir, FILES.experiment), MOST_BYTES)?.text
}
