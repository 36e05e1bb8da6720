import { basename, join } from 'node:path'
import type { RunPlace } from '../../catalog/scan/place'
import { jsonIn, readLooked } from '../../files'
import { parseNamedFolder } from '../../layout/named-folder'
import { FILES } from '../../layout/names'
import { parseRunId } from '../../layout/run-id'
import { isDataObject } from '../../params/data-object'
import { showText } from '../../params/show'
import { RUN_HOLDERS } from '../../run/named/place'
import type { Notebook } from './notebook'
import { TreeFacts } from './tree-facts'

/** Checks that a run stands where it was made, or where a rekey has moved it; shows both names where it does not. */
export function checkName(notebook: Notebook, tree: TreeFacts, place: RunPlace, recorded: string): void {
  if (recorded === place.id || isAlias(tree, place, recorded) || isToldOfExperiment(tree, place, recorded))
    return
  const others = placesOf(tree, place, recorded).filter((dir) => dir !== place.dir)
  const original = others.find((dir) => idAt(dir) === recorded)
  if (original !== undefined) {
    const text = `It is a copy of ${original}: its run.json says ${showText(recorded)}, and it stands at ${place.id}.`
    return notebook.add('folder-copied', place.dir, text)
  }
  const text = `It was renamed or moved: its run.json says ${showText(recorded)}, and it stands at ${place.id}.`
  notebook.add('folder-renamed', place.dir, text)
}

/** A rekey moves runs and notes their old ids. */
function isAlias(tree: TreeFacts, place: RunPlace, recorded: string): boolean {
  if (place.kind !== 'keyed') return false
  return tree.aliasesAt(TreeFacts.experimentDir(place)).runs.get(recorded) === basename(place.dir)
}

/** Of an experiment whose folder was renamed it is told once, and not of each of its runs. */
function isToldOfExperiment(tree: TreeFacts, place: RunPlace, recorded: string): boolean {
  const was = parseRunId(recorded)
  if (place.kind !== 'keyed' || was === undefined || was.run !== basename(place.dir)) return false
  const facts = tree.experimentAt(TreeFacts.experimentDir(place))
  const now = parseRunId(place.id)
  const isRenamed = facts !== undefined && now?.experiment.split('~')[0] !== facts.name
  return (
    isRenamed && was.experiment.split('~')[0] === facts.name && was.debug === place.id.startsWith('debug/')
  )
}

/** Where a run of this id would stand. What is no id leads nowhere. */
function placesOf(tree: TreeFacts, { kind }: RunPlace, id: string): string[] {
  if (kind === 'named')
    return parseNamedFolder(id) === undefined ? [] : RUN_HOLDERS.map((holder) => tree.path(holder, id))
  return parseRunId(id) === undefined ? [] : [tree.path(...id.split('/'))]
}

function idAt(dir: string): unknown {
  try {
    const path = join(dir, FILES.run)
    const text = readLooked(path, 2 ** 26)?.text
    const record = text === undefined ? undefined : jsonIn(text, path)
    return isDataObject(record) ? record['id'] : undefined
  } catch {
    return undefined
  }
}
