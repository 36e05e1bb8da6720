import { resolve } from 'node:path'
import { ExmanError, OptionError } from '../errors'
import { readJson } from '../files'
import { isDataObject } from '../params/data-object'
import { normalizeParams } from '../params/normalize'
import { withOverrides } from '../params/override'
import type { JsonObject } from '../params/types'
import { RERUN_VARIABLES, rerunRequest } from './rerun-request'

/** The parameters that the environment asks for. */
export interface AskedParams {
  params: JsonObject
  /** The seed of the run that is run again; undefined when it had none. */
  seed: number | undefined
  /** Whether `exman rerun` asks, not somebody who has set the variable. */
  isRerun: boolean
}

/** The parameters that take the place of a script's own; undefined when the environment names none. Throws OptionError. */
export function askedParams(): AskedParams | undefined {
  const name = RERUN_VARIABLES.params
  const path = process.env[name]
  if (path === undefined || path === '') return undefined
  const request = rerunRequest()
  const params = withOverrides(paramsIn(name, path), request?.overrides ?? [])
  return { params, seed: request?.seed ?? undefined, isRerun: request !== undefined }
}

function paramsIn(name: string, path: string): JsonObject {
  const why = (text: string) => {
    const message = `The environment variable ${name} must name a JSON file of parameters, such as the hyperparameters.json of a run. ${text} Unset it, or name another file.`
    return new OptionError('EXMAN_OPTION_INVALID', message, { option: name, value: path })
  }
  try {
    const found = readJson(resolve(path))
    if (found === undefined) throw why(`There is no file ${resolve(path)}.`)
    if (!isDataObject(found)) throw why(`${resolve(path)} holds no object.`)
    return normalizeParams(found)
  } catch (error) {
    if (!(error instanceof ExmanError) || error instanceof OptionError) throw error
    throw why(error.message)
  }
}
