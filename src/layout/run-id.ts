import { parseExperimentFolder } from './experiment-folder'
import { DIRS } from './names'
import { parseRunFolder } from './run-folder'

/** Where a run stands below its root. */
export interface RunPlace {
  /** Whether it stands in the debug tree. */
  debug: boolean
  /** The folder of its experiment, `exp-1-2` or `exp-1-2~2`. */
  experiment: string
  /** Its own folder, `run--20-03-03--15-52`. */
  run: string
}

/** The id of a run, the same on every platform: `exp-1-2/run--20-03-03--15-52`, with `debug/` in front in the debug tree. */
export function runId({ debug, experiment, run }: RunPlace): string {
  return [...(debug ? [DIRS.debug] : []), experiment, run].join('/')
}

/** The place an id names; undefined for any text that `runId` cannot have made, so that an id never leads elsewhere. */
export function parseRunId(text: string): RunPlace | undefined {
  const names = text.split('/')
  const debug = names[0] === DIRS.debug
  const [experiment = '', run = '', ...rest] = debug ? names.slice(1) : names
  const isId =
    rest.length === 0 && parseExperimentFolder(experiment) !== undefined && parseRunFolder(run) !== undefined
  return isId ? { debug, experiment, run } : undefined
}
