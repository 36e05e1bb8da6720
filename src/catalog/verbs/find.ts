import { resolve } from 'node:path'
import { RunError } from '../../errors'
import { folderNumber } from '../../layout/named-folder'
import { parseRunId } from '../../layout/run-id'
import { nearest } from '../../params/nearest'
import { showText } from '../../params/show'
import { NO_ALIASES, type FindAliases } from '../aliases'
import type { CatalogRecord } from '../record'

const MOST_SHOWN = 5

/**
 * The one run that a text names: its id, or the beginning of it or of its folder's name; its number; or the path of its
 * folder. Where no run is called so now, the same of ids from before. Throws RunError: `EXMAN_RUN_NOT_FOUND`,
 * `EXMAN_RUN_AMBIGUOUS` with the first that fit.
 */
export function findRecord(
  records: readonly CatalogRecord[],
  text: string,
  aliases: FindAliases = NO_ALIASES,
): CatalogRecord {
  const name = text.replace(/(?<=.)\/+$/, '')
  const named = (fits: (record: CatalogRecord) => boolean) => one(records, text, fits)
  const found =
    named(isExactly(name)) ??
    // Whole ids: what merely begins with one would be another run than was meant.
    (parseRunId(name) && named(was(aliases, (id) => id === name))) ??
    named(beginsWith(name)) ??
    named(was(aliases, (id) => begins(id, name)))
  if (found !== undefined) return found
  throw notFound(records, text)
}

/** Whether a run had an id of this kind before. */
function was(aliases: FindAliases, fits: (id: string) => boolean): (record: CatalogRecord) => boolean {
  const dirs = aliases().runs(fits)
  return ({ dir }) => dirs.has(dir)
}

function one(
  records: readonly CatalogRecord[],
  text: string,
  fits: (record: CatalogRecord) => boolean,
): CatalogRecord | undefined {
  const found = records.filter(fits)
  if (found.length <= 1) return found[0]
  const ids = new Set(found.map(({ id }) => id))
  const shown = found.slice(0, MOST_SHOWN).map(({ id, dir }) => showText(ids.size < found.length ? dir : id))
  const more = found.length > MOST_SHOWN ? ` and ${found.length - MOST_SHOWN} more` : ''
  const message = `"${showText(text)}" fits ${found.length} runs: ${shown.join(', ')}${more}. Give ${ids.size === 1 ? 'the path of its folder' : 'more of the name'}.`
  throw new RunError('EXMAN_RUN_AMBIGUOUS', message, { run: text })
}

function isExactly(name: string): (record: CatalogRecord) => boolean {
  const dir = resolve(name)
  const number = /^\d{1,15}$/.test(name) ? Number(name) : undefined
  return (record) => {
    if (record.id === name || record.dir === dir) return true
    return number !== undefined && record.experiment === null && folderNumber(record.id) === number
  }
}

function beginsWith(name: string): (record: CatalogRecord) => boolean {
  return ({ id }) => begins(id, name)
}

function begins(id: string, name: string): boolean {
  return name !== '' && (id.startsWith(name) || id.slice(id.lastIndexOf('/') + 1).startsWith(name))
}

function notFound(records: readonly CatalogRecord[], text: string): RunError {
  const meant = nearest(
    text,
    records.slice(-2000).map(({ id }) => id),
  )
  const hint =
    meant === undefined ? 'exman ls --all shows the runs there are.' : `Did you mean "${showText(meant)}"?`
  const message = `None of these ${records.length} runs is "${showText(text)}". ${hint}`
  return new RunError('EXMAN_RUN_NOT_FOUND', message, { run: text })
}
