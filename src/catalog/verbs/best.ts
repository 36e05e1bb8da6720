import { RunError } from '../../errors'
import { resolveMode, type Mode } from '../../run/monitor'
import type { Accessor } from '../columns/fields'
import { monitorsOf } from '../columns/overview'
import type { CatalogRecord } from '../record'

/** Which way a metric gets better: as the runs that monitor it say, else as its name tells. */
export function modeOf(metric: string, records: readonly CatalogRecord[]): Mode {
  const said = records.find(({ monitor, mode }) => monitor === metric && mode !== null)?.mode
  return said ?? resolveMode('auto', metric)
}

/** The metric that most of the runs monitor. Throws RunError when none has an epoch yet. */
export function usualMonitor(records: readonly CatalogRecord[]): string {
  const [monitor] = monitorsOf(records)
  if (monitor !== undefined) return monitor
  const text =
    records.length === 0
      ? 'There are no runs, so there is no best one.'
      : `None of these ${records.length} runs has finished an epoch, so there is no best one. Name a metric.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: 'best' })
}

/** The record with the best finite number; the earliest of equals; undefined when there is none. */
export function bestOf(
  records: readonly CatalogRecord[],
  accessor: Accessor,
  mode: Mode,
): CatalogRecord | undefined {
  const sign = mode === 'min' ? 1 : -1
  let best: { record: CatalogRecord; value: number } | undefined
  for (const record of records) {
    const value = accessor(record)
    if (typeof value !== 'number' || !Number.isFinite(value)) continue
    if (best === undefined || sign * value < sign * best.value) best = { record, value }
  }
  return best?.record
}
