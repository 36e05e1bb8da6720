import type { RunStatus } from '../run/record'
import type { Json, JsonObject } from '../params/types'

/** Why a part of a run could not be read: the `code` and `message` of the error, and the file it is about. */
export interface ReadProblem {
  /** The code of the error, such as `EXMAN_FILE_INVALID`. */
  code: string
  /** What is wrong, and with which file. */
  message: string
  /** The file or folder, relative to the run's folder; '' for the folder itself. */
  file: string
}

/** What the catalog knows of one run, as plain data. `exman ls --json` prints it, with NaN and the infinities as texts. */
export interface CatalogRecord {
  /** The run's name below its root: `exp-1-2/run--20-03-03--15-52`, or `000001-2020-03-03-15-52-10` for a numbered one. */
  id: string
  /** Its folder, absolute. */
  dir: string
  /** The folder of its root, absolute. */
  root: string
  /** The folder of its experiment; null for a numbered run. */
  experiment: string | null
  /** How the run stands; `unknown` for a run whose tool does not tell. */
  status: RunStatus | 'unknown'
  /** When the run was made, ISO 8601 in UTC; null when nothing tells. */
  started: string | null
  /** Seconds of training, pauses taken out; null before the first epoch. */
  seconds: number | null
  /** Epochs completed. */
  epochs: number
  /** The seed of the training's randomness; null when it was not seeded. */
  seed: number | null
  /** The monitored metric; null before the first epoch. */
  monitor: string | null
  /** Which way the monitored metric gets better; null before the first epoch. */
  mode: 'min' | 'max' | null
  /** The 1-based epoch at which the monitored metric was best; null while there is none. */
  bestEpoch: number | null
  /** The parameters as they are stored. */
  params: JsonObject
  /** Each metric at the best epoch. */
  metrics: Record<string, number>
  /** Each metric at the last epoch. */
  last: Record<string, number>
  /** What the run is marked with, sorted. */
  marks: readonly string[]
  /** What was noted of the run; null without a note. */
  note: string | null
  /** What `run.finish(result)` was given; null without a result. */
  result: Json
  /** What of the run could not be read; null when all was. */
  problem: ReadProblem | null
}
