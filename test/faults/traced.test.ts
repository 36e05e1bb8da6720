import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFolder, sweepTemporary } from '../../src/files'
import { isTemporaryName } from '../../src/files/hidden-names'
import { run, script } from './children'
import { WRITES } from './scenarios'
import { scratch, strays } from './scratch'
import { traced, type Meddling, type SystemCall } from './strace'
import { describeWith } from './tools'

type Kind = Meddling['calls']

interface Refused {
  code: string
  message: string
  cause?: string
}

/** A folder in which a write is about to be done. */
function readyFor(name: string): string {
  const dir = scratch()
  const { prepare } = WRITES[name === 'three rows' ? 'AppendLog.append' : name]!
  prepare(dir)
  return dir
}

const state = (name: string, dir: string) =>
  WRITES[name]!.isNew(dir) ? 'new' : WRITES[name]!.isOld(dir) ? 'old' : 'neither'
const answerOf = (output: string) => JSON.parse(output) as Refused
const injected = (calls: SystemCall[]) => calls.filter(({ isInjected }) => isInjected)

const firstWrites = new Map<string, Promise<number>>()

/** Which of its writes, counted from the start of the process, is the first to a file in the folder. */
function firstWrite(name: string, isSure: boolean): Promise<number> {
  const known = (isSure && firstWrites.get(name)) || countWrites(name)
  firstWrites.set(name, known)
  return known
}

async function countWrites(name: string): Promise<number> {
  const dir = readyFor(name)
  const { calls } = await traced(script('files-traced', name, dir))
  const first = calls.find((call) => call.name === 'write' && call.paths[0]!.startsWith(dir))!
  return calls.filter(
    ({ thread, name, begun }) => thread === first.thread && name === 'write' && begun <= first.begun,
  ).length
}

/** Does a write under strace. A write of node's own may come between: then it is done again, but not for ever. */
async function meddle(name: string, calls: Kind, at: number, does: string) {
  for (let tries = 1; tries <= 3; tries += 1) {
    const meddling = { calls, does, at: calls === 'write' ? await firstWrite(name, tries === 1) : at }
    const dir = readyFor(name)
    const result = await traced(script('files-traced', name, dir), meddling)
    const last = does.startsWith('signal')
      ? result.calls.filter((call) => call.name === calls).at(-1)
      : injected(result.calls)[0]
    if (last?.paths[0]?.startsWith(dir)) return { dir, ...result }
  }
  throw new Error(`${name} makes no ${calls} number ${at} in its folder`)
}

describeWith(['strace'], 'a process killed in the middle of a write, at the system call,', () => {
  test.each<[string, Kind, number, 'old' | 'new']>([
    ['replaceFile over a file', 'write', 1, 'old'],
    ['replaceFile over a file', 'fsync', 1, 'old'],
    ['replaceFile over a file', 'rename', 1, 'old'],
    ['replaceFile over a file', 'fsync', 2, 'new'],
    ['createOnce', 'link', 1, 'old'],
    ['createOnce', 'unlink', 1, 'new'],
    ['createOnce', 'fsync', 2, 'new'],
    ['AppendLog.append', 'write', 1, 'old'],
    ['AppendLog.append', 'fsync', 1, 'new'],
    ['StagedFolder', 'fsync', 2, 'old'],
    ['StagedFolder', 'rename', 1, 'old'],
    ['StagedFolder', 'fsync', 4, 'new'],
  ])('%s at its %s number %s: acknowledges nothing, and leaves the %s state whole', async (...row) => {
    const [name, kind, at, expected] = row
    const { dir, ended } = await meddle(name, kind, at, 'signal=SIGKILL')
    expect(ended).toMatchObject({ signal: 'SIGKILL', output: '' })
    expect(state(name, dir)).toBe(expected)
    // What is left over has a hidden name that no reader takes for anything, and the next holder sweeps it.
    expect(listFolder(dir).filter((entry) => entry.startsWith('.'))).toEqual(
      listFolder(dir).filter(isTemporaryName),
    )
    sweepTemporary(dir)
    expect(strays(dir)).toEqual([])
    expect(state(name, dir)).toBe(expected)
  })
})

describeWith(['strace'], 'a disk that takes fewer bytes than it says', () => {
  test.each(['replaceFile over a file', 'createOnce', 'AppendLog.rewrite'])(
    '%s compares the size, and is refused: the old state stays',
    async (name) => {
      const { dir, ended } = await meddle(name, 'write', 1, 'retval=5')
      expect(answerOf(ended.output)).toMatchObject({
        code: 'EXMAN_WRITE_FAILED',
        message: expect.stringMatching(/the disk took only \d+ of \d+ bytes/) as string,
      })
      expect([state(name, dir), strays(dir)]).toEqual(['old', []])
    },
  )

  test('a row of a log is refused likewise, and the rows after it are whole', async () => {
    const { dir, ended, calls } = await meddle('three rows', 'write', 1, 'retval=5')
    expect(injected(calls)[0]!.paths).toEqual([join(dir, 'a.csv')])
    expect(JSON.parse(ended.output)).toEqual([
      expect.objectContaining({ code: 'EXMAN_WRITE_FAILED' }),
      'added',
      'added',
    ])
    expect(readFileSync(join(dir, 'a.csv'), 'utf8')).toBe('epoch,loss\n1,0.5\n3,0.5\n4,0.5\n')
  })
})

