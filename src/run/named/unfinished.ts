import { join } from 'node:path'
import { ExmanError } from '../../errors'
import { listFolder } from '../../files'
import { folderNumber } from '../../layout/named-folder'
import { readRunRecord } from '../record'
import { runOnDisk, type RunOnDisk } from '../stored-runs'

const OVER = ['done', 'failed', 'diverged']

/**
 * The newest run in a folder of runs that has not come to its end and counts as the same: interrupted, lost, or in the hands
 * of a process. Only what could be it is read in full. One that cannot be read is left out, with a warning.
 */
export function newestUnfinished(folder: string, isSame: (run: RunOnDisk) => boolean): RunOnDisk | undefined {
  const names = listFolder(folder).filter((name) => folderNumber(name) !== undefined)
  names.sort((a, b) => folderNumber(b)! - folderNumber(a)!)
  for (const name of names) {
    const dir = join(folder, name)
    if (isOver(dir)) continue
    const run = runOnDisk(dir, { takeover: false })
    if (run === undefined || !isSame(run)) continue
    if (run.holder !== undefined || run.status === 'lost' || run.status === 'interrupted') return run
  }
  return undefined
}

function isOver(dir: string): boolean {
  try {
    const record = readRunRecord(dir)
    // Without a record it never came to be a run.
    return record === undefined || OVER.includes(record.status)
  } catch (error) {
    // Told when it is read in full.
    if (error instanceof ExmanError) return false
    throw error
  }
}
