import { join } from 'node:path'
import { logRowsIn } from '../../catalog/details/log-rows'
import type { RunPlace } from '../../catalog/scan/place'
import { listEntries, lookAtFolder, recordIn } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { notesIn } from '../../run/notes'
import { runRecordIn, type RunRecord } from '../../run/record'
import type { Scores } from '../../run/scores'
import { whileHeld } from '../notes/root-lock'
import { checkLock } from './locks'
import { Notebook, type Found } from './notebook'
import { readJsonPart, readPart, trying } from './read-part'
import { checkCheckpoints, isMisnamed } from './run-checkpoints'
import { checkLog } from './run-log'
import { checkName } from './run-name'
import { checkParams } from './run-params'
import { checkPointers } from './run-pointers'
import { checkAgainstLog, checkNamedCheckpoints, readScores } from './run-scores'
import { checkStatus } from './run-status'
import { addStrays, checkStrays } from './strays'
import type { Looking, Subject } from './subject'
import { TreeFacts } from './tree-facts'

/** A run, to be checked and mended under its own lock. `hear` gets its record, as far as it has one. */
export function runSubject(tree: TreeFacts, place: RunPlace, hear?: (record: RunRecord) => void): Subject {
  const look = (how: Looking) => lookAtRun(tree, place, how, hear)
  return { dir: place.dir, lock: place.dir, look }
}

async function lookAtRun(
  tree: TreeFacts,
  place: RunPlace,
  how: Looking,
  hear?: (record: RunRecord) => void,
): Promise<Found[]> {
  const notebook = new Notebook(tree.root, place.id)
  if (place.unreadable !== undefined) notebook.add('unreadable', place.dir, place.unreadable.message)
  else if (isThere(notebook, place.dir)) {
    if (place.kind === 'keras') checkKeras(notebook, place.dir)
    else await checkOurs(notebook, tree, place, how, hear)
  }
  return notebook.found
}

// It may have gone elsewhere since it was listed.
function isThere(notebook: Notebook, dir: string): boolean {
  return trying(notebook, dir, () => lookAtFolder(dir)) !== undefined
}

async function checkOurs(
  notebook: Notebook,
  tree: TreeFacts,
  place: RunPlace,
  { verify, isHolder = false }: Looking,
  hear: ((record: RunRecord) => void) | undefined,
): Promise<void> {
  const { dir, kind } = place
  // One listing spares a look for each file that may be there.
  const entries = trying(notebook, dir, () => listEntries(dir))
  if (entries === undefined) return
  const kinds = new Map(entries.map((entry) => [entry.name, entry.kind]))
  const isHeld = !isHolder && kinds.has(FILES.lock) && checkLock(notebook, dir) === 'held'
  const isOurs = kinds.has(FILES.run)
  // Its process is about to write what makes it a run.
  if (isHeld && !isOurs) return
  const record = isOurs ? readRecord(notebook, dir) : undefined
  if (record !== undefined) hear?.(record)
  const experiment = kind === 'keyed' ? tree.experimentAt(TreeFacts.experimentDir(place)) : undefined
  checkParams(notebook, { place, record, isOurs, experiment })
  if (record !== undefined) checkName(notebook, tree, place, record.id)
  if (record !== undefined && !isHeld) checkStatus(notebook, dir, record)
  const scores = kinds.has(FILES.scores) ? readScores(notebook, dir) : undefined
  // Only the Python tool leaves out run.json, in the numbered layout, and it has no scores.
  if (!isOurs && (kind === 'keyed' || scores !== undefined)) checkUnrecorded(notebook, dir)
  const log = kinds.has(FILES.log) ? checkLog(notebook, dir, { isHeld }) : undefined
  if (record !== undefined && !isHeld) checkPresent(notebook, dir, record, kinds)
  if (record !== undefined && log !== undefined && !isHeld)
    checkAgainstLog(notebook, dir, log, { record, scores })
  if (kinds.has(FILES.notes)) checkNotes(notebook, dir)
  // Notes are written with the lock of the root, by others than the holder of the run.
  const under = (sweep: () => void) => whileHeld(tree.root, sweep)
  if (!isHeld) addStrays(notebook, dir, entries, under)
  const models = kinds.get(DIRS.models)
  if (models === 'folder') await checkModels(notebook, dir, { verify, scores, isHeld, under })
  else if (models !== undefined) {
    // Behind a link begins what is not of this root.
    const what = models === 'link' ? 'a link, which is not followed' : 'no folder'
    notebook.add('unreadable', join(dir, DIRS.models), `It is ${what}.`)
  } else if (scores !== undefined && !isHeld) checkNamedCheckpoints(notebook, dir, scores, [])
}

interface ModelsContext {
  verify: boolean
  scores: Scores | undefined
  isHeld: boolean
  under: (sweep: () => void) => void
}

async function checkModels(
  notebook: Notebook,
  dir: string,
  { verify, scores, isHeld, under }: ModelsContext,
): Promise<void> {
  const found = await checkCheckpoints(notebook, dir, { verify, scores })
  if (found === undefined || isHeld) return
  const names = found.map(({ name }) => name)
  // What was renamed is to be renamed back before it is judged what names it.
  if (!found.some(isMisnamed)) {
    if (scores !== undefined) checkNamedCheckpoints(notebook, dir, scores, names)
    checkPointers(notebook, dir, found, scores)
  }
  checkStrays(notebook, join(dir, DIRS.models), under)
}

function readRecord(notebook: Notebook, dir: string): RunRecord | undefined {
  const path = join(dir, FILES.run)
  return readJsonPart(notebook, path, (value) => runRecordIn(recordIn(value, path), path))?.value
}

function checkUnrecorded(notebook: Notebook, dir: string): void {
  const path = join(dir, FILES.run)
  const text =
    'It is missing, so the state of the run is not known: its process may have ended as it made the run.'
  notebook.add('file-missing', path, text)
}

function checkPresent(
  notebook: Notebook,
  dir: string,
  { epochs }: RunRecord,
  kinds: ReadonlyMap<string, unknown>,
): void {
  if (epochs === 0) return
  for (const file of [FILES.scores, FILES.log])
    if (!kinds.has(file))
      notebook.add('file-missing', join(dir, file), `It is missing, after ${epochs} epochs.`)
}

function checkKeras(notebook: Notebook, dir: string): void {
  for (const file of [FILES.params, FILES.scores]) readJsonPart(notebook, join(dir, file), (value) => value)
  readPart(notebook, join(dir, FILES.log), logRowsIn)
  checkNotes(notebook, dir)
}

function checkNotes(notebook: Notebook, dir: string): void {
  readJsonPart(notebook, join(dir, FILES.notes), (value, path) => notesIn(recordIn(value, path), path))
}
