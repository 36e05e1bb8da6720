import { RunError } from '../../errors'
import { isListOfFacts, type DataFact } from '../../run/data/data-fact'
import { SETTINGS } from '../../run/provenance'
import type { StoredRun } from '../../run/read'
import { isDataObject } from '../../params/data-object'
import type { Session } from '../../run/record'

/** How a run was started, as its record says; nothing of it is trusted. */
export interface RecordedCommand {
  /** The last session, and its number from 0 on. */
  session: Session
  index: number
  /** As it is recorded: relative to the git root or the working folder, where it could be. */
  script: string
  words: string[]
  execArgv: string[]
  /** Relative to the git root or the working folder, where it could be. */
  cwd: string
  settings: Record<string, string>
  data: DataFact[]
}

const NODE = /^node(js)?(-?\d[\d.]*)?(\.exe)?$/i
/** Options with which node takes its code from elsewhere than a file. */
const WITHOUT_SCRIPT = /^(-[ep]+|--eval|--print|-pe|-i|--interactive)(=|$)/

/** The command that started the last session of a run. Throws `EXMAN_RERUN_IMPOSSIBLE` where that is not known. */
export function recordedCommand({ place, record }: StoredRun): RecordedCommand {
  const impossible = (why: string) => rerunImpossible(place.id, why)
  const session = record.sessions.at(-1)
  if (session === undefined) throw impossible('its record has no session, and so no command.')
  const { argv, execArgv, cwd } = session.process as Partial<Session['process']>
  if (!isListOfTexts(argv) || argv.length === 0 || typeof cwd !== 'string')
    throw impossible('its record does not tell the command.')
  const [program, script, ...words] = argv as [string, ...string[]]
  if (!NODE.test(program)) throw impossible(`it was started by "${program}", and only node can be started.`)
  const options = isListOfTexts(execArgv) ? execArgv : []
  if (script === undefined || script === '-' || options.some((option) => WITHOUT_SCRIPT.test(option)))
    throw impossible('node was given its code as a text, and not in a file.')
  const data = isListOfFacts(session.data) ? session.data : []
  const settings = settingsIn(session.settings)
  const index = record.sessions.length - 1
  return { session, index, script, words, execArgv: options, cwd, settings, data }
}

/** The error for a run that cannot be started again. */
export function rerunImpossible(run: string, why: string): RunError {
  return new RunError('EXMAN_RERUN_IMPOSSIBLE', `${run} cannot be run again: ${why}`, { run })
}

// Of an environment that somebody else has written down, only what exman itself records.
function settingsIn(settings: unknown): Record<string, string> {
  if (!isDataObject(settings)) return {}
  const known = SETTINGS.flatMap((name) => {
    const value = Object.hasOwn(settings, name) ? settings[name] : undefined
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return Object.fromEntries(known)
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
