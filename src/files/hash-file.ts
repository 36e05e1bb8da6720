import { createHash } from 'node:crypto'
import { isMainThread, Worker } from 'node:worker_threads'
import { disk } from './disk'
import { fileError } from './file-error'

/** The size of a file and the SHA-256 of its bytes, in hexadecimal digits. */
export interface FileDigest {
  bytes: number
  sha256: string
}

const SLICE = 1024 * 1024

/** Hashes a file; a training that goes on meanwhile is not held up. Throws FileError. */
export async function hashFile(path: string): Promise<FileDigest> {
  try {
    // A thread has nothing else to do meanwhile.
    const isHere = !isMainThread || disk().statSync(path).size <= SLICE
    return (isHere ? undefined : await hashInThread(path)) ?? (await hashInSlices(path))
  } catch (cause) {
    throw fileError(cause, 'read', path)
  }
}

// Measured on 25 MB, processor time taken from the main thread: hashing slices there 17 ms, webcrypto 5 to 20 ms in one
// block (it copies its input), a thread that reads the file back 1 ms, its start included. Copying 25 MB takes 15 ms.
const THREAD = `
const { closeSync, openSync, readSync } = require('node:fs')
const { createHash } = require('node:crypto')
const { parentPort, workerData } = require('node:worker_threads')
const hash = createHash('sha256')
const slice = Buffer.allocUnsafe(${SLICE})
const fd = openSync(workerData, 'r')
let bytes = 0
for (let n; (n = readSync(fd, slice)) > 0; bytes += n) hash.update(slice.subarray(0, n))
closeSync(fd)
parentPort.postMessage({ bytes, sha256: hash.digest('hex') })
`

/** Undefined when no thread could do it, whatever the reason: the caller then finds out by reading the file itself. */
function hashInThread(path: string): Promise<FileDigest | undefined> {
  const digest = new Promise<FileDigest | undefined>((resolve) => {
    // The thread needs none of the loaders that node was started with.
    const thread = new Worker(THREAD, { eval: true, workerData: path, execArgv: [], env: {} })
    thread.once('message', resolve)
    thread.once('error', () => resolve(undefined))
    thread.once('exit', () => resolve(undefined))
  })
  return digest.catch(() => undefined)
}

async function hashInSlices(path: string): Promise<FileDigest> {
  const handle = await disk().open(path, 'r')
  try {
    const hash = createHash('sha256')
    const slice = Buffer.allocUnsafe(SLICE)
    for (let bytes = 0; ;) {
      const { bytesRead } = await handle.read(slice, 0, SLICE)
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
      hash.update(slice.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } finally {
    await handle.close()
  }
}
