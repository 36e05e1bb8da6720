/** Runs whose every text is a payload. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogRecord } from '../../src/catalog/record'
import type { RunTable } from '../../src/catalog/run-table'
import { csvLine } from '../../src/run/csv'
import { aRecord, tableOf } from '../catalog/trees'
import { PAYLOADS } from './payloads'

const EPOCHS = [1, 2, 3, 4, 5]
/** A picture shows so many categories at most. */
const CATEGORIES = 5

/** A table with a run for each payload; the logs stand below a folder. */
export function hostileRuns(folder: string): RunTable {
  return tableOf(PAYLOADS.map((payload, run) => hostileRun(payload, run, folder)))
}

/** The name of a folder that such a text may be: without what separates folders. */
export const asFolder = (payload: string): string => payload.replace(/[\\/\0]/g, '|')

function hostileRun(payload: string, run: number, folder: string): CatalogRecord {
  const dir = join(folder, String(run))
  mkdirSync(dir)
  writeFileSync(join(dir, 'training-logs.csv'), logOf(run))
  const root = `/roots/${asFolder(payload)}`
  // Pictures are of runs that are done, which some have to be.
  const isPlain = run % 3 !== 0
  return aRecord({
    ...{ id: payload, dir, root, experiment: payload, seconds: run, epochs: EPOCHS.length, bestEpoch: 2 },
    ...(isPlain ? {} : { status: payload as 'done', started: payload }),
    ...{ monitor: run === 0 ? payload : 'val_loss', mode: 'min' },
    params: {
      ...numbers(run),
      ...kinds(run),
      text: payload,
      tree: Object.fromEntries([[payload, [payload]]]),
    },
    metrics: numbers(run + 1),
    last: numbers(run + 2),
    ...{ marks: [payload], note: `${payload}\n${payload}` },
    result: Object.fromEntries([[payload, payload]]),
    problem: isPlain
      ? null
      : { code: payload, file: payload, message: `Could not read ${root}/${payload}: ${payload}.` },
  })
}

/** A number of this run under each name. */
function numbers(run: number): Record<string, number> {
  return Object.fromEntries(['val_loss', ...PAYLOADS].map((name, at) => [name, ((run + 1) * (at + 3)) % 11]))
}

/** Parameters that have each payload as a category. */
function kinds(run: number): Record<string, string> {
  const count = Math.ceil(PAYLOADS.length / CATEGORIES)
  return Object.fromEntries(
    Array.from({ length: count }, (_, kind) => [
      `kind${kind}`,
      PAYLOADS[(kind * CATEGORIES + (run % CATEGORIES)) % PAYLOADS.length]!,
    ]),
  )
}

function logOf(run: number): string {
  const names = ['val_loss', ...PAYLOADS]
  const rows = EPOCHS.map((epoch) =>
    [epoch, epoch, ...names.map((_, at) => ((run + 1) * (at + 2) * epoch) % 13)].map(String),
  )
  return [['epoch', 'seconds', ...names], ...rows].map((cells) => `${csvLine(cells)}\n`).join('')
}
