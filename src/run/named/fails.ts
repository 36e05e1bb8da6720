import { basename, dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { FileError } from '../../errors'
import { readText, relocateFolder, replaceFile } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import type { Recorder } from '../recorder'
import { linkIndex, unlinkIndex } from './index-links'
import { moveMarks } from './marks'

/**
 * Moves a run that has failed to fails/, with traceback.txt: first what it says, then where it is, then the links to it,
 * so that a process that dies in between has lost nothing. What cannot be done is told as a warning, since the error itself
 * is on its way to the user.
 */
export async function moveToFails(recorder: Recorder, error: unknown): Promise<void> {
  const { init } = recorder
  // A run that a signal stopped has not failed, and can go on where it is.
  if (recorder.record.status !== 'failed') return
  await recorder.settled()
  const to = join(init.root, DIRS.fails, basename(init.dir))
  try {
    replaceFile(join(init.dir, FILES.traceback), `${inspect(error)}\n`)
    if (init.dir === to) return
    relocateFolder(init.dir, to)
    init.dir = to
    unlinkIndex(init.root, basename(to))
    moveMarks(init.root, basename(to), to)
  } catch (problem) {
    if (!(problem instanceof FileError)) throw problem
    recorder.faults.warnOnce(
      'EXMAN_WRITE_SKIPPED',
      problem.code,
      `It could not be moved to fails/ in full. ${problem.message}`,
    )
  }
}

/** Moves a run that failed back to where it was made, since it goes on; gives its folder. Throws FileError. */
export function takeFromFails(root: string, dir: string): string {
  if (dirname(dir) !== join(root, DIRS.fails)) return dir
  const run = basename(dir)
  const holder = wasTemporary(dir) ? DIRS.tmp : DIRS.runs
  const to = join(root, holder, run)
  relocateFolder(dir, to)
  if (holder === DIRS.runs) linkIndex(root, run)
  moveMarks(root, run, to)
  return to
}

function wasTemporary(dir: string): boolean {
  return /^root: "?tmp\//m.test(readText(join(dir, FILES.namedParams)) ?? '')
}
