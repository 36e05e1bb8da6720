import { join } from 'node:path'
import { look, lookAtFolder, unlessRefused } from '../../files'
import { FILES } from '../../layout/names'

/** What tells a run from another in its place (`folder`), and from what it was before somebody went on with it (`record`). */
export interface RunStamp {
  readonly folder: string
  readonly record: string
}

/** The stamp of the run in a folder. */
export function stampOf(dir: string): RunStamp {
  // Its time and its size change with every file that comes into it.
  const folder = lookAtFolder(dir)?.stamp.split(' ').at(-1) ?? ''
  return { folder, record: unlessRefused(() => look(join(dir, FILES.run))?.stamp) ?? '' }
}
