import { dirname, join } from 'node:path'
import { ExmanError, FileError } from '../../errors'
import { jsonIn, jsonText, readLooked, recordIn, removeFile, replaceFile, syncFolder } from '../../files'
import { resolveIdentity, type IdentityOptions } from '../../identity/identify'
import { DIRS, FILES } from '../../layout/names'
import { isListOfText, isPlainObject } from '../../params/check-options'
import { isDataObject } from '../../params/data-object'
import { show } from '../../params/show'
import { placeOf } from './places'
import type { RekeyMove } from './types'

const MOST_BYTES = 2 ** 30

/** What a rekey is about to do: it is on the disk before the first run moves, and until the last has. */
export interface Journal {
  readonly identity: IdentityOptions
  readonly moves: readonly RekeyMove[]
}

/** Writes the journal, durably. Throws FileError. */
export function writeJournal(root: string, { identity, moves }: Journal): void {
  const { monitored, ids, neutralParams, ignoredParams } = identity
  const started = new Date().toISOString()
  const content = { format: 1, started, identity: { monitored, ids, neutralParams, ignoredParams }, moves }
  replaceFile(pathIn(root), jsonText(content))
}

/** Removes it, when all is done. Throws FileError. */
export function removeJournal(root: string): void {
  removeFile(pathIn(root))
  syncFolder(dirname(pathIn(root)))
}

/**
 * The journal of a rekey that was interrupted; undefined when there is none. Nothing of it is believed: each id must be one that exman
 * can have given. Throws FileError.
 */
export function readJournal(root: string): Journal | undefined {
  const path = pathIn(root)
  const found = readLooked(path, MOST_BYTES)
  if (found === undefined) return undefined
  const { identity, moves } = recordIn(jsonIn(found.text, path), path)
  const invalid = (why: string) => {
    const text = `${path} is not what a rekey has written: ${why}. Nothing was moved. Remove the file if no rekey was interrupted.`
    return new FileError('EXMAN_FILE_INVALID', text, { path })
  }
  if (!isListOfMoves(moves)) throw invalid('its "moves" are no list of moves')
  const wrong = moves.find((move) => !isMove(move))
  if (wrong !== undefined) throw invalid(`${show(wrong)} leads from no run to no other`)
  if (
    [moves.map(({ from }) => from), moves.map(({ to }) => to)].some((ids) => new Set(ids).size < ids.length)
  )
    throw invalid('it moves a run twice, or two to one place')
  const options = identityIn(identity)
  if (options === undefined) throw invalid('its "identity" does not say how experiments are named')
  return { identity: options, moves: moves.map(({ from, to }) => ({ from, to })) }
}

function isListOfMoves(value: unknown): value is RekeyMove[] {
  return Array.isArray(value) && value.every((move) => isDataObject(move))
}

function isMove({ from, to }: RekeyMove): boolean {
  const [before, after] = [placeOf(from), placeOf(to)]
  if (before === undefined || after === undefined || before.debug !== after.debug) return false
  return before.experiment !== after.experiment
}

function identityIn(value: unknown): IdentityOptions | undefined {
  if (!isDataObject(value)) return undefined
  const { monitored, ids, neutralParams, ignoredParams } = value
  const isWrong = [isListOfText(monitored), isPlainObject(neutralParams), isListOfText(ignoredParams)].some(
    Boolean,
  )
  if (isWrong || (ids !== 'object-hash' && ids !== 'python')) return undefined
  try {
    return resolveIdentity({ monitored, ids, neutralParams, ignoredParams } as IdentityOptions)
  } catch (error) {
    if (error instanceof ExmanError) return undefined
    throw error
  }
}

function pathIn(root: string): string {
  return join(root, DIRS.exman, FILES.rekey)
}
