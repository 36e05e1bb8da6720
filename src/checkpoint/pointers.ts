import { join } from 'node:path'
import { jsonText, removeFile, replaceFile, replaceLink } from '../files'
import { DIRS, FILES } from '../layout/names'
import { readValid } from './read-valid'

/** The two pointers of a models folder. */
export type Pointer = 'best' | 'last'

/** Lets a pointer show to a checkpoint, or to none. The file is the truth; the link beside it a convenience. */
export function writePointer(
  models: string,
  pointer: Pointer,
  target: { name: string; epoch: number } | undefined,
): void {
  const file = join(models, FILES[pointer])
  const link = join(models, DIRS[pointer])
  const before = readPointer(models, pointer)
  if (target === undefined) {
    // Only a link is ours to remove: `replaceLink` tells it from what else may stand there.
    if (before !== undefined && replaceLink('.', link)) removeFile(link)
    removeFile(file)
    return
  }
  if (before !== target.name)
    replaceFile(file, jsonText({ format: 1, checkpoint: target.name, epoch: target.epoch }))
  // In any case: a kill between the two leaves a link that is behind.
  replaceLink(target.name, link)
}

/** The name that a pointer shows to; `undefined` when it is missing or not one. Throws FileError for what the disk refuses. */
export function readPointer(models: string, pointer: Pointer): string | undefined {
  const found = readValid(join(models, FILES[pointer]))?.checkpoint
  return typeof found === 'string' ? found : undefined
}
