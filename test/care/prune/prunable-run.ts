/** Runs with checkpoints as a training leaves them: with pointers, scores that name them, and states to go on from. */
import { join } from 'node:path'
import { commitCheckpoint } from '../../../src/checkpoint/commit'
import { writePointer } from '../../../src/checkpoint/pointers'
import { writeTree } from '../../catalog/trees'

const MINUTE = 60_000

/** How a run is to be. */
export interface Course {
  /** The monitored value of each epoch. */
  values?: readonly number[]
  status?: string
  /** Epochs whose checkpoints nothing can go on from. */
  unresumable?: readonly number[]
  /** Which one of the tree; later ones are younger. */
  index?: number
}

/** Writes a run into a root, a checkpoint an epoch, and gives its folder and the names of the checkpoints. */
export async function prunableRun(
  root: string,
  { values = [0.5, 0.2, 0.4, 0.3], status = 'done', unresumable = [], index = 0 }: Course = {},
): Promise<{ id: string; dir: string; models: string; names: string[] }> {
  const minute = String(10 + index)
  const id = `exp-1-2/run--26-11-21--14-${minute}`
  const dir = join(root, id)
  const models = join(dir, 'models')
  const created = new Date(Date.UTC(2026, 10, 21, 14) + index * MINUTE).toISOString()
  const record = { format: 1, id, status, created, sequence: index + 1, seed: null, epochs: values.length }
  const end = { started: created, ended: created, fromEpoch: 0, toEpoch: values.length, end: status }
  writeTree(root, {
    '.exman/format.json': { format: 1, layout: 'keyed', created, by: 'exman 0.1.0' },
    'exp-1-2/experiment.json': { format: 1, ids: 'object-hash', monitored: [], groups: {} },
    [`${id}/run.json`]: {
      ...record,
      sessions: [{ ...end, process: {}, versions: {} }],
      result: null,
      error: null,
      problems: [],
    },
    [`${id}/hyperparameters.json`]: { lr: 0.1 },
    [`${id}/own.txt`]: 'mine',
  })
  const names: string[] = []
  for (const [at, value] of values.entries())
    names.push(await commit(models, at + 1, value, !unresumable.includes(at + 1)))
  const best = values.indexOf(Math.min(...values))
  const epoch = (at: number) => ({ epoch: at + 1, val_loss: values[at]!, checkpoint: names[at]! })
  const summary = {
    min: Math.min(...values),
    minEpoch: best + 1,
    max: 1,
    maxEpoch: 1,
    last: values.at(-1)!,
    mean: 1,
  }
  writeTree(dir, {
    'performances.json': {
      ...{ format: 1, monitor: 'val_loss', mode: 'min', epochs: values.length, elapsedSeconds: 1 },
      ...{ best: epoch(best), last: epoch(values.length - 1), metrics: { val_loss: summary } },
    },
  })
  writePointer(models, 'best', { name: names[best]!, epoch: best + 1 })
  writePointer(models, 'last', { name: names.at(-1)!, epoch: values.length })
  return { id, dir, models, names }
}

/** Commits a checkpoint of some kilobytes. */
export async function commit(
  models: string,
  epoch: number,
  value: number,
  resumable = true,
): Promise<string> {
  const files = {
    'model.json': [Buffer.from(`{"epoch":${epoch}}`)],
    'weights.bin': [Buffer.alloc(8192, epoch)],
    'training-state.json': { format: 1, epoch, resumable },
    'training-state.bin': [Buffer.alloc(64, epoch)],
  }
  return commitCheckpoint(models, {
    epoch,
    metrics: { val_loss: value },
    monitor: 'val_loss',
    logRows: epoch,
    files,
  })
}
