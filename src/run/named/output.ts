import { join } from 'node:path'
import { FileError } from '../../errors'
import { OutputFile } from '../../files'
import { FILES } from '../../layout/names'
import type { Recorder } from '../recorder'

type Write = typeof process.stdout.write

type Hear = (bytes: Uint8Array) => void

const kept = new WeakSet<object>()

/** Has what the process prints, on both streams, added to log.txt of a run as well. Gives what ends that. */
export function keepOutput(recorder: Pick<Recorder, 'init' | 'faults'>): () => void {
  // In a `safely` of the same run it is kept already.
  if (kept.has(recorder)) return () => undefined
  kept.add(recorder)
  let file: OutputFile | undefined
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      // What is printed is still seen; a training does not end for it.
      file = undefined
      recorder.faults.warnOnce('EXMAN_WRITE_SKIPPED', error.code, `log.txt goes no further. ${error.message}`)
    }
  }
  attempt(() => {
    file = new OutputFile(join(recorder.init.dir, FILES.output))
  })
  const undo = [process.stdout, process.stderr].map((stream) =>
    listen(stream, (bytes) => attempt(() => file?.write(bytes))),
  )
  return () => {
    for (const each of undo) each()
    kept.delete(recorder)
    attempt(() => file?.close())
  }
}

/** A stream whose writing is heard: by whom, and how it was before. */
const heard = new Map<NodeJS.WriteStream, { by: Set<Hear>; restore: () => boolean }>()

/** Calls `hear` with all that is written to a stream, until the function it returns is called. */
function listen(stream: NodeJS.WriteStream, hear: Hear): () => void {
  const ears = heard.get(stream) ?? tap(stream)
  ears.by.add(hear)
  return () => {
    ears.by.delete(hear)
    // One tap for all: of runs that overlap each would else leave its own behind.
    if (ears.by.size === 0 && ears.restore()) heard.delete(stream)
  }
}

function tap(stream: NodeJS.WriteStream): { by: Set<Hear>; restore: () => boolean } {
  const before = Object.getOwnPropertyDescriptor(stream, 'write')
  const write: Write = stream.write.bind(stream)
  const by = new Set<Hear>()
  const tapped = (
    chunk: string | Uint8Array,
    ...rest: [BufferEncoding?, ((error?: Error | null) => void)?]
  ) => {
    const bytes = bytesOf(chunk, rest[0])
    if (bytes !== undefined) for (const hear of by) hear(bytes)
    return write(chunk, ...(rest as []))
  }
  stream.write = tapped as Write
  const restore = () => {
    // Whoever listens since then goes through here; without a listener it does no harm.
    if (stream.write !== tapped) return false
    if (before === undefined) delete (stream as Partial<NodeJS.WriteStream>).write
    else Object.defineProperty(stream, 'write', before)
    return true
  }
  const ears = { by, restore }
  heard.set(stream, ears)
  return ears
}

/** What a stream would write; undefined for what it will refuse itself. */
function bytesOf(chunk: unknown, encoding: unknown): Uint8Array | undefined {
  if (typeof chunk === 'string') {
    const isKnown = typeof encoding === 'string' && Buffer.isEncoding(encoding)
    return Buffer.from(chunk, isKnown ? encoding : 'utf8')
  }
  return ArrayBuffer.isView(chunk)
    ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : undefined
}
