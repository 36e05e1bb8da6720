import { FileError } from '../../errors'
import type { YamlPlace } from './types'

/** The error for something in a YAML file: which line, what, and what to do. */
export function yamlError({ path, line }: YamlPlace, problem: string, cause?: unknown): FileError {
  return new FileError('EXMAN_FILE_INVALID', `Could not read ${path}, line ${line}: ${problem}.`, {
    path,
    ...(cause === undefined ? {} : { cause }),
  })
}
