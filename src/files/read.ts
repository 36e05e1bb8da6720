import { resolve } from 'node:path'
import { FileError, type FileErrorCode } from '../errors'
import { disk } from './disk'
import { fileError, isMissing } from './file-error'

/** The text of a UTF-8 file, its byte order mark taken off; undefined when there is no file. Throws FileError. */
export function readText(path: string): string | undefined {
  try {
    return textOf(disk().readFileSync(path))
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw fileError(cause, 'read', path)
  }
}

/** The value of a JSON file; undefined when there is no file. Throws FileError, EXMAN_FILE_INVALID when it is not JSON. */
export function readJson(path: string): unknown {
  const text = readText(path)
  return text === undefined ? undefined : jsonIn(text, path)
}

/** The value in the text of a JSON file. Throws FileError, EXMAN_FILE_INVALID when it is not JSON. */
export function jsonIn(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw invalid(path, text === '' ? 'it is empty' : `it is not JSON (${(cause as Error).message})`, {
      cause,
    })
  }
}

/**
 * The record in one of exman's own JSON files: an object with a `format` number, unknown fields included; undefined when
 * there is no file. Throws FileError: EXMAN_FILE_INVALID, or EXMAN_FORMAT_NEWER for a format past `format`.
 */
export function readRecord(path: string, format = 1): Record<string, unknown> | undefined {
  const value = readJson(path)
  return value === undefined ? undefined : recordIn(value, path, format)
}

/** The record that the value of one of exman's own JSON files is. Throws as `readRecord` does. */
export function recordIn(value: unknown, path: string, format = 1): Record<string, unknown> {
  if (!isRecord(value)) throw invalid(path, 'it does not hold a JSON object')
  if (typeof value['format'] !== 'number') throw invalid(path, 'its "format" is not a number')
  if (value['format'] > format) throw newer(path, value['format'], format)
  return value
}

/** The bytes of a file. Throws FileError, also when there is no file. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await disk().readFile(path)
  } catch (cause) {
    throw fileError(cause, 'read', path)
  }
}

/** Bytes as UTF-8 text without a byte order mark, which editors put in front and no parser expects. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(path: string, reason: string, options: { cause?: unknown } = {}): FileError {
  return unreadable('EXMAN_FILE_INVALID', path, reason, options)
}

function newer(path: string, found: number, known: number): FileError {
  const reason = `it has format ${found}, and this exman knows only ${known}. Update exman to read it`
  return unreadable('EXMAN_FORMAT_NEWER', path, reason)
}

function unreadable(
  code: FileErrorCode,
  path: string,
  reason: string,
  options: { cause?: unknown } = {},
): FileError {
  return new FileError(code, `Could not read ${path}: ${reason}.`, { path: resolve(path), ...options })
}
