import { join } from 'node:path'
import { FileError } from '../../errors'
import { jsonText, readPlainRecord, replaceFile } from '../../files'
import { FILES } from '../../layout/names'
import { isPlace } from './place'

/** trashed.json: what is needed to bring a run back. */
export interface Trashed {
  id: string
  /** Where it stood below the root, with slashes between. */
  from: string
  /** When it was moved, ISO 8601 in UTC. */
  trashed: string
  bytes: number
  marks: readonly string[]
  /** Whether index/ had an entry of it. */
  indexed: boolean
  /** The text of the experiment.json beside it, for when the folder of the experiment is gone; null where there was none. */
  experiment: string | null
}

/** Writes the trashed.json of an entry, durably. Throws FileError. */
export function writeTrashed(entry: string, trashed: Trashed): void {
  replaceFile(join(entry, FILES.trashed), jsonText({ format: 1, ...trashed }))
}

/** Reads the trashed.json of an entry; undefined when there is none. Throws FileError, `EXMAN_FILE_INVALID` for what is none. */
export function readTrashed(entry: string): Trashed | undefined {
  const path = join(entry, FILES.trashed)
  const found = readPlainRecord(path)
  if (found === undefined) return undefined
  const wrong = CHECKS.find(([name, isRight]) => !isRight(found[name]))
  if (wrong !== undefined) {
    const text = `${path} does not say where a run came from: "${wrong[0]}" is missing or not as it should be.`
    throw new FileError('EXMAN_FILE_INVALID', text, { path })
  }
  const { id, from, trashed, bytes, marks, indexed, experiment } = found as unknown as Trashed
  return { id, from, trashed, bytes, marks, indexed, experiment }
}

const isText = (value: unknown) => typeof value === 'string'

const CHECKS = Object.entries<(value: unknown) => boolean>({
  id: isText,
  from: (value) => typeof value === 'string' && isPlace(value),
  trashed: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  bytes: (value) => typeof value === 'number' && value >= 0,
  marks: (value) => Array.isArray(value) && value.every(isText),
  indexed: (value) => typeof value === 'boolean',
  experiment: (value) => value === null || isText(value),
})
