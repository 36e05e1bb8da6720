import { join } from 'node:path'
import { FILES } from '../../layout/names'
import { isNamedPlace } from '../../run/named/place'
import type { StoredRun } from '../../run/read'
import type { RecordedCommand } from './recorded-command'

/** Whose run it is: the one takes its arguments by `--config`, the other its parameters by the environment. */
export type FrontDoor = 'parser' | 'manager'

/** Whether ExParser or ExperimentManager has made a run. */
export function frontDoor({ place, record }: StoredRun): FrontDoor {
  return isNamedPlace(place.dir) || record.extraArgs !== undefined ? 'parser' : 'manager'
}

/** The words behind the script of a run of ExParser, so that it gets the recorded values, and what overrides say. */
export function parserWords(
  run: StoredRun,
  { words }: RecordedCommand,
  overrides: readonly string[],
): string[] {
  const { place, record } = run
  const { extraArgs } = record
  const file = join(place.dir, isNamedPlace(place.dir) ? FILES.namedParams : FILES.params)
  if (Array.isArray(extraArgs)) return ['--config', file, ...extraArgs, ...overrides]
  // Nobody has told which words are needed, so it is all but those that would go on with the run, or name it.
  const own = withoutOption(withoutOption(words, 'resume', run), 'name', run)
  if (extraArgs === null) return beforeRest(own, overrides)
  return ['--config', file, ...beforeRest(withoutOption(own, 'config', run), overrides)]
}

/** Takes out an option of exman with its value, unless the script has one of that name itself. */
function withoutOption(words: readonly string[], name: string, { params }: StoredRun): string[] {
  if (Object.hasOwn(params, name)) return [...words]
  const end = words.includes('--') ? words.indexOf('--') : words.length
  const option = `--${name}`
  return words.filter(
    (word, at) =>
      at >= end || (word !== option && words[at - 1] !== option && !word.startsWith(`${option}=`)),
  )
}

/** Puts words before a `--`, behind which they would be no options. */
function beforeRest(words: readonly string[], more: readonly string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length
  return [...words.slice(0, end), ...more, ...words.slice(end)]
}
