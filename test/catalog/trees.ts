/** Runs for the tests of the catalog, made as users make them, and records made by hand. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExperimentManager, ExParser, type Run } from '../../src'
import { openRuns, type OpenRunsOptions } from '../../src/catalog/open-runs'
import type { CatalogRecord } from '../../src/catalog/record'
import { RunTable } from '../../src/catalog/run-table'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

/** What a run logs, and how it ends; without an end it goes on. */
export interface Course {
  epochs?: Record<string, number>[]
  end?: (run: Run) => unknown
  seed?: number
}

export const TWO_EPOCHS = [
  { loss: 0.5, val_loss: 0.75 },
  { loss: 0.25, val_loss: 1 },
]

const finish = (run: Run): void => run.finish({ accuracy: 0.9 })

/** A hash-keyed run below a root; two epochs and a result, unless the course is another. */
export async function keyedRun(root: string, params: object = {}, course: Course = {}): Promise<Run> {
  const given = { model: { units: 32 }, training: { lr: 0.01 }, ...params }
  const options = course.seed === undefined ? {} : { seed: course.seed }
  return follow(new ExperimentManager({ expBaseDir: root }).prepare(given, options).run, course)
}

/** A numbered run below a root. */
export async function namedRun(root: string, line: string[] = [], course: Course = {}): Promise<Run> {
  const parser = new ExParser({ root, exit_on_error: false, automark: ['model'] })
  parser.add_argument('--lr', { type: 'float', default: 0.01 })
  parser.add_argument('--model', { default: 'cnn' })
  parser.add_argument('--seed', { type: 'int' })
  return follow(parser.parse_args(line).run, course)
}

async function follow(run: Run, { epochs = TWO_EPOCHS, end = finish }: Course): Promise<Run> {
  for (const metrics of epochs) run.log(metrics)
  await end(run)
  // What git has said is written when it comes, which may be later than a test wants to have looked.
  await run.recorder.waitForGit()
  return run
}

/** A run that goes on: it ends with its process. */
export const goesOn = (): void => undefined

/** The records of the runs below some roots. */
export async function recordsOf(
  roots: string | readonly string[],
  options?: OpenRunsOptions,
): Promise<CatalogRecord[]> {
  return [...(await openRuns(roots, options))]
}

/** The records by id. */
export async function byId(root: string, options?: OpenRunsOptions): Promise<Record<string, CatalogRecord>> {
  return Object.fromEntries((await recordsOf(root, options)).map((record) => [record.id, record]))
}

/** The ids of the runs of a table, in its order. */
export const idsOf = (runs: Iterable<CatalogRecord>): string[] => [...runs].map(({ id }) => id)

/** A record with these fields, and otherwise that of a run that has just been made. */
export function aRecord(fields: Partial<CatalogRecord> = {}): CatalogRecord {
  const id = fields.id ?? 'exp-1-2/run--20-03-03--15-52'
  const root = fields.root ?? '/experiments'
  return {
    ...{ id, dir: join(root, id), root, experiment: id.includes('/') ? dirname(id) : null },
    ...{ status: 'done', started: '2020-03-03T14:52:10.120Z', seconds: null, epochs: 0, seed: null },
    ...{ monitor: null, mode: null, bestEpoch: null, params: {}, metrics: {}, last: {} },
    ...{ marks: [], note: null, result: null, problem: null },
    ...fields,
  }
}

/** A table of records. */
export const tableOf = (records: readonly CatalogRecord[]): RunTable => new RunTable(records)

/** Writes files below a folder by their paths; what is no text is written as JSON. */
export function writeTree(root: string, files: Record<string, unknown>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

/** The bytes of all files below a folder but those of the cache, by path; links and others by what they are. */
export function bytesBelow(root: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (path.includes('/.exman/cache')) continue
    found[path] = entry.isFile()
      ? `${statSync(path).mode} ${readFileSync(path, 'latin1')}`
      : String(entry.isDirectory())
  }
  return found
}
