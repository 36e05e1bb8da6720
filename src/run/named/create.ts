import { join } from 'node:path'
import { claimFolder, unlessRefused } from '../../files'
import { localTime } from '../../layout/local-time'
import { namedFolder } from '../../layout/named-folder'
import { DIRS, FILES } from '../../layout/names'
import type { YamlValue } from '../../params/yaml/text'
import { beginRun } from '../begin'
import { withExperimentLock } from '../experiment-lock'
import type { Recorder } from '../recorder'
import type { RecorderInit } from '../recording'
import { rerunRequest } from '../rerun-request'
import { openRoot } from '../root'
import { nextSequence } from '../sequence'
import { linkIndex, unlinkIndex } from './index-links'
import { linkMark, unlinkMarks } from './marks'
import { checkSize, paramsText } from './params-file'
import { highestNumber } from './place'

/** What a run of the named layout is made of. */
export interface NamedSetup extends Omit<RecorderInit, 'id' | 'dir'> {
  /** Stands behind number and time in the folder's name. */
  name: string | undefined
  /** Whether it goes to tmp/, with neither an entry in the index nor marks. */
  isTemporary: boolean
  /** How many digits numbers have at least. */
  zfill: number
  args: Readonly<Record<string, YamlValue>>
  /** Which of the arguments are floats in every run. */
  floats: ReadonlySet<string>
  commit: string | null
  seed: number | null
  /** The words of the command line that the arguments do not stand for; null where there is no `--config`. */
  extraArgs?: readonly string[] | null | undefined
  /** The folders below marked/ in which the run is linked. */
  marks: readonly (readonly string[])[]
}

/**
 * Makes the folder of a new run in the named layout: claims the next number, takes the run's lock, writes params.yaml and
 * run.json, and links it in index/ and marked/. When one of that fails, nothing of it stays. Throws FileError,
 * and `EXMAN_PARAMS_INVALID` for too many of them.
 */
export function createNamedRun(setup: NamedSetup): Recorder {
  const { root, isTemporary, name, seed, extraArgs } = setup
  checkSize(setup.args)
  const rerunOf = rerunRequest()?.of
  setup.data?.()
  openNamedRoot(root)
  const { run, number, moment, sequence } = claimNumber(setup)
  const holder = isTemporary ? DIRS.tmp : DIRS.runs
  const facts = {
    root: `${holder}/${run}`,
    id: number,
    name: name ?? null,
    time: localTime(moment),
    commit: setup.commit,
    tmp: isTemporary,
  }
  const params = { name: FILES.namedParams, text: paramsText(setup.args, facts, setup.floats) }
  const announce = () => {
    if (!isTemporary) link(root, run, setup.marks)
  }
  const init = { ...setup, id: run, dir: join(root, holder, run) }
  return beginRun(init, { created: moment, sequence, seed, params, announce, rerunOf, extraArgs })
}

/** Makes a folder a root of the named layout, or checks that it is one. Throws `EXMAN_ROOT_INVALID`. */
export function openNamedRoot(root: string): void {
  openRoot(root, 'named', [DIRS.runs, DIRS.index, DIRS.tmp, DIRS.fails, DIRS.marked])
}

// The time and the name are part of the folder's name, so making the folder claims no number: that takes a lock.
function claimNumber({ root, isTemporary, name, zfill }: NamedSetup) {
  return withExperimentLock(join(root, DIRS.exman), () => {
    const moment = new Date()
    const number = highestNumber(root) + 1
    const parent = join(root, isTemporary ? DIRS.tmp : DIRS.runs)
    const run = claimFolder(parent, [namedFolder({ number, moment, name, zfill })])
    return { run, number, moment, sequence: nextSequence(root, moment) }
  })
}

function link(root: string, run: string, marks: readonly (readonly string[])[]): void {
  const made: string[] = []
  try {
    linkIndex(root, run)
    for (const mark of marks) made.push(linkMark(root, mark, join(root, DIRS.runs, run)))
  } catch (error) {
    // The fault that led here is the one to report.
    for (const undo of [() => unlinkIndex(root, run), () => unlinkMarks(made)]) unlessRefused(undo)
    throw error
  }
}
