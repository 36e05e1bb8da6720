import { parentPort, Worker } from 'node:worker_threads'
import { FileError } from '../errors'
import { disk, realDisk } from './disk'
import { fileExists } from './folders'
import { packError, unpackError, type PackedError } from './packed-error'

interface Answer<Result> {
  job: number
  result?: Result
  error?: PackedError
}

interface Waiting<Result> {
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * A thread for work on the disk that takes many steps: done in the main thread, each step would wait for a turn of the
 * event loop, of which a training gives few. It starts with its first job, and keeps the process alive only while it
 * has one. Its module calls `serveThread`.
 */
export class WorkThread<Job, Result> {
  readonly #module: string
  #worker: Promise<Worker | undefined> | undefined
  readonly #waiting = new Map<number, Waiting<Result>>()
  #jobs = 0

  /** `module`: the path of a compiled one. */
  constructor(module: string) {
    this.#module = module
  }

  /** Has the job done; undefined when there is no thread, and nothing was done. `transfer` is gone here afterwards. */
  async run(job: Job, transfer: readonly ArrayBuffer[]): Promise<{ result: Result } | undefined> {
    // A disk that a test has put in place is only in this thread.
    if (disk() !== realDisk) return undefined
    const worker = await (this.#worker ??= this.#start())
    if (worker === undefined) return undefined
    const result = await new Promise<Result>((resolve, reject) => {
      // First, since it throws for what cannot be sent: that is then no job, and keeps no process alive.
      worker.postMessage({ job: (this.#jobs += 1), work: job }, transfer)
      this.#waiting.set(this.#jobs, { resolve, reject })
      worker.ref()
    })
    return { result }
  }

  /** Undefined where none can be had, as where the module was not compiled or was bundled away. */
  async #start(): Promise<Worker | undefined> {
    if (!fileExists(this.#module) || !hasRoom(this.#module)) return undefined
    // It needs none of the loaders that node was started with.
    const { NODE_PATH } = process.env
    const options = { execArgv: [], env: NODE_PATH === undefined ? {} : { NODE_PATH } }
    return new Promise<Worker>((resolve, reject) => {
      const worker = new Worker(this.#module, options)
      worker.once('error', reject)
      worker.once('exit', reject)
      // Its first word is that it is ready: only then was the module loaded.
      worker.once('message', () => {
        worker.unref()
        worker.on('message', (answer: Answer<Result>) => this.#take(worker, answer))
        worker.once('error', (error) => this.#end(error))
        worker.once('exit', () => this.#end(undefined))
        resolve(worker)
      })
    }).catch(() => undefined)
  }

  #take(worker: Worker, { job, result, error }: Answer<Result>): void {
    const { resolve, reject } = this.#waiting.get(job)!
    this.#waiting.delete(job)
    if (this.#waiting.size === 0) worker.unref()
    if (error === undefined) resolve(result as Result)
    else reject(unpackError(error))
  }

  // What was handed to it is gone. The next job has a new thread.
  #end(cause: unknown): void {
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) {
      const text = 'The thread that writes ended in the middle of its work.'
      reject(new FileError('EXMAN_WRITE_FAILED', text, { path: this.#module, cause }))
    }
    this.#waiting.clear()
  }
}

// A thread takes file descriptors of its own. Where they are few, the records of a run need them more.
const DESCRIPTORS = 16

function hasRoom(path: string): boolean {
  const open: number[] = []
  try {
    while (open.length < DESCRIPTORS) open.push(disk().openSync(path, 'r'))
    return true
  } catch {
    return false
  } finally {
    for (const fd of open) disk().closeSync(fd)
  }
}

/** Does the jobs of a `WorkThread`; called by its module, in the thread. */
export function serveThread<Job, Result>(work: (job: Job) => Promise<Result>): void {
  parentPort!.postMessage('ready')
  parentPort!.on('message', ({ job, work: given }: { job: number; work: Job }) => {
    work(given).then(
      (result) => parentPort!.postMessage({ job, result }),
      (error: unknown) => parentPort!.postMessage({ job, error: packError(error) }),
    )
  })
}
