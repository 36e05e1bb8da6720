import { join } from 'node:path'
import { FileError } from '../../errors'
import { jsonIn, look, lookAtFolder, readLookedBytes, textOf, unlessRefused } from '../../files'
import { attempt } from '../../catalog/read/attempt'
import { checkDepth } from '../../catalog/read/depth'
import type { FindingCode } from './findings'
import type { Notebook } from './notebook'

/** A larger file of this kind is none of exman's. */
const MOST_BYTES = 64 * 2 ** 20

/** A file as it was read: what `parse` made of it, and its bytes. */
export interface Part<T> {
  readonly bytes: Buffer
  /** Undefined when it holds something else, which was taken down. */
  readonly value: T | undefined
}

/**
 * Reads a file without following a link; undefined when there is none, or it cannot be read. What is wrong with it is taken down, by the
 * code that it has, and never thrown.
 */
export function readPart<T>(
  notebook: Notebook,
  path: string,
  parse: (text: string, path: string) => T,
  mostBytes = MOST_BYTES,
): Part<T> | undefined {
  const bytes = trying(notebook, path, () => readLookedBytes(path, mostBytes)?.bytes)
  if (bytes === undefined) return undefined
  return { bytes, value: trying(notebook, path, () => parse(textOf(bytes), path)) }
}

/** The same for JSON, which must not be nested too deep to be worked with. */
export function readJsonPart<T>(
  notebook: Notebook,
  path: string,
  parse: (value: unknown, path: string) => T,
): Part<T> | undefined {
  return readPart(notebook, path, (text) => {
    const value = jsonIn(text, path)
    checkDepth(value, path)
    return parse(value, path)
  })
}

/** Whether there is a plain file; what cannot be known counts as there, and is taken down. */
export function hasFile(notebook: Notebook, folder: string, name: string): boolean {
  let isThere = true
  trying(notebook, join(folder, name), () => {
    isThere = look(join(folder, name)) !== undefined
  })
  return isThere
}

/** Whether there is a folder, which is no link; what cannot be known counts as none. */
export function isFolder(path: string): boolean {
  return unlessRefused(() => lookAtFolder(path)) !== undefined
}

/** What some work gives; undefined, and taken down, when it throws what exman throws. */
export function trying<T>(notebook: Notebook, path: string, work: () => T): T | undefined {
  return attempt(work, (error) => notebook.add(codeOf(error), path, error.message))
}

/** The code of a finding for what a file is refused with. */
export function codeOf(error: unknown): FindingCode {
  const code = error instanceof FileError ? error.code : undefined
  if (code === 'EXMAN_FORMAT_NEWER') return 'format-newer'
  return code === 'EXMAN_READ_FAILED' || code === 'EXMAN_NO_PERMISSION' ? 'unreadable' : 'file-invalid'
}
