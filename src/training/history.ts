import type { History } from '@tensorflow/tfjs'
import type { LogRow } from '../run/run-folder'
import type { Tensorflow } from './tensorflow'

/**
 * The history of a run as `model.fit` would have returned it, had the run been one fit: epochs are tfjs's, 0-based. A metric
 * that was not logged at an epoch is NaN there.
 */
export function historyOf(tf: Tensorflow, rows: readonly LogRow[]): History {
  const history = new tf.History()
  history.epoch = rows.map(({ epoch }) => epoch - 1)
  history.history = {}
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  for (const name of ['epoch', 'seconds']) names.delete(name)
  for (const name of names) history.history[name] = rows.map((row) => row[name] ?? NaN)
  return history
}
