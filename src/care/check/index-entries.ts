import { join, resolve } from 'node:path'
import { isThere } from '../../catalog/scan/place'
import { isHeldNow } from '../../catalog/scan/read-run'
import { isTemporaryName, listEntries, lookAtFolder, removeFile } from '../../files'
import { parseNamedFolder } from '../../layout/named-folder'
import { DIRS, FILES } from '../../layout/names'
import { showText } from '../../params/show'
import { entryTarget, linkIndex } from '../../run/named/index-links'
import type { Notebook } from './notebook'
import { trying } from './read-part'
import { checkStrays } from './strays'

const EXTENSION = '.yaml'

/** Checks that index/ has an entry of each run in runs/, and none that leads nowhere. What is no link of exman's is left alone. */
export function checkIndex(notebook: Notebook, root: string): void {
  const index = join(root, DIRS.index)
  // It is a convenience: who has none wants none.
  if (trying(notebook, index, () => lookAtFolder(index)) === undefined) return
  const entries = trying(notebook, index, () => listEntries(index)) ?? []
  const names = new Set(entries.map(({ name }) => name))
  const runs = new Set(runsWithParams(notebook, root))
  for (const { name, kind } of entries) {
    const run = name.endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : ''
    if ((kind !== 'link' && kind !== 'file') || parseNamedFolder(run) === undefined) continue
    const path = join(index, name)
    const target = trying(notebook, path, () => entryTarget(path))
    if (target !== undefined) checkEntry(notebook, root, { path, run, target, isThere: runs.has(run) })
  }
  for (const run of runs) if (!names.has(run + EXTENSION)) checkMissing(notebook, root, run)
  if (entries.some(({ name }) => isTemporaryName(name))) checkStrays(notebook, index)
}

interface Entry {
  path: string
  run: string
  target: string
  isThere: boolean
}

function checkEntry(notebook: Notebook, root: string, { path, run, target, isThere }: Entry): void {
  const wanted = join(root, DIRS.runs, run, FILES.namedParams)
  const leadsTo = resolve(join(path, '..'), target)
  if (isThere && leadsTo === wanted) return
  const shown = showText(target)
  if (isThere) {
    const act = () => linkIndex(root, run)
    return notebook.add('index-wrong', path, `It leads to ${shown}, not to ${wanted}.`, {
      says: 'points it to its run',
      act,
    })
  }
  // A link of exman's own making ends so; any other is the user's.
  if (!leadsTo.endsWith(join(DIRS.runs, run, FILES.namedParams))) return
  const act = () => removeFile(path)
  notebook.add('index-wrong', path, `It leads to ${shown}, and there is no such run.`, {
    says: 'takes the entry out of the index',
    act,
  })
}

function checkMissing(notebook: Notebook, root: string, run: string): void {
  const dir = join(root, DIRS.runs, run)
  // It may just be made, or on its way to fails/.
  if (isHeldNow(dir)) return
  const path = join(root, DIRS.index, run + EXTENSION)
  const act = () => {
    if (lookAtFolder(dir) !== undefined) linkIndex(root, run)
  }
  notebook.add('index-wrong', path, 'It is missing: the index lacks the run.', {
    says: 'puts the run into the index',
    act,
  })
}

function runsWithParams(notebook: Notebook, root: string): string[] {
  const runs = join(root, DIRS.runs)
  const entries = trying(notebook, runs, () => listEntries(runs)) ?? []
  return entries
    .filter(({ name, kind }) => kind === 'folder' && parseNamedFolder(name) !== undefined)
    .map(({ name }) => name)
    .filter((name) => isThere(join(runs, name, FILES.namedParams)))
}
