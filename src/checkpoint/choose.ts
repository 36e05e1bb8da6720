import { join } from 'node:path'
import { CheckpointError } from '../errors'
import { candidates, rankByValue } from './keep'
import { isWhole, listCheckpoints, type Checkpoint } from './manifest'
import { readPointer } from './pointers'
import { verifyCheckpoint } from './verify'

/** Which checkpoint: the best or last one, or that of a 1-based epoch. */
export type CheckpointChoice = 'best' | 'last' | number

/**
 * Finds a checkpoint and proves it; returns its folder. A damaged one is refused with the reason, and the newest
 * whole one is named. Throws `EXMAN_CHECKPOINT_NOT_FOUND`, `EXMAN_CHECKPOINT_INVALID`.
 */
export async function chooseCheckpoint(
  models: string,
  choice: CheckpointChoice,
  monitor: { name: string; mode: 'min' | 'max' },
): Promise<string> {
  const checkpoints = listCheckpoints(models)
  const chosen = find(models, checkpoints, choice, monitor)
  if (chosen === undefined) throw notFound(models, choice, checkpoints.filter(isWhole))
  const dir = join(models, chosen.name)
  try {
    await verifyCheckpoint(dir)
    return dir
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error
    const other = await newestWhole(
      models,
      checkpoints.filter(({ name }) => name !== chosen.name),
    )
    const offer =
      other === undefined
        ? 'No other whole checkpoint is left.'
        : `The newest whole one is that of epoch ${other.epoch}.`
    throw new CheckpointError(error.code as 'EXMAN_CHECKPOINT_INVALID', `${error.message} ${offer}`, error)
  }
}

function find(
  models: string,
  checkpoints: readonly Checkpoint[],
  choice: CheckpointChoice,
  monitor: { name: string; mode: 'min' | 'max' },
): Checkpoint | undefined {
  if (choice !== 'best' && choice !== 'last') {
    const ofEpoch = checkpoints.filter(({ epoch }) => epoch === choice)
    return ofEpoch.findLast(isWhole) ?? ofEpoch.at(-1)
  }
  // One that is pointed to counts in any case: if it has lost its manifest, that is to be told.
  const pointed = readPointer(models, choice)
  // A kill before the pointer moved leaves it behind the newest.
  if (choice === 'last') return checkpoints.findLast((each) => isWhole(each) || each.name === pointed)
  const best = checkpoints.find(({ name }) => name === pointed)
  if (best !== undefined) return best
  const ranked = rankByValue(candidates(checkpoints, monitor.name), monitor.mode)[0]
  return checkpoints.find(({ name }) => name === ranked?.name)
}

async function newestWhole(
  models: string,
  checkpoints: readonly Checkpoint[],
): Promise<Checkpoint | undefined> {
  for (const checkpoint of checkpoints.toReversed()) {
    const isProven = await verifyCheckpoint(join(models, checkpoint.name)).then(
      () => true,
      () => false,
    )
    if (isProven) return checkpoint
  }
  return undefined
}

function notFound(
  models: string,
  choice: CheckpointChoice,
  checkpoints: readonly Checkpoint[],
): CheckpointError {
  const wanted = typeof choice === 'number' ? `of epoch ${choice}` : `"${choice}"`
  const epochs = [...new Set(checkpoints.map(({ epoch }) => epoch))]
  const reason = epochs.length === 0 ? 'there are none' : `there are those of the epochs ${epochs.join(', ')}`
  return new CheckpointError(
    'EXMAN_CHECKPOINT_NOT_FOUND',
    `${models} has no checkpoint ${wanted}: ${reason}.`,
    {
      checkpoint: models,
      reason,
    },
  )
}
