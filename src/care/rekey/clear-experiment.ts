import { join } from 'node:path'
import { createOnce, listEntries, readText, removeEmptyFolder, removeFile, sweepTemporary } from '../../files'
import { FILES } from '../../layout/names'
import { withExperimentLock } from '../../run/experiment-lock'
import { leaveAliases } from './carry-aliases'
import { isPlainFolder } from './places'
import type { RekeyMove } from './types'

/** What exman itself has put into the folder of an experiment, besides runs. */
const OWN: readonly string[] = [FILES.experiment, FILES.aliases, FILES.lock]

/**
 * Takes away the folder of an experiment that nothing is in any more but what exman has put there, and says whether it did. One with
 * a run, or with anything of the user's, stays as it is, but for the former names of the runs that went. Throws FileError.
 */
export function clearExperiment(root: string, experiment: string, gone: readonly RekeyMove[]): boolean {
  if (!isPlainFolder(root, experiment)) return true
  const dir = join(root, experiment)
  const path = join(dir, FILES.experiment)
  const text = withExperimentLock(dir, () => {
    sweepTemporary(dir)
    if (listEntries(dir).some(({ name, kind }) => kind !== 'file' || !OWN.includes(name))) {
      leaveAliases(root, experiment, gone)
      return undefined
    }
    const content = readText(path) ?? ''
    removeFile(join(dir, FILES.aliases))
    removeFile(path)
    return content
  })
  if (text === undefined) return false
  if (removeEmptyFolder(dir)) return true
  // A run has begun in it meanwhile.
  if (text !== '') createOnce(path, text)
  return false
}
