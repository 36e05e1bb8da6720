import { OptionError } from '../errors'
import { resolveIdentity } from '../identity/identify'
import type { ExperimentManagerOptions } from '../manager/experiment-manager'
import { prepareRun } from '../manager/prepare-run'
import { RunRequest } from '../manager/run-request'
import { normalizeParams } from '../params/normalize'
import { showText } from '../params/show'
import type { JsonObject } from '../params/types'
import { rerunRequest } from '../run/rerun-request'
import type { Run } from '../training/run'
import type { RunOptions } from '../training/run-options'
import type { RecordedArgs } from './recorded-args'

/** A wish for a run of some arguments in the folders of ExperimentManager. */
export interface KeyedWish extends Pick<ExperimentManagerOptions, 'ids' | 'neutralParams' | 'ignoredParams'> {
  root: string
  monitored: readonly string[]
  recorded: RecordedArgs
  isTemporary: boolean
  seed: number | undefined
  resume: boolean | string
  recording: RunOptions
  extraArgs: readonly string[] | null
}

/** Makes a run, or goes on with one, whose parameters are the arguments by their groups. Throws what `prepare` throws. */
export function keyedRun({ recorded, isTemporary, resume, ...wish }: KeyedWish): Run {
  const { recording, root, extraArgs } = wish
  const asked = rerunRequest()
  const params = { ...groupedParams(recorded), ...(isTemporary ? { debug: true } : {}) }
  const request = new RunRequest<JsonObject>(normalizeParams(params), {
    root,
    identity: resolveIdentity(wish),
    seed: wish.seed ?? asked?.seed ?? undefined,
    isRerun: asked !== undefined,
    extraArgs,
    match: 'params',
    takeover: false,
    recording,
    isOfScript: true,
  })
  return prepareRun(request, resume)
}

function groupedParams({ args, groups }: RecordedArgs): Record<string, unknown> {
  const params: Record<string, unknown> = {}
  const titles = new Set(groups.values())
  for (const [name, value] of Object.entries(args)) {
    const title = groups.get(name)
    if (title === undefined) {
      if (titles.has(name)) throw isGroupToo(name)
      params[name] = value
    } else params[title] = { ...(params[title] as object | undefined), [name]: value }
  }
  return params
}

function isGroupToo(name: string): OptionError {
  const text = `The argument "${showText(name)}" has the name of a group of arguments, and in the record both would be "${showText(name)}". Rename one of them, or put the argument into the group.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'monitored', value: name })
}
