import { join } from 'node:path'
import { checkpointDetails, type CheckpointDetails } from '../../catalog/details/checkpoint-details'
import { PartReader } from '../../catalog/details/part-reader'
import { parseCheckpointFolder } from '../../layout/checkpoint-folder'
import { DIRS } from '../../layout/names'
import type { Scores } from '../../run/scores'
import type { Notebook } from './notebook'

/** Checks the checkpoints of a run, and gives them, oldest first; undefined when they cannot be listed. */
export async function checkCheckpoints(
  notebook: Notebook,
  dir: string,
  { verify, scores }: { verify: boolean; scores: Scores | undefined },
): Promise<CheckpointDetails[] | undefined> {
  const reader = new PartReader(dir)
  const monitor = scores && { name: scores.monitor, mode: scores.mode }
  const found = await checkpointDetails(reader, { verify, monitor })
  // What points to a checkpoint is looked at by itself.
  const refused = reader.problems.find(({ file }) => file === DIRS.models)
  if (refused !== undefined) {
    const isUnread = refused.code === 'EXMAN_NO_PERMISSION' || refused.code === 'EXMAN_READ_FAILED'
    notebook.add(isUnread ? 'unreadable' : 'file-invalid', join(dir, DIRS.models), refused.message)
    return undefined
  }
  for (const [at, checkpoint] of found.entries()) {
    const { name, epoch, problem } = checkpoint
    const path = join(dir, DIRS.models, name)
    const message = `It was renamed or copied: its manifest says epoch ${epoch}, and it is named ${name}.`
    if (isMisnamed(checkpoint)) notebook.add('folder-renamed', path, message)
    if (problem === null) continue
    notebook.add('checkpoint-damaged', path, `It cannot be used: ${problem}. ${offer(found, at)}`)
  }
  return found
}

/** Whether a checkpoint is named as one of another epoch than its manifest says. */
export function isMisnamed({ name, epoch, metrics }: CheckpointDetails): boolean {
  return metrics !== null && parseCheckpointFolder(name)!.epoch !== epoch
}

function offer(found: readonly CheckpointDetails[], at: number): string {
  const isWhole = ({ problem }: CheckpointDetails) => problem === null
  const older = found.slice(0, at).findLast(isWhole)
  if (older !== undefined) return `The newest whole one before it is ${older.name}, of epoch ${older.epoch}.`
  const newer = found.findLast(isWhole)
  if (newer === undefined) return 'No other whole checkpoint is left.'
  return `None before it is whole; the newest whole one is ${newer.name}, of epoch ${newer.epoch}.`
}
