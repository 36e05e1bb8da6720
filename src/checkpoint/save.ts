import { join } from 'node:path'
import { WorkThread } from '../files'
import { bytesOf, commitCheckpoint, type CheckpointContent } from './commit'
import type { KeepRule } from './keep'
import { settleCheckpoints } from './prune'

/** A checkpoint to be saved, and what the rule needs to say which others go. */
export interface Save {
  models: string
  content: CheckpointContent
  rule: KeepRule
  monitor: { name: string; mode: 'min' | 'max' }
  /** The user asked for it: it stays in any case. */
  isAsked: boolean
}

/** The name of what was saved, and all that stay: epoch and name. */
export interface Saved {
  name: string
  staying: [number, string][]
}

const thread = new WorkThread<Save, Saved>(join(__dirname, 'save-thread.js'))

/**
 * Commits a checkpoint and settles the folder by the rule, in a thread where one can be had. The bytes are handed over:
 * they are not to be used afterwards. Throws FileError.
 */
export async function saveCheckpoint(save: Save): Promise<Saved> {
  const files = Object.entries(save.content.files).map(([name, file]) => [name, bytesOf(file)] as const)
  const content = { ...save.content, files: Object.fromEntries(files) }
  const ready = { ...save, content }
  const done = await thread.run(ready, buffersOf(files.flatMap(([, parts]) => parts)))
  return done === undefined ? saveHere(ready) : done.result
}

/** The same in this thread. */
export async function saveHere({ models, content, rule, monitor, isAsked }: Save): Promise<Saved> {
  const name = await commitCheckpoint(models, content)
  const staying = await settleCheckpoints(models, rule, monitor, isAsked ? name : undefined)
  return { name, staying: staying.map((checkpoint) => [checkpoint.epoch, checkpoint.name]) }
}

/** The memory that can be handed over as it is: what shares its memory with something else is copied on the way. */
function buffersOf(parts: readonly Uint8Array[]): ArrayBuffer[] {
  const whole = parts.filter(({ buffer, byteLength }) => byteLength === buffer.byteLength && byteLength > 0)
  const buffers = whole.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer)
  return [...new Set(buffers)]
}
