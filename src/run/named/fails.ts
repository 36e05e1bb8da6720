import { basename, dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { FileError } from '../../errors'
import { readText, relocateFolder, replaceFile } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { parseYaml } from '../../params/yaml/read'
import { recordedError } from '../record'
import { withExperimentLock } from '../experiment-lock'
import type { Recorder } from '../recorder'
import { linkIndex, unlinkIndex } from './index-links'
import { moveMarks } from './marks'
import { partParams } from './params-file'

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
  // That it failed is not written yet, and is tried again at exit, in this folder.
  if (recorder.held !== undefined) return
  const run = basename(init.dir)
  const to = join(init.root, DIRS.fails, run)
  const attempt = (step: () => void) => isDone(recorder, step)
  if (!attempt(() => replaceFile(join(init.dir, FILES.traceback), `${textOf(error)}\n`)) || init.dir === to)
    return
  if (!attempt(() => relocateFolder(init.dir, to))) return
  init.dir = to
  attempt(() => unlinkIndex(init.root, run))
  attempt(() => moveMarks(init.root, run, to))
}

/** Does a step, and says whether it is done; what may not survive a power loss is. */
function isDone({ faults }: Recorder, step: () => void): boolean {
  try {
    step()
    return true
  } catch (problem) {
    if (!(problem instanceof FileError)) throw problem
    const text = `It could not be moved to fails/ in full. ${problem.message}`
    faults.warnOnce('EXMAN_WRITE_SKIPPED', problem.code, text)
    return problem.code === 'EXMAN_NOT_DURABLE'
  }
}

// What is thrown may be anything, also something that cannot be shown.
function textOf(error: unknown): string {
  try {
    return inspect(error)
  } catch {
    const { name, message } = recordedError(error)
    return `${name}: ${message}`
  }
}

/** Moves a run that failed back to where it was made, since it goes on; gives its folder. Throws FileError. */
export function takeFromFails(root: string, dir: string): string {
  if (dirname(dirname(dir)) !== root) return dir
  const run = basename(dir)
  let to = dir
  if (dirname(dir) === join(root, DIRS.fails)) {
    to = join(root, wasTemporary(dir) ? DIRS.tmp : DIRS.runs, run)
    // Who counts the runs meanwhile would find it in neither place.
    withExperimentLock(join(root, DIRS.exman), () => relocateFolder(dir, to))
  }
  // Also of one that stands there already: a process may have died between the move and these.
  if (dirname(to) === join(root, DIRS.runs)) linkIndex(root, run)
  moveMarks(root, run, to)
  return to
}

function wasTemporary(dir: string): boolean {
  const path = join(dir, FILES.namedParams)
  const node = parseYaml(readText(path) ?? '', path)
  const root = node.kind === 'map' ? partParams(node.entries, { isOurs: true }).facts.get('root') : undefined
  return root?.kind === 'scalar' && root.text.startsWith(`${DIRS.tmp}/`)
}
