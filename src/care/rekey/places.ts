import { dirname, join } from 'node:path'
import { lookAtFolder } from '../../files'
import { DIRS } from '../../layout/names'
import { parseRunId, runId, type RunPlace } from '../../layout/run-id'

/** The experiment of a run below its root: `exp-1-2`, or `debug/exp-1-2`. */
export function experimentOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'))
}

/** The name of a run's own folder. */
export function folderOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

/** The folder of the runs and experiments that stand beside each other: the root, or the debug tree in it. */
export function parentOf(root: string, { debug }: Pick<RunPlace, 'debug'>): string {
  return debug ? join(root, DIRS.debug) : root
}

/** Whether a path below the root leads to a plain folder, through plain folders alone: a link might lead out. */
export function isPlainFolder(root: string, path: string): boolean {
  if (lookAtFolder(join(root, path)) === undefined) return false
  return path.includes('/') ? isPlainFolder(root, dirname(path)) : true
}

/** An id as it is written below its root; undefined for any text that is none. */
export function placeOf(id: unknown): RunPlace | undefined {
  return typeof id === 'string' ? parseRunId(id) : undefined
}

/** The id of a run with this folder in an experiment. */
export function idIn(experiment: string, run: string): string {
  const debug = experiment.startsWith(`${DIRS.debug}/`)
  return runId({ debug, experiment: folderOf(experiment), run })
}
