import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FolderLock, readHolder } from '../../src/files'
import { withExperimentLock } from '../../src/run/experiment-lock'
import { run, script } from '../faults/children'
import { deadLock } from '../faults/scenarios'
import { scratch, strays } from '../faults/scratch'
import { thrown } from '../faults/thrown'

const isLocked = (dir: string) => existsSync(join(dir, '.lock'))

afterEach(() => jest.restoreAllMocks())

/** Has the clock go so many seconds with each look at it. */
function hurry(seconds: number): void {
  let now = 0
  jest.spyOn(performance, 'now').mockImplementation(() => (now += seconds * 1000))
}

test('what is done is done under the lock, which is given back with the result', () => {
  const dir = scratch()
  const result = withExperimentLock(dir, () => {
    expect(readHolder(dir)).toMatchObject({ pid: process.pid })
    return 'done'
  })
  expect(result).toBe('done')
  expect([isLocked(dir), strays(dir)]).toEqual([false, []])
})

test('it is given back when something is thrown, too', () => {
  const dir = scratch()
  const error = new Error('no')
  const action = () => {
    throw error
  }
  expect(thrown(() => withExperimentLock(dir, action))).toBe(error)
  expect(isLocked(dir)).toBe(false)
})

test('of many processes each waits for its turn', async () => {
  const dir = scratch()
  writeFileSync(join(dir, 'count'), '0')
  const ends = await Promise.all(Array.from({ length: 6 }, () => run(script('experiment-lock', dir, 15))))
  expect(ends).toEqual(ends.map(() => ({ code: 0, signal: null, output: '' })))
  expect(readFileSync(join(dir, 'count'), 'utf8')).toBe('90')
  expect([isLocked(dir), strays(dir)]).toEqual([false, []])
})

test('that of a dead process is taken at once', () => {
  const dir = scratch()
  writeFileSync(join(dir, '.lock'), deadLock(dir))
  expect(withExperimentLock(dir, () => 1)).toBe(1)
  expect(isLocked(dir)).toBe(false)
})

describe('one that is held for longer than choosing a run can take', () => {
  test('is taken from a holder of whom nothing can be known', () => {
    const dir = scratch()
    writeFileSync(join(dir, '.lock'), deadLock(dir, { host: 'gpu3' }))
    hurry(11)
    expect(withExperimentLock(dir, () => 1)).toBe(1)
    expect(isLocked(dir)).toBe(false)
  })

  test('but not before', () => {
    const dir = scratch()
    writeFileSync(join(dir, '.lock'), deadLock(dir, { host: 'gpu3' }))
    let looks = 0
    jest.spyOn(performance, 'now').mockImplementation(() => ((looks += 1) < 6 ? looks * 5_000 : 40_000))
    withExperimentLock(dir, () => 1)
    expect(looks).toBeGreaterThanOrEqual(6)
  })

  test.each([
    [
      'of another process that lives',
      () => ({ pid: process.ppid, start: null }),
      /is held by process \d+ on /,
    ],
    [
      'of this process, which would wait for itself',
      undefined,
      /is already open for writing in this process/,
    ],
  ])('is never taken from one %s', (_, facts, message) => {
    const dir = scratch()
    if (facts === undefined) FolderLock.acquire(dir)
    else writeFileSync(join(dir, '.lock'), deadLock(dir, facts()))
    const before = readFileSync(join(dir, '.lock'), 'utf8')
    hurry(11)
    const action = jest.fn(() => 1)
    const error = thrown(() => withExperimentLock(dir, action)) as Error
    expect(error).toMatchObject({ code: 'EXMAN_RUN_HELD' })
    expect(error.message).toContain(`The choice of a run in ${dir}`)
    expect(error.message).toMatch(message)
    expect(action).not.toHaveBeenCalled()
    expect(readFileSync(join(dir, '.lock'), 'utf8')).toBe(before)
  })

  test('is told of as the tree, when it is the lock of a whole one', () => {
    const root = scratch()
    mkdirSync(join(root, '.exman'))
    FolderLock.acquire(join(root, '.exman'))
    hurry(11)
    expect((thrown(() => withExperimentLock(join(root, '.exman'), () => 1)) as Error).message).toMatch(
      `The tree ${root} is already`,
    )
  })
})
