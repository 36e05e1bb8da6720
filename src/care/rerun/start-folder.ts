import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { fileExists, folderExists } from '../../files'
import { projectNow } from '../../run/project'
import type { StoredRun } from '../../run/read'
import { rerunImpossible, type RecordedCommand } from './recorded-command'

/** Where a run is started again. */
export interface StartFolder {
  /** The folder that recorded paths are relative to. */
  base: string
  /** The folder to start in. */
  cwd: string
  /** The script, absolute. */
  script: string
}

/**
 * Finds the folder in which a run can be started again: the first in which its script is. Tried are `cwd`, when it is given, and
 * else the work tree around the runs, the working folder and its work tree, and the folders above the runs. Throws
 * `EXMAN_RERUN_IMPOSSIBLE`.
 */
export function startFolder(
  command: RecordedCommand,
  { place }: StoredRun,
  { cwd, from }: { cwd: string | undefined; from: string },
): StartFolder {
  const bases = cwd === undefined ? basesFor(place.root, from) : basesAround(resolve(from, cwd), command.cwd)
  const found = bases.map((base) => startIn(base, command, cwd && resolve(from, cwd))).find(Boolean)
  if (found !== undefined) return found
  const where = cwd === undefined ? bases.join(', ') : bases.join(' or ')
  const hint = cwd === undefined ? ' Name the folder in which it is started with --cwd.' : ''
  throw rerunImpossible(place.id, `its script ${command.script} is not in ${where}.${hint}`)
}

function basesFor(root: string, from: string): string[] {
  const tops = [projectNow(root).gitRoot, from, projectNow(from).gitRoot].flatMap((each) => each ?? [])
  return [...new Set([...tops, ...above(root)])]
}

function above(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [] : [parent, ...above(parent)]
}

/** What recorded paths may be relative to, when the script is started in a folder. */
function basesAround(folder: string, recorded: string): string[] {
  const back = isAbsolute(recorded) ? folder : resolve(folder, relative(join('/', recorded), '/'))
  const isBelow = resolve(back, recorded) === folder
  return [
    ...new Set([projectNow(folder).gitRoot, isBelow ? back : null, folder].flatMap((each) => each ?? [])),
  ]
}

function startIn(
  base: string,
  { script, cwd }: RecordedCommand,
  given: string | undefined,
): StartFolder | undefined {
  // A record never says more than what lies below the base, or an absolute path.
  if ([script, cwd].some((path) => path.split(/[\\/]/).includes('..'))) return undefined
  const [file, folder] = [resolve(base, script), given ?? resolve(base, cwd)]
  return isScript(file) && isFolder(folder) ? { base, cwd: folder, script: file } : undefined
}

// As node finds it.
function isScript(path: string): boolean {
  return [path, `${path}.js`, join(path, 'index.js'), join(path, 'package.json')].some(isFile)
}

function isFile(path: string): boolean {
  return attempt(() => fileExists(path))
}

function isFolder(path: string): boolean {
  return attempt(() => folderExists(path))
}

// Folders above may belong to others.
function attempt(look: () => boolean): boolean {
  try {
    return look()
  } catch {
    return false
  }
}
