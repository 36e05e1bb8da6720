import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sweepTemporary } from '../../src/files'
import { commitCheckpoint } from '../../src/checkpoint/commit'
import { listCheckpoints } from '../../src/checkpoint/manifest'
import { readPointer } from '../../src/checkpoint/pointers'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { run, script, untilLast } from '../faults/children'
import { coded, contentOf } from './checkpoints'

const models = () => join(scratch(), 'models')

test('manifest.json is as docs/files.md shows it', async () => {
  const dir = models()
  expect(await commitCheckpoint(dir, contentOf(7, { loss: 0.081, val_loss: 0.0912 }))).toBe('model.07-0.0912')
  const text = readFileSync(join(dir, 'model.07-0.0912/manifest.json'), 'utf8')
  expect(text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, '<time>')).toBe(`{
  "format": 1,
  "epoch": 7,
  "metrics": {
    "loss": 0.081,
    "val_loss": 0.0912
  },
  "monitor": "val_loss",
  "logRows": 7,
  "created": "<time>",
  "files": {
    "model.json": {
      "bytes": 11,
      "sha256": "d5bdee720059aa94f88a353ffb032640e7d2cfc14c1a1e19ebd24df5486bce67"
    },
    "weights.bin": {
      "bytes": 64,
      "sha256": "7fc247ee7653274c0243b7b06e8d2d85342eb862e0d07f965850ed5dd2ecca79"
    }
  }
}
`)
  expect(readdirSync(join(dir, 'model.07-0.0912')).sort()).toEqual([
    'manifest.json',
    'model.json',
    'weights.bin',
  ])
  expect(readFileSync(join(dir, 'model.07-0.0912/weights.bin'))).toEqual(
    Buffer.concat([Buffer.alloc(40, 7), Buffer.alloc(24, 8)]),
  )
})

test.each([
  [3, { val_loss: NaN }, 'model.03-NaN'],
  [3, { val_loss: -Infinity }, 'model.03--Infinity'],
  [120, { val_loss: -0.00001 }, 'model.120-0.0000'],
  [3, { loss: 1 }, 'model.03'],
  [3, {}, 'model.03'],
])('epoch %i with %p is named %s', async (epoch, metrics, name) => {
  const dir = models()
  expect(await commitCheckpoint(dir, contentOf(epoch, metrics as Record<string, number>))).toBe(name)
  expect((await verifyCheckpoint(join(dir, name))).metrics).toEqual(metrics)
})

test('a name that exists gets ~2, and the first stays', async () => {
  const dir = models()
  const names = [1, 2, 3].map(() => commitCheckpoint.bind(null, dir, contentOf(1, { val_loss: 0.5 })))
  const made: string[] = []
  for (const commit of names) made.push(await commit())
  expect(made).toEqual(['model.01-0.5000', 'model.01-0.5000~2', 'model.01-0.5000~3'])
  expect(listCheckpoints(dir).map(({ name }) => name)).toEqual(made)
})

test('what is given as data is written as JSON', async () => {
  const dir = models()
  const content = contentOf(1, {})
  const name = await commitCheckpoint(dir, {
    ...content,
    files: { ...content.files, 'training-state.json': { up: Infinity } },
  })
  expect(readFileSync(join(dir, name, 'training-state.json'), 'utf8')).toBe('{\n  "up": "Infinity"\n}\n')
  await verifyCheckpoint(join(dir, name))
})

test('data that cannot be JSON leaves nothing behind', async () => {
  const dir = models()
  const content = contentOf(1)
  const files = { ...content.files, 'training-state.json': { big: 1n } }
  await expect(commitCheckpoint(dir, { ...content, files })).rejects.toThrow('BigInt')
  expect(readdirSync(dir)).toEqual([])
})

test('into a run folder that was removed nothing is written', async () => {
  const dir = join(scratch(), 'run', 'models')
  await expect(commitCheckpoint(dir, contentOf(1))).rejects.toThrow(coded('EXMAN_FOLDER_GONE', dir))
  expect(existsSync(join(dir, '..'))).toBe(false)
})

describe.each([
  ['fail', 'ENOSPC', 1],
  ['fail', 'EIO', 1],
  ['fail', 'EIO', 3],
  ['short', 'EIO', 1],
] as const)('with each operation in turn meeting a fault (%s, %s, %i in a row)', (kind, code, failFor) => {
  test('there is the whole checkpoint or none, and the earlier one stays', async () => {
    const runs = await atEveryOperation(
      { kind, code, failFor },
      {
        prepare: async () => {
          const dir = models()
          await commitCheckpoint(dir, contentOf(1))
          return dir
        },
        act: (dir) => commitCheckpoint(dir, contentOf(2)),
        check: async (dir, { error, struck }) => {
          if (kind === 'short' || struck === undefined) expect(error).toBeUndefined()
          else if (error)
            expect(error.code).toMatch(/^EXMAN_(DISK_FULL|WRITE_FAILED|READ_FAILED|NOT_DURABLE)$/)
          const found = listCheckpoints(dir).map(({ epoch }) => epoch)
          const isThere = error === undefined || error.code === 'EXMAN_NOT_DURABLE'
          // Making sure of the models folder may fail late, too.
          if (!isThere || found.length === 2) expect(found).toEqual(isThere ? [1, 2] : [1])
          if (error === undefined) expect(found).toEqual([1, 2])
          for (const { name } of listCheckpoints(dir)) await verifyCheckpoint(join(dir, name))
          if (struck?.name !== 'rm' && failFor === 1)
            expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([])
        },
      },
    )
    expect(runs).toBeGreaterThan(15)
  })
})

test('killed at any change of the disk, every listed checkpoint is whole, and no pointer shows to a lost one', async () => {
  await untilLast(async (n) => {
    const dir = models()
    mkdirSync(dir)
    const { signal, output } = await run(script('run-killed', 'checkpoints', dir, n))
    const isKilled = signal === 'SIGKILL'
    if (!isKilled && output.includes('Error')) throw new Error(output)
    const acknowledged = output.split('\n').filter(Boolean).map(Number)
    const listed = listCheckpoints(dir)
    for (const { name } of listed) await verifyCheckpoint(join(dir, name))
    expect(listed.at(-1)?.epoch ?? 0).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0)
    for (const pointer of ['best', 'last'] as const) {
      const name = readPointer(dir, pointer)
      if (name !== undefined) expect(listed.map((each) => each.name)).toContain(name)
    }
    sweepTemporary(dir)
    expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([])
    if (!isKilled) expect(listed.map(({ epoch }) => epoch)).toEqual([3])
    return !isKilled
  })
})
