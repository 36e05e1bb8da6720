import { OptionError } from '../errors'
import { isSeed } from '../params/check-options'
import { isDataObject } from '../params/data-object'
import { show } from '../params/show'

/** The names of the variables by which a script is told to run with the parameters of an earlier run. */
export const RERUN_VARIABLES = { params: 'EXMAN_PARAMS', request: 'EXMAN_RERUN' } as const

/** What `exman rerun` asks of a script. */
export interface RerunRequest {
  /** The id of the run that is run again. */
  of: string
  /** Its seed; null when it had none. */
  seed: number | null
  /** What is to be other than in the parameters of that run, as `path=value`. */
  overrides: string[]
}

/** What `exman rerun` asks of this process; undefined when it was not started by it. Throws `EXMAN_OPTION_INVALID`. */
export function rerunRequest(): RerunRequest | undefined {
  const text = process.env[RERUN_VARIABLES.request]
  if (text === undefined || text === '') return undefined
  const value = parsed(text)
  if (!isDataObject(value)) throw invalid(text)
  const { of, seed = null, overrides = [] } = value
  if (typeof of !== 'string' || of === '' || !isListOfTexts(overrides)) throw invalid(text)
  if (seed !== null && isSeed(seed) !== undefined) throw invalid(text)
  return { of, seed: seed as number | null, overrides }
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function invalid(value: string): OptionError {
  const { request } = RERUN_VARIABLES
  const text = `The environment variable ${request} must be what exman rerun sets, {"of": "<id of a run>", "seed": null, "overrides": []}, got ${show(value)}. Unset it.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: request, value })
}
