import { join } from 'node:path'
import { FileError } from '../../errors'
import { OutputFile } from '../../files'
import { FILES } from '../../layout/names'
import type { Recorder } from '../recorder'

type Write = typeof process.stdout.write

/** Has what the process prints, on both streams, added to log.txt of a run as well. Gives what ends that. */
export function keepOutput(recorder: Pick<Recorder, 'init' | 'faults'>): () => void {
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
    attempt(() => file?.close())
  }
}

/** Calls `hear` with all that is written to a stream, until the function it returns is called. */
function listen(stream: NodeJS.WriteStream, hear: (bytes: Uint8Array) => void): () => void {
  const before = Object.getOwnPropertyDescriptor(stream, 'write')
  const write: Write = stream.write.bind(stream)
  const heard = (
    chunk: string | Uint8Array,
    ...rest: [BufferEncoding?, ((error?: Error | null) => void)?]
  ) => {
    const encoding = typeof rest[0] === 'string' ? rest[0] : 'utf8'
    hear(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk)
    return write(chunk, ...(rest as []))
  }
  stream.write = heard as Write
  return () => {
    // Whoever listens since then goes through here; without the file it does no harm.
    if (stream.write !== heard) return
    if (before === undefined) delete (stream as Partial<NodeJS.WriteStream>).write
    else Object.defineProperty(stream, 'write', before)
  }
}
