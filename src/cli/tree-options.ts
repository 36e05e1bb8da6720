import type { Command } from 'commander'
import { resolve } from 'node:path'
import { rootsAround } from '../catalog/find-roots'
import { openRuns } from '../catalog/open-runs'
import type { RunTable } from '../catalog/run-table'
import { FileError } from '../errors'
import { RepeatableOption } from './repeatable-option'
import { progress } from './print/progress'
import type { Terminal } from './terminal'

/** Which runs a command is about. */
export interface TreeOptions {
  root?: string[]
  trials?: boolean
  cache: boolean
}

/** The option that says where the experiments are, for a command that needs no other of these. */
export function rootOption(): RepeatableOption {
  return new RepeatableOption(
    '-r, --root <folder>',
    'where the experiments are; may be given again (default: EXMAN_ROOT, or found from here)',
  )
}

/** Adds the options that say which runs a command is about. */
export function addTreeOptions(command: Command): Command {
  return command
    .addOption(rootOption())
    .option('--trials', 'the runs in debug/ and tmp/, too')
    .option('--no-cache', 'read every file again, and keep nothing for the next time')
}

/**
 * Opens the runs that a command is about, telling how far it is when that takes long. `quick` for a command that shows few of them.
 */
export async function openTree(
  options: TreeOptions,
  terminal: Terminal,
  { quick = false }: { quick?: boolean } = {},
): Promise<RunTable> {
  const shown = progress({ stderr: terminal.stderr, isTTY: terminal.stderr.isTTY === true })
  try {
    return await openRuns(rootsFor(options, terminal), {
      trials: options.trials ?? false,
      cache: options.cache,
      quick,
      onProgress: (done, total) => shown.update(done, total, 'runs'),
    })
  } finally {
    shown.end()
  }
}

/** The roots that are meant: those named, else EXMAN_ROOT, else the one around the working folder, or those in it. */
export function rootsFor({ root }: Pick<TreeOptions, 'root'>, { env, cwd }: Terminal): string[] {
  const named = root ?? (env.EXMAN_ROOT ? [env.EXMAN_ROOT] : undefined)
  if (named !== undefined) return named.map((folder) => resolve(cwd, folder))
  const found = rootsAround(cwd)
  if (found.length > 0) return found
  const text = `There are no experiments in ${cwd}, in a folder above it or in one directly below it. Name the folder with --root, or in EXMAN_ROOT.`
  throw new FileError('EXMAN_ROOT_INVALID', text, { path: cwd })
}
