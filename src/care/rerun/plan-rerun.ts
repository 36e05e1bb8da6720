import { join, relative, resolve, isAbsolute } from 'node:path'
import { look } from '../../files'
import { FILES } from '../../layout/names'
import { checkOptions, isListOfWords, isText } from '../../params/check-options'
import { withOverrides } from '../../params/override'
import type { JsonObject } from '../../params/types'
import { readRun } from '../../run/read'
import { RERUN_VARIABLES, type RerunRequest } from '../../run/rerun-request'
import { frontDoor, parserWords, type FrontDoor } from './command-words'
import { recordedCommand } from './recorded-command'
import { rerunChanges, type RerunChange } from './rerun-changes'
import { startFolder } from './start-folder'

export type { RerunChange } from './rerun-changes'

/** How a run is started again. */
export interface PlanRerunOptions {
  /**
   * What is to be other than in the record: words of the command line for a run of ExParser (`['--lr', '0.1']`), and
   * `path=value` for one of ExperimentManager (`['training.lr=0.1']`; the value is JSON, or else a text). Default: nothing.
   */
  overrides?: readonly string[]
  /** The folder to start in. Default: where the script is found, beside the runs or from the working folder. */
  cwd?: string
}

/** The command that runs a run again. It is plain data; nothing is started. */
export interface RerunPlan {
  /** The id of the run. */
  readonly run: string
  /** The root that holds it. */
  readonly root: string
  /** The class that made it: ExParser or ExperimentManager. */
  readonly by: FrontDoor
  /** The program with its arguments. */
  readonly command: readonly string[]
  /** The folder to start it in. */
  readonly cwd: string
  /** The variables that are to be set in its environment. */
  readonly env: Readonly<Record<string, string>>
  /** What is not as it was when the run was recorded. */
  readonly changes: readonly RerunChange[]
  /** The parameters that the new run is to have; null where the script works them out of the overrides. */
  readonly params: JsonObject | null
}

/**
 * Works out how a run can be started again with its parameters, and what has changed since it was recorded: code, packages, node,
 * machine, settings, data. Starts nothing: `exman rerun` does, and whoever spawns the command. The new run says of which
 * it is a rerun (`rerunOf` in its record).
 *
 * A script of ExParser is given the record by `--config`; one of ExperimentManager finds the parameters by its option
 * `rerunnable`, in the file that the variable `EXMAN_PARAMS` names. The command comes from the record: look at it before you start
 * it when the record is not your own.
 *
 * @param run a run, or a record of `openRuns`
 * @throws EXMAN_RERUN_IMPOSSIBLE when the command is not known or its script not found; EXMAN_RUN_NOT_FOUND for a folder
 *   without run.json; EXMAN_FILE_INVALID; EXMAN_OPTION_INVALID, EXMAN_PATH_INVALID for overrides that cannot be
 * @example
 * ```ts
 * import { openRuns, planRerun } from 'exman'
 * import { spawnSync } from 'node:child_process'
 *
 * const runs = await openRuns('experiments')
 * const { command, cwd, env, changes } = await planRerun(runs.find('best'), { overrides: ['training.lr=0.02'] })
 * for (const { message } of changes) console.warn(message)
 * spawnSync(command[0]!, command.slice(1), { cwd, env: { ...process.env, ...env }, stdio: 'inherit' })
 * ```
 */
export async function planRerun(
  run: { readonly dir: string },
  options: PlanRerunOptions = {},
): Promise<RerunPlan> {
  checkOptions('planRerun', options, { overrides: isListOfWords, cwd: isText })
  const { overrides = [], cwd } = options
  const path = resolve(run.dir)
  // The tree may be somebody else's: no link is followed, and no pipe waited for.
  for (const name of [FILES.run, FILES.params, FILES.namedParams]) look(join(path, name))
  const stored = readRun(path)
  const { id, root, dir } = stored.place
  const by = frontDoor(stored)
  const recorded = recordedCommand(stored)
  const params = by === 'manager' ? withOverrides(stored.params, overrides) : null
  const start = startFolder(recorded, stored, { cwd, from: process.cwd() })
  const words = by === 'manager' ? recorded.words : parserWords(stored, recorded, overrides)
  const request: RerunRequest = {
    of: id,
    seed: stored.record.seed,
    overrides: by === 'manager' ? [...overrides] : [],
  }
  return {
    run: id,
    root,
    by,
    command: [process.execPath, ...recorded.execArgv, scriptWord(start.cwd, start.script), ...words],
    cwd: start.cwd,
    env: {
      ...recorded.settings,
      ...(by === 'manager' ? { [RERUN_VARIABLES.params]: join(dir, FILES.params) } : {}),
      [RERUN_VARIABLES.request]: JSON.stringify(request),
    },
    changes: await rerunChanges(stored, recorded, start),
    params: params ?? (overrides.length === 0 ? stored.params : null),
  }
}

/** As one would type it. */
function scriptWord(cwd: string, script: string): string {
  const short = relative(cwd, script)
  if (short === '' || short.startsWith('..') || isAbsolute(short)) return script
  return short.startsWith('-') ? `./${short}` : short
}
