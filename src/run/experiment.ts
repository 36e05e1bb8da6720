import { join } from 'node:path'
import { FileError, warn } from '../errors'
import { createOnce, ensureFolder, fileExists, isHeld, jsonText, listFolder, readRecord } from '../files'
import type { Identity } from '../identity/identify'
import { sameExperiment } from '../identity/same-experiment'
import { experimentFolder, parseExperimentFolder } from '../layout/experiment-folder'
import { FILES } from '../layout/names'
import { parseRunFolder } from '../layout/run-folder'

/**
 * Finds or makes the folder of an experiment below `parent` and returns its name. Short names collide, so the keyed
 * values in experiment.json decide: another experiment under the same name makes this one `exp-…~2`, with a warning.
 */
export function claimExperiment(parent: string, identity: Identity): string {
  if (isStored(join(parent, identity.name), identity)) return identity.name
  const found = findExperiment(parent, identity)
  if (found !== undefined) return found
  for (let ordinal = 1; ; ordinal++) {
    const name = experimentFolder(identity.name, ordinal)
    if (makeExperiment(join(parent, name), identity)) {
      if (ordinal > 1) warnOfCollision(identity.name, name)
      return name
    }
  }
}

/** Makes a folder that of an experiment, and says whether it is: false when it is that of another. Throws FileError. */
export function makeExperiment(dir: string, identity: Identity): boolean {
  ensureFolder(dir)
  return createOnce(join(dir, FILES.experiment), experimentText(identity)) || isStored(dir, identity)
}

/** The folder of an experiment that exists, without making anything; `undefined` when there is none. */
export function findExperiment(parent: string, identity: Identity): string | undefined {
  return listFolder(parent)
    .filter((name) => parseExperimentFolder(name)?.name === identity.name)
    .find((name) => isStored(join(parent, name), identity))
}

/** What an experiment.json says. */
export type StoredExperiment = Pick<Identity, 'ids' | 'monitored' | 'groups'>

function isStored(dir: string, identity: Identity): boolean {
  const found = readExperiment(dir)
  return found !== undefined && sameExperiment(found, identity)
}

function warnOfCollision(taken: string, name: string): void {
  warn(
    'EXMAN_EXPERIMENT_COLLISION',
    `Another experiment already has the name ${taken}; this one goes to ${name}.`,
  )
}

/** What the experiment.json of a folder says; undefined when there is none. Throws FileError. */
export function readExperiment(dir: string): StoredExperiment | undefined {
  const path = join(dir, FILES.experiment)
  const found = readRecord(path)
  if (found === undefined) return undefined
  if (!isExperiment(found)) {
    throw new FileError(
      'EXMAN_FILE_INVALID',
      `${path} does not describe an experiment: monitored or groups is missing.`,
      { path },
    )
  }
  return found
}

function isExperiment(found: object): found is StoredExperiment {
  const { monitored, groups } = found as Partial<StoredExperiment>
  if (!Array.isArray(monitored) || typeof groups !== 'object' || groups === null) return false
  return Object.values(groups).every((group: unknown) => typeof group === 'object' && group !== null)
}

function experimentText({ ids, monitored, groups }: Identity): string {
  return jsonText({ format: 1, ids, monitored, groups })
}

/** The run folders of an experiment, by name, without those that another process is just making. */
export function listRuns(experiment: string): string[] {
  return listFolder(experiment)
    .filter((name) => parseRunFolder(name) !== undefined)
    .map((name) => join(experiment, name))
    .filter((dir) => fileExists(join(dir, FILES.run)) || !isHeld(dir))
}
