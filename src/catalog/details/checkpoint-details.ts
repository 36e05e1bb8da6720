import { CheckpointError, ExmanError } from '../../errors'
import { listEntries, look, lookAtFolder, recordIn, type FolderEntry } from '../../files'
import { candidates, rankByValue } from '../../checkpoint/keep'
import { byAge, readManifest, type Checkpoint, type Manifest } from '../../checkpoint/manifest'
import { checkName, verifyCheckpoint } from '../../checkpoint/verify'
import { parseCheckpointFolder } from '../../layout/checkpoint-folder'
import { DIRS, FILES } from '../../layout/names'
import type { PartReader } from './part-reader'

/** A checkpoint of a run. */
export interface CheckpointDetails {
  /** Its folder in models/. */
  name: string
  /** The completed epochs, as its manifest says, or else its name. */
  epoch: number
  /** The metrics of that epoch; null without a manifest. */
  metrics: Record<string, number> | null
  /** What its files take on the disk. */
  bytes: number
  /** When it was saved, ISO 8601 in UTC; null without a manifest. */
  created: string | null
  /** Whether it is the best one by the monitored metric. */
  isBest: boolean
  /** Whether it is the last one. */
  isLast: boolean
  /** Whether the content of each file was proven; only when that was asked for. */
  isVerified: boolean
  /** Why it cannot be used; null for a whole one. */
  problem: string | null
}

/** What to look for: `verify` reads every byte; the monitored metric tells the best where no file does. */
export interface CheckpointsWanted {
  verify: boolean
  monitor: { name: string; mode: 'min' | 'max' } | undefined
}

/** The checkpoints of a run, oldest first. What is wrong with one is told with it; links are not followed. */
export async function checkpointDetails(
  reader: PartReader,
  { verify, monitor }: CheckpointsWanted,
): Promise<CheckpointDetails[]> {
  const models = `${reader.dir}/${DIRS.models}`
  const entries = reader.try(DIRS.models, () => entriesOf(models)) ?? []
  const found = entries.flatMap((entry) => inspected(models, entry) ?? [])
  found.sort((a, b) => byAge(a.checkpoint, b.checkpoint))
  const named = pointedTo(reader, found, monitor)
  const details: CheckpointDetails[] = []
  for (const { checkpoint, bytes, problem } of found) {
    const { name, epoch, manifest } = checkpoint
    const wrong = problem ?? (verify ? await whyDamaged(`${models}/${name}`) : null)
    details.push({
      name,
      epoch: manifest?.epoch ?? epoch,
      metrics: manifest?.metrics ?? null,
      bytes,
      created: typeof manifest?.created === 'string' ? manifest.created : null,
      isBest: name === named.best,
      isLast: name === named.last,
      isVerified: verify && wrong === null,
      problem: wrong,
    })
  }
  return details
}

interface Inspected {
  checkpoint: Checkpoint
  bytes: number
  problem: string | null
}

function entriesOf(models: string): FolderEntry[] {
  // A link to a folder of models is not followed: it may lead anywhere.
  if (lookAtFolder(models) === undefined && look(models) === undefined) return []
  return listEntries(models)
}

function inspected(models: string, { name, kind }: FolderEntry): Inspected | undefined {
  const parsed = parseCheckpointFolder(name)
  if (parsed === undefined) return undefined
  const none: Inspected = { checkpoint: { name, ...parsed, manifest: null }, bytes: 0, problem: null }
  if (kind !== 'folder') return { ...none, problem: `it is ${kind === 'link' ? 'a link' : 'no folder'}` }
  const dir = `${models}/${name}`
  try {
    const bytes = bytesIn(dir)
    if (look(`${dir}/${FILES.manifest}`) === undefined)
      return { ...none, bytes, problem: `${FILES.manifest} is missing` }
    const manifest = readManifest(dir)
    if (manifest === null) return { ...none, bytes, problem: `${FILES.manifest} cannot be read` }
    return { checkpoint: { ...none.checkpoint, manifest }, bytes, problem: whyIncomplete(dir, manifest) }
  } catch (error) {
    return { ...none, problem: reasonOf(error) }
  }
}

function bytesIn(dir: string): number {
  const files = listEntries(dir).filter(({ kind }) => kind === 'file')
  return files.reduce((sum, { name }) => sum + (look(`${dir}/${name}`)?.bytes ?? 0), 0)
}

/** What the names and the sizes of the files tell, before any is read. */
function whyIncomplete(dir: string, { files }: Manifest): string | null {
  for (const [name, { bytes }] of Object.entries(files)) {
    try {
      checkName(dir, name)
      const found = look(`${dir}/${name}`)
      if (found === undefined) return `${name} is missing`
      if (found.bytes !== bytes) return `${name} has ${found.bytes} bytes, not ${bytes}`
    } catch (error) {
      return reasonOf(error)
    }
  }
  const unnamed = [FILES.model, FILES.weights].find((name) => files[name] === undefined)
  return unnamed === undefined ? null : `the manifest does not name ${unnamed}`
}

async function whyDamaged(dir: string): Promise<string | null> {
  try {
    await verifyCheckpoint(dir)
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof CheckpointError) return error.reason
  if (error instanceof ExmanError) return error.message
  throw error
}

/** The best and the last one: those that the pointers name, or where these are behind, that the manifests tell. */
function pointedTo(
  reader: PartReader,
  found: readonly Inspected[],
  monitor: CheckpointsWanted['monitor'],
): { best: string | undefined; last: string | undefined } {
  if (found.length === 0) return { best: undefined, last: undefined }
  const checkpoints = found.map(({ checkpoint }) => checkpoint)
  const [best, last] = (['best', 'last'] as const).map((pointer) => checkpointAt(reader, pointer))
  const isThere = checkpoints.some(({ name }) => name === best)
  const ranked = monitor && rankByValue(candidates(checkpoints, monitor.name), monitor.mode)[0]?.name
  return {
    best: isThere ? best : ranked,
    last: checkpoints.findLast(({ name, manifest }) => manifest !== null || name === last)?.name,
  }
}

function checkpointAt(reader: PartReader, pointer: 'best' | 'last'): string | undefined {
  const file = `${DIRS.models}/${FILES[pointer]}`
  const found = reader.json(file, (value, path) => recordIn(value, path)['checkpoint'])
  return typeof found === 'string' ? found : undefined
}
