import { nearest } from '../params/nearest'
import type { HeldRun } from './held-run'
import type { Metrics } from './metrics'
import { recordedError } from './record'
import type { RecorderInit } from './recording'
import { diverged } from './run-errors'
import type { WriteFaults } from './write-faults'

interface Owner {
  readonly init: Pick<RecorderInit, 'id' | 'options'>
  readonly faults: WriteFaults
}

/** Adds the row of the next epoch, or amends the last one, and judges the monitored metric in it. */
export function addRow(held: HeldRun, metrics: Metrics, amend: boolean, owner: Owner): void {
  if (!amend && !(owner.init.options.monitor in metrics)) warnOfFallback(held, owner)
  try {
    if (amend) held.epochs.amend(metrics)
    else held.epochs.add(metrics)
  } finally {
    judgeDivergence(held, metrics, owner.init)
  }
}

/**
 * Warns when another metric than the one asked for is monitored. Not at the first row: a loop may log `loss` first and
 * add `val_loss` to the same epoch.
 */
export function warnOfFallback({ epochs }: HeldRun, { init, faults }: Owner): void {
  const { monitor } = init.options
  const inForce = epochs.keeper.monitor.name
  if (inForce === monitor) return
  const logged = Object.keys(epochs.keeper.last?.metrics ?? {})
  const meant = nearest(monitor, logged)
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
  const text = `"${monitor}" is not logged, so "${inForce}" is monitored instead. Logged are ${logged.join(', ')}.${hint}`
  faults.warnOnce('EXMAN_MONITOR_MISSING', 'monitor', text)
}

function judgeDivergence(
  { record, epochs }: HeldRun,
  metrics: Metrics,
  { id, options }: Owner['init'],
): void {
  const { name } = epochs.keeper.monitor
  const value = metrics[name]
  if (value === undefined || Number.isFinite(value) || options.onDivergence === 'continue') return
  record.status = 'diverged'
  record.error = recordedError(diverged(id, name, value, epochs.completed))
}
