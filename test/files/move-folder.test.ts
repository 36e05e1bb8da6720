import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { moveFolder, relocateIfFree } from '../../src/files'
import { atEveryOperation, faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

/** A folder with a file in it, and where it is to go. */
function folder(): { dir: string; from: string; to: string } {
  const dir = scratch()
  const from = join(dir, 'model')
  mkdirSync(from)
  writeFileSync(join(from, 'weights.bin'), 'new')
  return { dir, from, to: join(dir, 'aside.model') }
}

const weights = (path: string) => readFileSync(join(path, 'weights.bin'), 'utf8')

test('a folder has its new name, and nothing else is left', () => {
  const { dir, from, to } = folder()
  moveFolder(from, to)
  expect(readdirSync(dir)).toEqual(['aside.model'])
  expect(weights(to)).toBe('new')
})

test.each<[string, (to: string) => void]>([
  [
    'a folder',
    (to) => {
      mkdirSync(to)
      writeFileSync(join(to, 'old.bin'), 'old')
    },
  ],
  ['a file', (to) => writeFileSync(to, 'old')],
  ['a link', (to) => symlinkSync('outside', to)],
])('%s that stood there goes, but never what a link points to', (_, plant) => {
  const { dir, from, to } = folder()
  mkdirSync(join(dir, 'outside'))
  writeFileSync(join(dir, 'outside/kept'), '')
  plant(to)
  moveFolder(from, to)
  expect(readdirSync(dir)).toEqual(['aside.model', 'outside'])
  expect(readdirSync(to)).toEqual(['weights.bin'])
  expect(existsSync(join(dir, 'outside/kept'))).toBe(true)
})

test('the rename is made durable', async () => {
  const { dir, from, to } = folder()
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  await under(faulty, () => moveFolder(from, to))
  const calls = faulty.log.map(({ name, path }) => `${name} ${path}`)
  expect(calls.slice(calls.indexOf(`renameSync ${from}`))).toEqual([
    `renameSync ${from}`,
    `openSync ${dir}`,
    `fsyncSync ${dir}`,
    `closeSync ${dir}`,
  ])
})

test('a folder that is not there is an error', () => {
  const { from, to } = folder()
  expect(thrown(() => moveFolder(`${from}-2`, to))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(existsSync(to)).toBe(false)
})

test('one that is moved, but perhaps not for good, is an error that says so', async () => {
  const { from, to } = folder()
  const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] })
  expect(await under(faulty, () => moveFolder(from, to))).toMatchObject({ code: 'EXMAN_NOT_DURABLE' })
  expect(weights(to)).toBe('new')
})

test.each([false, true])(
  'whatever operation fails, the folder is there once, and a second time moves it (to a name that is taken: %s)',
  async (isTaken) => {
    await atEveryOperation(
      { kind: 'fail', code: 'EIO' },
      {
        prepare: () => {
          const given = folder()
          if (isTaken) {
            mkdirSync(given.to)
            writeFileSync(join(given.to, 'weights.bin'), 'old')
          }
          return given
        },
        act: ({ from, to }) => moveFolder(from, to),
        check: ({ from, to }, { error }) => {
          const isMoved = !existsSync(from)
          expect(weights(isMoved ? to : from)).toBe('new')
          if (error === undefined) expect(isMoved).toBe(true)
          else if (!isMoved) moveFolder(from, to)
          expect([existsSync(from), weights(to)]).toEqual([false, 'new'])
        },
      },
    )
  },
)

describe('relocateIfFree', () => {
  const never = () => {
    throw new Error('it was moved')
  }

  test('renames a folder to a name that is free, durably where it was and where it is', async () => {
    const { dir, from } = folder()
    mkdirSync(join(dir, 'other'))
    const to = join(dir, 'other', 'model')
    const moved: string[] = []
    const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(faulty, () => expect(relocateIfFree(from, to, () => moved.push(weights(to)))).toBe(true))
    expect([moved, existsSync(from)]).toEqual([['new'], false])
    expect(faulty.log.filter(({ name }) => name === 'fsyncSync').map(({ path }) => path)).toEqual([
      join(dir, 'other'),
      dir,
    ])
  })

  test.each<[string, (to: string) => void]>([
    ['an empty folder', (to) => mkdirSync(to)],
    ['a file', (to) => writeFileSync(to, '')],
    ['a link', (to) => symlinkSync('nowhere', to)],
  ])('leaves everything where %s has the name', (_, plant) => {
    const { dir, from, to } = folder()
    plant(to)
    expect(relocateIfFree(from, to, never)).toBe(false)
    expect([weights(from), readdirSync(dir)]).toEqual(['new', ['aside.model', 'model']])
  })

  test('leaves no empty folder when it cannot be renamed', async () => {
    const { dir, from, to } = folder()
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['renameSync'] })
    expect(await under(faulty, () => relocateIfFree(from, to, never))).toMatchObject({
      code: 'EXMAN_WRITE_FAILED',
    })
    expect(readdirSync(dir)).toEqual(['model'])
  })

  test('tells of the new name also when it may not survive a power loss', async () => {
    const { from, to } = folder()
    const moved = jest.fn()
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] })
    expect(await under(faulty, () => relocateIfFree(from, to, moved))).toMatchObject({
      code: 'EXMAN_NOT_DURABLE',
    })
    expect(moved).toHaveBeenCalledTimes(1)
  })
})
