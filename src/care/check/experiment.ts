import { basename, dirname, join } from 'node:path'
import { lookAtFolder } from '../../files'
import { sameExperiment } from '../../identity/same-experiment'
import { parseExperimentFolder } from '../../layout/experiment-folder'
import { FILES } from '../../layout/names'
import type { Aliases } from '../../run/aliases'
import { aliasesAt, nameOf, readExperiment, type ExperimentFacts } from './experiment-facts'
import { checkLock } from './locks'
import { Notebook, type Found } from './notebook'
import { hasFile, trying } from './read-part'
import { checkStrays } from './strays'
import type { Looking, Subject } from './subject'
import type { TreeFacts } from './tree-facts'

/** The folder of an experiment, to be checked without its runs. `hasRuns`: without any it may just be made. */
export function experimentSubject(tree: TreeFacts, dir: string, hasRuns: boolean): Subject {
  const look = (how: Looking): Found[] => {
    const notebook = new Notebook(tree.root)
    // A rekey takes away what is empty.
    if (trying(notebook, dir, () => lookAtFolder(dir)) === undefined) return notebook.found
    const lock = how.isHolder === true ? 'free' : checkLock(notebook, dir)
    checkExperiment(notebook, tree, dir, hasRuns)
    if (lock !== 'held') checkStrays(notebook, dir)
    return notebook.found
  }
  return { dir, lock: dir, look }
}

function checkExperiment(notebook: Notebook, tree: TreeFacts, dir: string, hasRuns: boolean): void {
  const path = join(dir, FILES.experiment)
  if (!hasFile(notebook, dir, FILES.experiment)) {
    if (hasRuns)
      notebook.add('file-missing', path, `It is missing, so the values behind the name are not known.`)
    return
  }
  const facts = readExperiment(notebook, dir)
  if (facts === undefined) return
  const aliases = aliasesAt(notebook, dir)
  if (checkDigests(notebook, path, facts)) checkName(notebook, tree, dir, facts, aliases)
}

function checkDigests(notebook: Notebook, path: string, facts: ExperimentFacts): boolean {
  const { monitored, groups, digests, ids, name } = facts
  const wrong = monitored.find((group) => groups[group]!.digest !== digests[group])
  if (wrong === undefined) return true
  const stored = nameOf(
    monitored,
    ids,
    Object.fromEntries(monitored.map((each) => [each, groups[each]!.digest])),
  )
  const names = stored === name ? name : `the values give ${name}, the digests ${stored}`
  const text = `It was edited: the digest of "${wrong}" is not that of its value (${names}).`
  notebook.add('digest-wrong', path, text)
  return false
}

function checkName(
  notebook: Notebook,
  tree: TreeFacts,
  dir: string,
  facts: ExperimentFacts,
  aliases: Aliases,
): void {
  const folder = basename(dir)
  const parsed = parseExperimentFolder(folder)
  if (parsed?.name === facts.name || aliases.experiments.has(folder)) return
  const original = join(dirname(dir), facts.name)
  const other = tree.experimentAt(original)
  if (other !== undefined && sameExperiment(other, facts)) {
    const text = `It is a copy of ${original}: its experiment.json gives ${facts.name}, and it is named ${folder}.`
    return notebook.add('folder-copied', dir, text)
  }
  const text = `It was renamed: its experiment.json gives ${facts.name}, and it is named ${folder}.`
  notebook.add('folder-renamed', dir, text)
}
