import { join } from 'node:path'
import { listEntries } from '../../files'
import { folderNumber } from '../../layout/named-folder'
import { RUN_HOLDERS } from '../../run/named/place'
import type { Notebook } from './notebook'
import { trying } from './read-part'

/** Checks that no two runs of a root have one number. */
export function checkNumbers(notebook: Notebook, root: string): void {
  const first = new Map<number, string>()
  for (const holder of RUN_HOLDERS) {
    const dir = join(root, holder)
    for (const { name, kind } of trying(notebook, dir, () => listEntries(dir)) ?? []) {
      const number = kind === 'folder' ? folderNumber(name) : undefined
      if (number === undefined) continue
      const path = join(dir, name)
      const other = first.get(number)
      if (other === undefined) first.set(number, path)
      else notebook.add('number-twice', path, `It has the number ${number}, and so has ${other}.`)
    }
  }
}
