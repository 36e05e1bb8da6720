import { constants } from 'node:os'
import { realDisk, useDisk, type Disk, type DiskHandle } from '../../src/files/disk'

/** What goes wrong, and at which operation: it fails, a write takes only a half, or the process is killed. */
export interface Fault {
  failAt: number
  kind: 'fail' | 'short' | 'kill'
  /** Of the error thrown; EIO by default. */
  code?: string
  /** How many operations in a row fail; 1 by default. */
  failFor?: number
  /** Counts only these operations; all by default. */
  only?: readonly string[]
}

/** One operation: its name as in node, and the path it worked on. */
export interface Call {
  name: string
  path: string
}

/** A disk with a fault; `operations` counts those done so far, `struck` are those that the fault met. */
export interface FaultyDisk extends Disk {
  readonly operations: number
  readonly log: Call[]
  readonly struck: Call[]
}

type Operation = (...args: unknown[]) => unknown

/** The real disk, but for the one fault. */
export function faultyDisk(fault: Fault): FaultyDisk {
  const log: Call[] = []
  const struck: Call[] = []
  const paths = new Map<unknown, string>()
  let counted = 0

  function isDue(call: Call): boolean {
    log.push(call)
    if (fault.only && !fault.only.includes(call.name)) return false
    counted += 1
    const due = counted >= fault.failAt && counted < fault.failAt + (fault.failFor ?? 1)
    if (due) struck.push(call)
    return due
  }

  const writes = ['writeSync', 'write']
  const half = (args: unknown[]) => [args[0], args[1], args[2], Math.floor((args[3] as number) / 2)]

  function wrap(name: string, real: Operation): Operation {
    return (...args) => {
      const call = { name, path: typeof args[0] === 'number' ? (paths.get(args[0]) ?? '') : String(args[0]) }
      if (!isDue(call)) return remember(name, args, real(...args))
      if (fault.kind === 'short') return real(...(writes.includes(name) ? half(args) : args))
      if (fault.kind === 'kill') {
        if (writes.includes(name)) real(...half(args))
        process.kill(process.pid, 'SIGKILL')
      }
      // A failed close closes all the same.
      if (name === 'closeSync') real(...args)
      throw systemError(fault.code ?? 'EIO', call, args)
    }
  }

  function remember(name: string, args: unknown[], result: unknown): unknown {
    if (name === 'openSync') paths.set(result, String(args[0]))
    return result
  }

  function wrapHandle(handle: DiskHandle, path: string): DiskHandle {
    const meet = async <T>(
      name: string,
      work: () => Promise<T>,
      shortened = work,
      onFail?: () => Promise<unknown>,
    ) => {
      const call = { name, path }
      if (!isDue(call)) return work()
      if (fault.kind === 'short') return shortened()
      if (fault.kind === 'kill') {
        if (shortened !== work) await shortened()
        process.kill(process.pid, 'SIGKILL')
      }
      await onFail?.()
      throw systemError(fault.code ?? 'EIO', call, [])
    }
    return {
      read: (into, offset, length) => meet('read', () => handle.read(into, offset, length)),
      write: (bytes, offset, length) =>
        meet(
          'write',
          () => handle.write(bytes, offset, length),
          () => handle.write(bytes, offset, Math.floor(length / 2)),
        ),
      sync: () => meet('sync', () => handle.sync()),
      close: () =>
        meet(
          'close',
          () => handle.close(),
          undefined,
          () => handle.close(),
        ),
    }
  }

  const wrapped = Object.fromEntries(
    Object.entries(realDisk).map(([name, real]) => {
      const operation = wrap(name, real as Operation)
      if (name.endsWith('Sync')) return [name, operation]
      if (name !== 'open')
        return [name, (...args: unknown[]) => Promise.resolve().then(() => operation(...args))]
      const open = async (path: string, flags: string) =>
        wrapHandle((await operation(path, flags)) as DiskHandle, path)
      return [name, open]
    }),
  ) as unknown as Disk
  const facts = { log, struck }
  return Object.defineProperty({ ...wrapped, ...facts }, 'operations', { get: () => counted }) as FaultyDisk
}

/** What came of an attempt: what it threw, and the operation that the fault met (none in the clean run). */
export interface Outcome {
  error: { code?: string; message: string; cause?: { code?: string } } | undefined
  struck: Call | undefined
  n: number
}

/** What is tried under each fault, and what must be true after it. */
export interface Scenario<T> {
  prepare: () => T | Promise<T>
  act: (given: T) => unknown
  check: (given: T, outcome: Outcome) => void | Promise<void>
}

/** Runs a scenario with the fault at its first operation, its second, … until a run meets none; gives the number of runs. */
export async function atEveryOperation<T>(
  fault: Omit<Fault, 'failAt'>,
  scenario: Scenario<T>,
): Promise<number> {
  for (let n = 1; ; n += 1) {
    const given = await scenario.prepare()
    const faulty = faultyDisk({ ...fault, failAt: n })
    const error = await under(faulty, () => scenario.act(given))
    const struck = faulty.struck[0]
    try {
      await scenario.check(given, { error: error as Outcome['error'], struck, n })
    } catch (cause) {
      const where = struck
        ? `with the fault at operation ${n}, ${struck.name} ${struck.path}`
        : 'in the clean run'
      throw new Error(`${where}: ${(cause as Error).message}`, { cause })
    }
    if (!struck) return n
  }
}

/** Does the work on another disk, and gives what it threw. */
export async function under(other: Disk, work: () => unknown): Promise<unknown> {
  const undo = useDisk(other)
  try {
    await work()
    return undefined
  } catch (error) {
    return error
  } finally {
    undo()
  }
}

function systemError(code: string, call: Call, args: unknown[]): Error {
  const errno = -(constants.errno[code as keyof typeof constants.errno] ?? 0)
  const dest = ['rename', 'link', 'symlink'].includes(call.name.replace('Sync', '')) ? { dest: args[1] } : {}
  const message = `${code}: injected, ${call.name} '${call.path}'`
  return Object.assign(new Error(message), { code, errno, syscall: call.name, path: call.path, ...dest })
}
