import { basename, dirname, join } from 'node:path'
import { RunError } from '../../errors'
import { createOnce, ensureFolder, kindAt } from '../../files'
import { FILES } from '../../layout/names'
import { isEqualJson } from '../../params/equal'
import type { Json } from '../../params/types'
import { findNamedRun } from '../../run/named/place'
import { withRoot } from './with-root'
import { readEntry, trashOf } from './entries'
import { experimentText } from './experiment-text'
import { dropEntry } from './finish'
import { makeLinks } from './links'
import { moveLocked } from './move-locked'
import { experimentOf, holderOf, standsAt } from './place'
import type { Trashed } from './trashed'

/** Why a run cannot go back to its place, as a clause; undefined when it can. Throws FileError when that cannot be known. */
export function whyNotFree(root: string, { from, experiment }: Trashed): string | undefined {
  const path = join(root, ...from.split('/'))
  if (standsAt(root, from) !== 'missing') return `something is at ${path}`
  const names = from.split('/')
  for (let level = 1; level < names.length; level++) {
    const folder = join(root, ...names.slice(0, level))
    const kind = kindAt(folder)
    if (kind !== undefined && kind !== 'folder')
      return `${folder} is no folder, or a link, which is not followed`
  }
  if (holderOf(from) !== undefined) {
    const other = findNamedRun(root, basename(from))
    return other && `a run of this name is at ${other}`
  }
  return isSameExperiment(dirname(path), experiment)
    ? undefined
    : `${dirname(path)} is another experiment now`
}

/** The error for a run whose place is taken. */
export function placeOccupied(id: string, why: string): RunError {
  const text = `${id} cannot be brought back: ${why}. Move that elsewhere, or to the trash, and try again.`
  return new RunError('EXMAN_PLACE_OCCUPIED', text, { run: id })
}

/**
 * Brings the run of an entry back to its place, or says as a clause why not. First the run, in one step, then the links to it, and last
 * the entry goes: killed in between, `finishTrash` does the rest. Throws FileError: then the run is in the trash, unless the code is
 * `EXMAN_NOT_DURABLE`.
 */
export function putBack(root: string, name: string): { why: string } | { dir: string } {
  return withRoot(root, () => {
    const entry = readEntry(trashOf(root) ?? root, name)
    const { trashed, run, problem } = entry
    if (problem !== null) throw problem
    if (trashed === undefined || run === undefined) return { why: 'it is no longer in the trash' }
    const why = whyNotFree(root, trashed)
    if (why !== undefined) return { why }
    const dir = join(root, ...trashed.from.split('/'))
    makePlace(root, trashed)
    try {
      moveLocked(run, dir, { evenHeld: true })
    } catch (error) {
      // A run that was just begun there has made it its own.
      if (kindAt(run) === undefined || standsAt(root, trashed.from) === 'missing') throw error
      return { why: `something is at ${dir}` }
    }
    makeLinks(root, trashed.from, trashed)
    dropEntry(entry)
    return { dir }
  })
}

/** Makes the folders above a place again, if they are gone, and what tells which experiment it is. */
function makePlace(root: string, { from, experiment }: Trashed): void {
  const parent = join(root, ...from.split('/').slice(0, -1))
  ensureFolder(parent)
  if (experimentOf(from) !== undefined && experiment !== null)
    createOnce(join(parent, FILES.experiment), experiment)
}

/** Whether a folder is that of the experiment whose experiment.json had this text; one that has none may become it. */
function isSameExperiment(dir: string, text: string | null): boolean {
  const present = text === null ? undefined : experimentText(dir)
  if (present === undefined || present === text) return true
  const [now, before] = [present, text!].map(valueIn)
  // Of one that is damaged nobody can say that it is another.
  return now === undefined || before === undefined || isEqualJson(now, before)
}

function valueIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
