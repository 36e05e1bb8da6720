/** Runs as other processes left them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import {
  ExperimentManager,
  type ExperimentManagerOptions,
  type JsonObject,
  type PrepareOptions,
  type Run,
} from '../../src'
import type { RecordedStatus, RunRecord } from '../../src/run/record'
import { scratch } from '../faults/scratch'
import { compiled, TWO_EPOCHS, x, y } from '../training/tiny'

export const PARAMS = { model: { units: 2 }, training: { lr: 0.1 }, data: { fold: 1 }, comment: 'first' }

export const manager = (options: ExperimentManagerOptions = {}): ExperimentManager =>
  new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss', ...options })

/** How a run was left: by a kill (`lost`), or with a status that was written. */
export type Left = Exclude<RecordedStatus, 'running'> | 'lost'

/** Makes a run of two epochs and leaves it so. */
export async function leave(
  expm: ExperimentManager,
  left: Left,
  { params = PARAMS, ...options }: PrepareOptions & { params?: JsonObject } = {},
): Promise<Run> {
  const callbacks = expm.prepare(params, { seed: 7, ...options })
  const { run } = callbacks
  if (left !== 'created') await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
  run.finish({ from: left })
  const path = run.path('run.json')
  const record = JSON.parse(readFileSync(path, 'utf8')) as RunRecord
  record.status = left === 'lost' ? 'running' : left
  if (left !== 'done') record.result = null
  if (left === 'lost') Object.assign(record.sessions.at(-1)!, { ended: null, toEpoch: null, end: null })
  writeFileSync(path, JSON.stringify(record))
  rmSync(run.path('.lock'), { force: true })
  return run
}
