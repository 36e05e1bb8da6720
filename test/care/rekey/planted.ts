/** Trees of hash-keyed runs, the same each time, and what is in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, resolveIdentity, type IdentityOptions } from '../../../src/identity/identify'
import type { JsonObject } from '../../../src/params/types'
import { writeTree } from '../../catalog/trees'

/** A run to be planted: its parameters, and the minute of its folder. */
export interface Planted {
  params: JsonObject
  run: string
  /** The options that named its experiment. */
  keyed?: Partial<IdentityOptions>
  files?: Record<string, unknown>
}

/** A run folder of this minute. */
export const runAt = (minute: string): string => `run--26-11-21--${minute}`

/** The name of the experiment of some parameters. */
export function nameOf(params: JsonObject, keyed: Partial<IdentityOptions> = {}): string {
  return identify(params, resolveIdentity(keyed)).name
}

/** Writes runs that were done below a root, and gives their ids. */
export function plant(root: string, runs: readonly Planted[]): string[] {
  writeTree(root, {
    '.exman/format.json': { format: 1, layout: 'keyed', created: '2026-11-21T13:00:00.000Z' },
  })
  return runs.map(({ params, run, keyed = {}, files = {} }, index) => {
    const { name, ids, monitored, groups } = identify(params, resolveIdentity(keyed))
    const experiment = params['debug'] === true ? `debug/${name}` : name
    const id = `${experiment}/${run}`
    writeTree(root, {
      [`${experiment}/experiment.json`]: { format: 1, ids, monitored, groups },
      [`${id}/hyperparameters.json`]: params,
      [`${id}/run.json`]: recordOf(id, index),
      [`${id}/models/notes.bin`]: `weights of ${index}`,
      ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`${id}/${path}`, content])),
    })
    return id
  })
}

function recordOf(id: string, index: number): object {
  const created = `2026-11-21T13:00:0${index}.000Z`
  const process = { host: 'gpu3', pid: 4121, start: null, boot: null, argv: ['node'], cwd: '.', slurm: null }
  const session = {
    started: created,
    ended: created,
    fromEpoch: 0,
    toEpoch: 1,
    end: 'done',
    process,
    versions: {},
  }
  return {
    ...{ format: 1, id, status: 'done', created, sequence: index + 1, seed: index, epochs: 1 },
    ...{ sessions: [session], result: { index }, error: null, problems: [] },
  }
}

/** The content of all files below a folder, by their paths in it; folders have none. Locks and the cache are left out. */
export function contentOf(dir: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(dir.length + 1)
    if (path.startsWith('.exman/cache') || path === '.exman/.lock') continue
    found[path] = entry.isFile() ? readFileSync(join(dir, path), 'utf8') : ''
  }
  return found
}

/** The JSON of a file. */
export const jsonAt = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))
