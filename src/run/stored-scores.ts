import { join } from 'node:path'
import { FileError } from '../errors'
import { readRecord } from '../files'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import { restoreNumbers } from '../params/spelled-numbers'
import type { Scores } from './scores'

const isText = (value: unknown) => typeof value === 'string'
const isEpoch = (value: unknown) => value === null || isDataObject(value)

/** What performances.json must say for its readers to rely on it. */
const FIELDS: Partial<Record<keyof Scores, (value: unknown) => boolean>> = {
  monitor: isText,
  mode: (value) => value === 'min' || value === 'max',
  fallbackFor: (value) => value === undefined || isText(value),
  best: isEpoch,
  last: isEpoch,
  metrics: (value) => isDataObject(value) && Object.values(value).every(isDataObject),
}

const CHECKS = Object.entries(FIELDS)

/**
 * Reads performances.json; `undefined` before the first epoch. "NaN" and "Infinity" come back as numbers.
 * Throws `EXMAN_FILE_INVALID` when it is not one.
 */
export function readScores(dir: string): Scores | undefined {
  const path = join(dir, FILES.scores)
  const found = readRecord(path)
  return found === undefined ? undefined : (restoreNumbers(scoresIn(found, path)) as Scores)
}

/**
 * The scores that the content of a performances.json is, its numbers as they are spelled in JSON. Throws `EXMAN_FILE_INVALID`
 * when it holds no scores.
 */
export function scoresIn(found: Record<string, unknown>, path: string): Scores {
  const wrong = CHECKS.find(([name, isRight]) => !isRight(found[name]))
  if (wrong === undefined) return found as unknown as Scores
  const text = `${path} does not hold the scores of a run: ${wrong[0]} is missing or not as it should be.`
  throw new FileError('EXMAN_FILE_INVALID', text, { path })
}
