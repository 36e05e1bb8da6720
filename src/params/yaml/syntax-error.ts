import type { ErrorCode, YAMLError } from 'yaml'
import type { FileError } from '../../errors'
import { showText } from '../show'
import type { YamlPlace } from './types'
import { yamlError } from './yaml-error'

const WHAT_TO_DO: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'Write a backslash as \\\\, or the text in single quotes',
  BAD_SCALAR_START: 'Write the text in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'Write a text with ": " in it in quotes, and nested keys on indented lines of their own',
  TAB_AS_INDENT: 'Indent with blanks',
  TAG_RESOLVE_FAILED: 'Leave the tag out',
}

/** What the library finds wrong with a line, with what to do. */
export function syntaxError(error: YAMLError, place: YamlPlace): FileError {
  const advice =
    WHAT_TO_DO[error.code] ?? 'Correct the line: quotes and brackets are closed, and keys end in ": "'
  return yamlError(place, `it is not valid YAML (${showText(error.message)}). ${advice}`, error)
}
