import { join } from 'node:path'
import { FileError } from '../../errors'
import { jsonIn, lookAtFolder, readLooked, recordIn } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { show, showText } from '../../params/show'

const MOST_BYTES = 2 ** 16

/** Refuses what is no root of ExperimentManager: nothing else is named by its parameters. Throws FileError. */
export function checkKeyedRoot(root: string): void {
  const path = join(root, DIRS.exman, FILES.format)
  if (lookAtFolder(join(root, DIRS.exman)) === undefined)
    throw noRoot(root, `it has no folder ${DIRS.exman}, so exman has not made it`)
  const found = readLooked(path, MOST_BYTES)
  const layout = found && recordIn(jsonIn(found.text, path), path)['layout']
  if (layout === 'keyed') return
  if (layout === 'named') throw noRoot(root, 'its runs are numbered, and no parameter is part of their names')
  throw noRoot(root, `${showText(path)} says that its layout is ${show(layout)}`)
}

function noRoot(root: string, why: string): FileError {
  const text = `${showText(root)} cannot be rekeyed: ${why}. Give the folder that ExperimentManager writes to.`
  return new FileError('EXMAN_ROOT_INVALID', text, { path: root })
}
