import { basename, dirname, join } from 'node:path'
import { folderExists, listFolder } from '../../files'
import { DIRS } from '../../layout/names'
import { folderNumber, parseNamedFolder } from '../../layout/named-folder'
import { rememberedNumber } from '../sequence'

/** The folders of a root that hold runs. */
export const RUN_HOLDERS = [DIRS.runs, DIRS.tmp, DIRS.fails] as const

/** Whether a folder stands where runs of the named layout do. */
export function isNamedPlace(dir: string): boolean {
  const holders: readonly string[] = RUN_HOLDERS
  return holders.includes(basename(dirname(dir))) && parseNamedFolder(basename(dir)) !== undefined
}

/** The folder of a run below its root, by its name or its number; undefined when there is none. */
export function findNamedRun(root: string, run: string | number): string | undefined {
  if (typeof run === 'string') return RUN_HOLDERS.map((holder) => join(root, holder, run)).find(folderExists)
  for (const holder of RUN_HOLDERS) {
    const name = listFolder(join(root, holder)).find((name) => folderNumber(name) === run)
    if (name !== undefined) return join(root, holder, name)
  }
  return undefined
}

/** The highest number that a run of the root has, or had before it went to the trash; 0 when there are none. */
export function highestNumber(root: string): number {
  let highest = rememberedNumber(root)
  for (const holder of RUN_HOLDERS)
    for (const name of listFolder(join(root, holder)))
      // Of a hundred thousand names only few can be the highest, so only those are looked at closely.
      if (Number.parseInt(name, 10) > highest) highest = Math.max(highest, folderNumber(name) ?? 0)
  return highest
}
