import type { CatalogRecord } from '../../catalog/record'
import { OptionError } from '../../errors'
import { isDataObject } from '../../params/data-object'
import type { Rule } from '../../params/check-options'
import { show } from '../../params/show'

/** A rule: the records of runs, as a table gives them. */
export const isRecords: Rule = (value) =>
  areRecords(value) ? undefined : 'must be records of runs, such as a table'

/** The records that a function was given, each once. Throws OptionError (`EXMAN_OPTION_INVALID`) for anything else. */
export function checkedRecords(what: string, runs: Iterable<CatalogRecord>): CatalogRecord[] {
  if (areRecords(runs)) return [...new Map(Array.from(runs, (record) => [record.dir, record])).values()]
  const text = `${what} needs records of runs, such as the table that openRuns gives, got ${show(runs)}.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'runs', value: runs })
}

function areRecords(value: unknown): value is Iterable<CatalogRecord> {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return false
  return Array.from(value as Iterable<unknown>).every(isRecord)
}

function isRecord(value: unknown): boolean {
  if (!isDataObject(value)) return false
  const { id, dir, root, marks } = value
  return typeof id === 'string' && typeof dir === 'string' && typeof root === 'string' && Array.isArray(marks)
}
