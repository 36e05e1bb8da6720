import { join } from 'node:path'
import { ExmanError, OptionError } from '../../errors'
import { kindAt, listEntries } from '../../files'
import { resolveIdentity, type IdentityOptions } from '../../identity/identify'
import { parseExperimentFolder } from '../../layout/experiment-folder'
import { DIRS, FILES } from '../../layout/names'
import { parseRunFolder } from '../../layout/run-folder'
import { show } from '../../params/show'
import { readExperiment } from '../../run/experiment'
import { isPlainFolder, parentOf } from './places'
import type { RekeyOptions } from './types'

/** The options of a rekey in full, and the names of those that were neither given nor recorded. */
export interface ResolvedOptions {
  readonly identity: IdentityOptions
  readonly assumed: readonly string[]
}

/**
 * Fills in what is not given: monitored groups and ids as the experiments of the tree record them, the others by default. Throws
 * OptionError, also where the experiments do not agree in what is not given.
 */
export function resolveOptions(root: string, given: RekeyOptions): ResolvedOptions {
  const { monitoredParamKeys, ids, neutralParams, ignoredParams } = given
  const isRecorded = monitoredParamKeys === undefined || ids === undefined
  const recorded = isRecorded ? recordedIn(root) : []
  const monitored = monitoredParamKeys ?? agreed(recorded, 'monitored', 'monitoredParamKeys')
  const identity = resolveIdentity({
    monitored,
    ids: ids ?? agreed(recorded, 'ids', 'ids'),
    neutralParams,
    ignoredParams,
  })
  const missing = { neutralParams, ignoredParams }
  return {
    identity,
    assumed: Object.entries(missing).flatMap(([name, value]) => (value === undefined ? name : [])),
  }
}

type Recorded = Pick<IdentityOptions, 'monitored' | 'ids'>

const FLAGS = { monitored: '--monitored', ids: '--ids' } as const

/** How the experiments with runs are keyed, each way once. */
function recordedIn(root: string): Recorded[] {
  const ways = new Map<string, Recorded>()
  for (const debug of [false, true]) {
    const parent = parentOf(root, { debug })
    if (debug && !isPlainFolder(root, DIRS.debug)) continue
    for (const { name, kind } of listEntries(parent)) {
      if (kind !== 'folder' || parseExperimentFolder(name) === undefined) continue
      const path = join(parent, name)
      const found = listEntries(path).some((run) => parseRunFolder(run.name)) ? readQuietly(path) : undefined
      if (found !== undefined) ways.set(JSON.stringify(found), found)
    }
  }
  return [...ways.values()]
}

// One that is damaged says nothing; its runs are judged by their own parameters.
function readQuietly(path: string): Recorded | undefined {
  try {
    const found = kindAt(join(path, FILES.experiment)) === 'file' ? readExperiment(path) : undefined
    if (found === undefined) return undefined
    const { monitored, ids } = found
    resolveIdentity({ monitored, ignoredParams: [] })
    return ids === 'object-hash' || ids === 'python' ? { monitored, ids } : undefined
  } catch (error) {
    if (error instanceof ExmanError) return undefined
    throw error
  }
}

function agreed<K extends keyof Recorded>(
  recorded: readonly Recorded[],
  field: K,
  option: string,
): Recorded[K] | undefined {
  const ways = new Map(recorded.map((each) => [JSON.stringify(each[field]), each[field]]))
  if (ways.size <= 1) return [...ways.values()][0]
  const shown = [...ways.values()].slice(0, 3).map(show).join(', ')
  const text = `The experiments of this tree are keyed in ${ways.size} ways: ${shown}. Say which it is to be by the option "${option}" (for the command: ${FLAGS[field]}).`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option })
}
