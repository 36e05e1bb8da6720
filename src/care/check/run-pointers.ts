import { join } from 'node:path'
import type { CheckpointDetails } from '../../catalog/details/checkpoint-details'
import { rankByValue } from '../../checkpoint/keep'
import { readManifest } from '../../checkpoint/manifest'
import { writePointer, type Pointer } from '../../checkpoint/pointers'
import { jsonIn, look, readLink, readLooked, removeFile } from '../../files'
import { parseCheckpointFolder } from '../../layout/checkpoint-folder'
import { DIRS, FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { showText } from '../../params/show'
import type { Scores } from '../../run/scores'
import type { Notebook } from './notebook'
import { trying } from './read-part'

/** Checks what points to the best and the last checkpoint of a run that nobody holds. */
export function checkPointers(
  notebook: Notebook,
  dir: string,
  found: readonly CheckpointDetails[],
  scores: Scores | undefined,
): void {
  const models = join(dir, DIRS.models)
  const links = { best: linkAt(notebook, models, 'best'), last: linkAt(notebook, models, 'last') }
  const hasLinks = links.best !== undefined || links.last !== undefined
  for (const pointer of ['best', 'last'] as const) {
    const path = join(models, FILES[pointer])
    const pointed = pointedAt(path)
    const wanted = target(models, pointer, found, { pointed: pointed.name, scores })
    const link = links[pointer]
    const why =
      whyWrong(pointed, wanted?.name) ?? (hasLinks ? whyWrongLink(pointer, link, wanted?.name) : undefined)
    if (why === undefined) continue
    const to = wanted === undefined ? 'none' : wanted.name
    notebook.add('pointer-wrong', path, `It should point to ${to}: ${why}.`, {
      says: wanted === undefined ? 'takes the pointer away' : `points it to ${to}`,
      act: () => {
        writePointer(models, pointer, wanted)
        // Where there was no file beside it, it leaves a link alone.
        const left = readLink(join(models, DIRS[pointer]))
        if (wanted === undefined && left !== undefined && isOurs(left))
          removeFile(join(models, DIRS[pointer]))
      },
    })
  }
}

interface Pointed {
  name: string | undefined
  why: string | undefined
}

function pointedAt(path: string): Pointed {
  try {
    const text = readLooked(path, 2 ** 20)?.text
    if (text === undefined) return { name: undefined, why: undefined }
    const record = jsonIn(text, path)
    const name = isDataObject(record) ? record['checkpoint'] : undefined
    return typeof name === 'string' ? { name, why: undefined } : { name: undefined, why: 'it names none' }
  } catch {
    return { name: undefined, why: 'it cannot be read' }
  }
}

function whyWrong({ name, why }: Pointed, wanted: string | undefined): string | undefined {
  if (why !== undefined) return why
  if (name === wanted) return undefined
  return name === undefined ? 'it is missing' : `it names ${showText(name)}`
}

function whyWrongLink(
  pointer: Pointer,
  link: string | false | undefined,
  wanted: string | undefined,
): string | undefined {
  if (link === false || link === wanted) return undefined
  if (link === undefined) return `the link ${pointer} is missing`
  return wanted === undefined && !isOurs(link) ? undefined : `the link ${pointer} leads to ${showText(link)}`
}

const isOurs = (link: string): boolean => parseCheckpointFolder(link) !== undefined

/** What a pointer should show to. One that has lost its manifest stays pointed to: it is told of, and may come back. */
function target(
  models: string,
  pointer: Pointer,
  found: readonly CheckpointDetails[],
  { pointed, scores }: { pointed: string | undefined; scores: Scores | undefined },
): { name: string; epoch: number } | undefined {
  const whole = found.filter(({ metrics }) => metrics !== null)
  const present = found.find(({ name }) => name === pointed)
  if (present !== undefined && present.metrics === null) return present
  if (pointer === 'last') return whole.at(-1)
  const best = scores && ranked(whole, scores)
  if (present === undefined) return best
  // Taken under another monitor, or of a run whose metric is not known: then it is not for us to judge.
  const isOfThisMonitor =
    scores !== undefined && readManifest(join(models, present.name))?.monitor === scores.monitor
  return isOfThisMonitor ? best : present
}

function ranked(
  whole: readonly CheckpointDetails[],
  { monitor, mode }: Scores,
): CheckpointDetails | undefined {
  const candidates = whole.map(({ name, epoch, metrics }) => ({
    name,
    epoch,
    ordinal: parseCheckpointFolder(name)?.ordinal ?? 1,
    value: metrics?.[monitor],
  }))
  const best = rankByValue(candidates, mode)[0]
  return whole.find(({ name }) => name === best?.name)
}

/** What the link beside a pointer leads to; undefined without one, false for anything else that stands there. */
function linkAt(notebook: Notebook, models: string, pointer: Pointer): string | false | undefined {
  const path = join(models, DIRS[pointer])
  return trying(notebook, path, () => readLink(path) ?? (isThere(path) ? false : undefined))
}

function isThere(path: string): boolean {
  try {
    return look(path) !== undefined
  } catch {
    return true
  }
}
