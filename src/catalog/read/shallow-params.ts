import type { JsonObject } from '../../params/types'
import { paramsIn } from '../../run/stored-params'
import { checkDepth } from './depth'

/** A value as parameters. Throws FileError (`EXMAN_FILE_INVALID`) for what is none, and for what is nested too deep. */
export function shallowParams(value: unknown, path: string): JsonObject {
  checkDepth(value, path)
  return paramsIn(value, path)
}
