import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPlainName, readModelFiles, writeModelFiles } from '../../src/checkpoint/model-files'
import { realDisk, useDisk } from '../../src/files/disk'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { coded } from './checkpoints'

const json = (epoch: number) => (name: string) => ({
  epoch,
  weightsManifest: [{ paths: [name], weights: [] }],
})
const write = (dir: string, epoch: number) =>
  writeModelFiles(dir, json(epoch), [Buffer.alloc(3, epoch), Buffer.alloc(5, epoch)])

async function read(dir: string): Promise<{ epoch: number; bytes: number[] }> {
  const { json, weights } = await readModelFiles(dir)
  return { epoch: (json as unknown as { epoch: number }).epoch, bytes: [...new Uint8Array(weights)] }
}

const whole = (epoch: number) => ({ epoch, bytes: Array<number>(8).fill(epoch) })

test('a model is two files, in a folder that is made with its parents', async () => {
  const dir = join(scratch(), 'a/b')
  await write(dir, 1)
  expect(readdirSync(dir).sort()).toEqual(['model.json', 'weights.bin'])
  expect(JSON.parse(readFileSync(join(dir, 'model.json'), 'utf8'))).toEqual(json(1)('weights.bin'))
  expect(await read(dir)).toEqual(whole(1))
})

test('saving again replaces it; other files stay', async () => {
  const dir = scratch()
  writeFileSync(join(dir, 'notes.txt'), 'mine')
  for (const epoch of [1, 2, 3]) {
    await write(dir, epoch)
    expect(await read(dir)).toEqual(whole(epoch))
    expect(readdirSync(dir)).toHaveLength(3)
  }
})

test('weights in several files, as tfjs itself writes them, are read in order, and are not removed', async () => {
  const dir = scratch()
  const paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin']
  writeFileSync(
    join(dir, 'model.json'),
    JSON.stringify({ epoch: 1, weightsManifest: [{ paths, weights: [] }] }),
  )
  paths.forEach((name, index) => writeFileSync(join(dir, name), Buffer.alloc(2, index + 1)))
  expect((await read(dir)).bytes).toEqual([1, 1, 2, 2])
  await write(dir, 2)
  expect(await read(dir)).toEqual(whole(2))
  expect(readdirSync(dir).sort()).toEqual([...paths, 'model.json', 'weights.bin'])
})

test('of two saves at once each is whole, and the event loop goes on meanwhile', async () => {
  const dir = scratch()
  await write(dir, 1)
  let letOn = (): void => undefined
  const gate = new Promise<void>((resolve) => (letOn = resolve))
  const restore = useDisk({
    ...realDisk,
    open: async (path, flags) => {
      if (flags === 'wx') await gate
      return realDisk.open(path, flags)
    },
  })
  try {
    const saves = Promise.all([write(dir, 2), write(dir, 3)])
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await read(dir)).toEqual(whole(1))
    letOn()
    await saves
  } finally {
    restore()
  }
  expect([whole(2), whole(3)]).toContainEqual(await read(dir))
  expect(readdirSync(dir)).toHaveLength(2)
})

test.each(['ENOSPC', 'EIO'])(
  'whatever operation fails (%s), the old model is there or the new one',
  async (code) => {
    const runs = await atEveryOperation(
      { kind: 'fail', code },
      {
        prepare: async () => {
          const dir = scratch()
          await write(dir, 1)
          return dir
        },
        act: (dir) => write(dir, 2),
        check: async (dir, { error, struck }) => {
          expect([whole(1), whole(2)]).toContainEqual(await read(dir))
          if (struck === undefined) expect(error).toBeUndefined()
          if (error === undefined) expect(await read(dir)).toEqual(whole(2))
          await write(dir, 3)
          expect(await read(dir)).toEqual(whole(3))
        },
      },
    )
    expect(runs).toBeGreaterThan(10)
  },
)

test.each<[string, (dir: string) => void, string, string]>([
  [
    'is not there',
    (dir) => rmSync(dir, { recursive: true }),
    'EXMAN_CHECKPOINT_NOT_FOUND',
    'model.json is missing',
  ],
  [
    'has no model.json',
    (dir) => rmSync(join(dir, 'model.json')),
    'EXMAN_CHECKPOINT_NOT_FOUND',
    'model.json is missing',
  ],
  ['has no weights', (dir) => rmSync(join(dir, 'weights.bin')), 'EXMAN_READ_FAILED', 'weights.bin'],
  [
    'has a model.json that is cut',
    (dir) => writeFileSync(join(dir, 'model.json'), '{"a'),
    'EXMAN_FILE_INVALID',
    'it is not JSON',
  ],
  ...['../x', '/etc/passwd', '..', '.', '', 'a/b', 'a\\b', 7].map(
    (name): [string, (dir: string) => void, string, string] => [
      `names ${JSON.stringify(name)}`,
      (dir) =>
        writeFileSync(join(dir, 'model.json'), JSON.stringify({ weightsManifest: [{ paths: [name] }] })),
      'EXMAN_CHECKPOINT_INVALID',
      'which is no plain file name',
    ],
  ),
  ...[
    'null',
    '[]',
    '7',
    '{"weightsManifest":7}',
    '{"weightsManifest":[null]}',
    '{"weightsManifest":[{"paths":"x"}]}',
  ].map((text): [string, (dir: string) => void, string, string] => [
    `has a model.json of ${text}`,
    (dir) => writeFileSync(join(dir, 'model.json'), text),
    'EXMAN_CHECKPOINT_INVALID',
    'model.json does not describe a model',
  ]),
])('a folder that %s is refused', async (_, damage, code, text) => {
  const dir = join(scratch(), 'model')
  mkdirSync(dir)
  writeFileSync(join(dir, '../x'), 'outside')
  await write(dir, 1)
  damage(dir)
  await expect(readModelFiles(dir)).rejects.toThrow(coded(code, text))
})

test.each(['', '{"a', 'null', '{"weightsManifest":7}', '{"weightsManifest":[{"paths":["../x"]}]}'])(
  'over a model.json that holds %j a model can be saved',
  async (text) => {
    const dir = join(scratch(), 'model')
    mkdirSync(dir)
    writeFileSync(join(dir, '../x'), 'outside')
    writeFileSync(join(dir, 'model.json'), text)
    await write(dir, 2)
    expect(await read(dir)).toEqual(whole(2))
    expect(existsSync(join(dir, '../x'))).toBe(true)
  },
)

test.each([
  ['weights.bin', true],
  ['..weights', true],
  ['', false],
  ['.', false],
  ['..', false],
  ['a/b', false],
  ['a\\b', false],
  [undefined, false],
])('%j is a plain name: %p', (name, expected) => {
  expect(isPlainName(name)).toBe(expected)
})