describeWith(['limits'], 'a file that may not grow as long as it has to', () => {
  test.each(['replaceFile over a file', 'createOnce', 'StagedFile', 'StagedFolder'])(
    '%s goes on after the short write, and is refused with the reason: the old state stays',
    async (name) => {
      const dir = readyFor(name)
      const limited = ['--fsize=4096', process.execPath, ...script('files-traced', name, dir)]
      const { output } = await run(limited, 'prlimit')
      expect(answerOf(output)).toMatchObject({ code: 'EXMAN_WRITE_FAILED', cause: 'EFBIG' })
      expect([state(name, dir), strays(dir)]).toEqual(['old', []])
    },
  )
})

/** The paths that were synced after a sync of them failed; a file that took the place of another is not the same. */
function syncedAgain(calls: SystemCall[]): string[] {
  const failed = new Set<string>()
  const again: string[] = []
  for (const { name, paths, isInjected } of calls) {
    if (name === 'rename') failed.delete(paths[1]!)
    if (name !== 'fsync') continue
    if (failed.has(paths[0]!)) again.push(paths[0]!)
    if (isInjected) failed.add(paths[0]!)
  }
  return again
}

describeWith(['strace'], 'a disk that fails to sync', () => {
  test.each<[string, number, 'old' | 'new', string]>([
    ['replaceFile over a file', 1, 'old', 'EXMAN_WRITE_FAILED'],
    ['replaceFile over a file', 2, 'new', 'EXMAN_NOT_DURABLE'],
    ['createOnce', 1, 'old', 'EXMAN_WRITE_FAILED'],
    ['createOnce', 2, 'new', 'EXMAN_NOT_DURABLE'],
    ['claimFolder', 1, 'old', 'EXMAN_WRITE_FAILED'],
    ['AppendLog.append', 1, 'old', 'EXMAN_WRITE_FAILED'],
    ['StagedFolder', 1, 'old', 'EXMAN_WRITE_FAILED'],
    ['StagedFolder', 3, 'old', 'EXMAN_WRITE_FAILED'],
    ['StagedFolder', 4, 'new', 'EXMAN_NOT_DURABLE'],
  ])('%s, at its sync number %i: the state is the %s one, and the error %s', async (...row) => {
    const [name, at, expected, code] = row
    const { dir, ended, calls } = await meddle(name, 'fsync', at, 'error=EIO')
    expect(answerOf(ended.output)).toMatchObject({ code, cause: 'EIO' })
    expect([state(name, dir), strays(dir)]).toEqual([expected, []])
    expect([injected(calls).length, syncedAgain(calls)]).toEqual([1, []])
  })

  test('a log goes on in a new file: the one whose sync failed is never synced again', async () => {
    const dir = readyFor('three rows')
    const meddling = { calls: 'fsync', does: 'error=EIO', at: 1 } as const
    const { ended, calls } = await traced(script('files-traced', 'three rows', dir), meddling)
    expect(JSON.parse(ended.output)).toEqual([expect.objectContaining({ cause: 'EIO' }), 'added', 'added'])
    expect(readFileSync(join(dir, 'a.csv'), 'utf8')).toBe('epoch,loss\n1,0.5\n3,0.5\n4,0.5\n')
    expect([injected(calls).length, syncedAgain(calls)]).toEqual([1, []])
  })
})

describeWith(['strace'], 'a new file that cannot be put in place', () => {
  const CODES = { EXDEV: 'EXMAN_WRITE_FAILED', EACCES: 'EXMAN_NO_PERMISSION', EPERM: 'EXMAN_NO_PERMISSION' }
  const RENAMES = { 'replaceFile over a file': 'a.json', StagedFile: 'weights.bin', StagedFolder: 'model' }
  const rows = Object.keys(RENAMES).flatMap((name) => Object.entries(CODES).map((row) => [name, ...row]))

  test.each(rows as [keyof typeof RENAMES, string, string][])(
    '%s (%s): the old state stays, nothing is left over, and both paths are named',
    async (name, cause, code) => {
      const { dir, ended } = await meddle(name, 'rename', 1, `error=${cause}`)
      const { message, ...rest } = answerOf(ended.output)
      expect(rest).toEqual({ code, cause })
      expect(message).toContain(`${cause}, ${dir}/.`)
      expect(message).toContain(` -> ${join(dir, RENAMES[name])})`)
      expect([state(name, dir), strays(dir)]).toEqual(['old', []])
    },
  )

  test.each([
    ['EXDEV', 'EXMAN_WRITE_FAILED'],
    ['EACCES', 'EXMAN_NO_PERMISSION'],
  ])(
    'createOnce (%s): no file is made, nothing is left over, and both paths are named',
    async (cause, code) => {
      const { dir, ended } = await meddle('createOnce', 'link', 1, `error=${cause}`)
      const { message, ...rest } = answerOf(ended.output)
      expect(rest).toEqual({ code, cause })
      expect(message).toContain(` -> ${join(dir, 'a.json')})`)
      expect([state('createOnce', dir), strays(dir)]).toEqual(['old', []])
    },
  )

  test('createOnce where no links can be made (EPERM) makes the file without one', async () => {
    const { dir, ended } = await meddle('createOnce', 'link', 1, 'error=EPERM')
    expect(ended.output).toBe('"acknowledged"\n')
    expect([state('createOnce', dir), strays(dir)]).toEqual(['new', []])
  })
})
