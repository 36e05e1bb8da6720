import { basename, dirname, resolve } from 'node:path'
import { FileError, OptionError } from '../errors'
import { folderExists, look, StagedFile } from '../files'

/**
 * Refuses, before anything is read, an output that cannot be replaced by a file, or must not be: `/dev/null`, a pipe, a link.
 * With `isNeeded` there is no writing to a pipe instead. Throws OptionError.
 */
export function checkOutput(output: string, cwd: string, { isNeeded = false } = {}): void {
  const pipe = isNeeded ? '' : ', or leave --output out and use ">"'
  const refuse = (why: string): never => {
    throw new OptionError('EXMAN_OPTION_INVALID', `--output "${output}" ${why}`, {
      option: 'output',
      value: output,
    })
  }
  if (output === '') refuse('is empty. Name a file.')
  if (output === '-') refuse(`is the sign of a pipe elsewhere. Name a file${pipe}.`)
  const path = resolve(cwd, output)
  if (!folderExists(dirname(path)))
    refuse(`cannot be written: there is no folder ${dirname(path)}. Make it first.`)
  try {
    look(path)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    refuse(`is no plain file, and is not replaced. Name another${pipe}.`)
  }
}

/** Writes an output; an older one is replaced when all is written and synced. */
export async function writeOutput(
  output: string,
  chunks: Iterable<string | Uint8Array>,
  cwd: string,
): Promise<void> {
  const path = resolve(cwd, output)
  const staged = await StagedFile.write(dirname(path), Array.from(chunks, toBytes))
  staged.commit(basename(path))
}

function toBytes(chunk: string | Uint8Array): Uint8Array {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
