import { OptionError } from '../errors'
import { missingPath } from './missing-path'
import { normalizeParams } from './normalize'
import { getAt, parsePath, setAt } from './path'
import { show, showText } from './show'
import type { Json, JsonObject } from './types'

/**
 * Parameters with some other values, each given as a text `path=value`: `training.lr=0.01`. The value is JSON, or else the text
 * itself. Throws `EXMAN_OPTION_INVALID` for another form and for a path that the parameters do not have; PathError.
 */
export function withOverrides(params: JsonObject, overrides: readonly string[]): JsonObject {
  const copy = normalizeParams(params)
  for (const text of overrides) {
    const end = text.indexOf('=')
    if (end <= 0) throw invalid(text, `is no "path=value", such as training.lr=0.01`)
    const path = parsePath(text.slice(0, end))
    if (getAt(copy, path) === undefined) throw invalid(text, unknown(copy, path))
    setAt(copy, path, typedValue(text.slice(end + 1)))
  }
  // What was put in is data of the same kind.
  return normalizeParams(copy)
}

/** A value as one types it: JSON, or else the text itself, as `adam` is. */
export function typedValue(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function unknown(params: JsonObject, path: readonly string[]): string {
  const { has, meant } = missingPath(params, path)
  const hint = meant === undefined ? '' : ` Did you mean "${showText(meant)}"?`
  return `names nothing that the run's parameters have. ${has}.${hint}`
}

function invalid(text: string, problem: string): OptionError {
  const message = `The override ${show(text)} ${problem}${problem.endsWith('?') || problem.endsWith('.') ? '' : '.'}`
  return new OptionError('EXMAN_OPTION_INVALID', message, { option: 'overrides', value: text })
}
