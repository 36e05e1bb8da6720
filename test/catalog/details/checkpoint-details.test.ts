import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { checkpointDetails, type CheckpointDetails } from '../../../src/catalog/details/checkpoint-details'
import { PartReader } from '../../../src/catalog/details/part-reader'
import { realDisk, useDisk } from '../../../src/files/disk'
import { writePointer } from '../../../src/checkpoint/pointers'
import { commitAll } from '../../checkpoint/checkpoints'
import { scratch } from '../../faults/scratch'

const MONITOR = { name: 'val_loss', mode: 'min' } as const

/** The folder of a run with checkpoints of epochs 1 to 3, of which the second is the best. */
async function made(): Promise<{ dir: string; models: string; names: string[] }> {
  const dir = join(scratch(), 'run')
  const models = join(dir, 'models')
  mkdirSync(dir)
  const names = await commitAll(models, { 1: 0.5, 2: 0.25, 3: 0.75 })
  writePointer(models, 'best', { name: names[1]!, epoch: 2 })
  writePointer(models, 'last', { name: names[2]!, epoch: 3 })
  return { dir, models, names }
}

async function read(
  dir: string,
  verify = false,
): Promise<{ found: CheckpointDetails[]; problems: object[] }> {
  const reader = new PartReader(dir)
  return { found: await checkpointDetails(reader, { verify, monitor: MONITOR }), problems: reader.problems }
}

const named = (found: CheckpointDetails[], key: 'isBest' | 'isLast') =>
  found.filter((each) => each[key]).map(({ epoch }) => epoch)

test('the checkpoints of a run, oldest first', async () => {
  const { dir, models, names } = await made()
  const { found, problems } = await read(dir)
  expect(names).toEqual(['model.01-0.5000', 'model.02-0.2500', 'model.03-0.7500'])
  expect(problems).toEqual([])
  expect(found.map(({ name }) => name)).toEqual(names)
  const bytes = ['model.json', 'weights.bin', 'manifest.json'].map(
    (name) => statSync(join(models, names[1]!, name)).size,
  )
  expect(found[1]).toEqual({
    ...{ name: 'model.02-0.2500', epoch: 2, metrics: { val_loss: 0.25 } },
    bytes: bytes.reduce((sum, size) => sum + size),
    created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    ...{ isBest: true, isLast: false, isVerified: false, problem: null },
  })
  expect([named(found, 'isBest'), named(found, 'isLast')]).toEqual([[2], [3]])
})

test('a run without models has no checkpoints', async () => {
  expect(await read(scratch())).toEqual({ found: [], problems: [] })
})

test('where a pointer is missing or behind, the manifests tell which is the best and the last', async () => {
  const { dir, models, names } = await made()
  rmSync(join(models, 'best.json'))
  writePointer(models, 'last', { name: names[0]!, epoch: 1 })
  const { found } = await read(dir)
  expect([named(found, 'isBest'), named(found, 'isLast')]).toEqual([[2], [3]])
})

test('a pointer that cannot be read is a problem of its file', async () => {
  const { dir, models } = await made()
  truncateSync(join(models, 'best.json'), 10)
  const { found, problems } = await read(dir)
  expect(problems).toMatchObject([{ code: 'EXMAN_FILE_INVALID', file: 'models/best.json' }])
  expect(named(found, 'isBest')).toEqual([2])
})

type Damage = (checkpoint: string) => void

/** Lets the manifest name another file with the bytes of the weights. */
const naming =
  (name: string): Damage =>
  (dir) => {
    const path = join(dir, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown> }
    manifest.files[name] = manifest.files['weights.bin']
    writeFileSync(path, JSON.stringify(manifest))
  }

const unnaming =
  (name: string): Damage =>
  (dir) => {
    const path = join(dir, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown> }
    delete manifest.files[name]
    writeFileSync(path, JSON.stringify(manifest))
  }

const DAMAGES: [title: string, damage: Damage, reason: string][] = [
  ['without its manifest', (dir) => rmSync(join(dir, 'manifest.json')), 'manifest.json is missing'],
  [
    'whose manifest is cut',
    (dir) => truncateSync(join(dir, 'manifest.json'), 60),
    'manifest.json cannot be read',
  ],
  [
    'whose manifest is zeros',
    (dir) => writeFileSync(join(dir, 'manifest.json'), Buffer.alloc(200)),
    'manifest.json cannot be read',
  ],
  [
    'whose weights are cut',
    (dir) => truncateSync(join(dir, 'weights.bin'), 10),
    'weights.bin has 10 bytes, not 64',
  ],
  ['whose weights are missing', (dir) => rmSync(join(dir, 'weights.bin')), 'weights.bin is missing'],
  ['whose model is missing', (dir) => rmSync(join(dir, 'model.json')), 'model.json is missing'],
  [
    'that names ../weights.bin',
    naming('../weights.bin'),
    'the manifest names "../weights.bin", which is no plain',
  ],
  [
    'that names /etc/passwd',
    naming('/etc/passwd'),
    'the manifest names "/etc/passwd", which is no plain file name',
  ],
  ['that names a file with a NUL', naming('a\0b'), 'a\0b'],
  ['that names a file that is not there', naming('extra.bin'), 'extra.bin is missing'],
  ['that does not name its weights', unnaming('weights.bin'), 'the manifest does not name weights.bin'],
  ['that does not name its model', unnaming('model.json'), 'the manifest does not name model.json'],
  [
    'whose weights are a folder',
    (dir) => {
      rmSync(join(dir, 'weights.bin'))
      mkdirSync(join(dir, 'weights.bin'))
    },
    'it is no file',
  ],
]

test.each(DAMAGES)(
  'a checkpoint %s is told of, read or not, and the others are as they were',
  async (_, damage, reason) => {
    const { dir, models, names } = await made()
    // What the name would reach has the right bytes.
    cpSync(join(models, names[1]!, 'weights.bin'), join(models, 'weights.bin'))
    const before = (await read(dir)).found
    damage(join(models, names[1]!))
    for (const verify of [false, true]) {
      const { found, problems } = await read(dir, verify)
      expect(problems).toEqual([])
      expect(found[1]).toMatchObject({ isBest: true, isVerified: false })
      expect(found[1]!.problem).toContain(reason)
      expect([found[0], found[2]]).toEqual([
        { ...before[0], isVerified: verify },
        { ...before[2], isVerified: verify },
      ])
    }
  },
)

test.each<[string, Damage]>([
  [
    'of another epoch',
    (dir) => cpSync(join(dir, '../model.01-0.5000/weights.bin'), join(dir, 'weights.bin')),
  ],
  ['of zeros', (dir) => writeFileSync(join(dir, 'weights.bin'), Buffer.alloc(64))],
])('weights %s are found out when every byte is read', async (_, damage) => {
  const { dir, models, names } = await made()
  damage(join(models, names[1]!))
  expect((await read(dir)).found.map(({ problem }) => problem)).toEqual([null, null, null])
  const { found } = await read(dir, true)
  expect(found.map(({ problem }) => problem)).toEqual([
    null,
    'weights.bin has other content than was saved',
    null,
  ])
  expect(found.map(({ isVerified }) => isVerified)).toEqual([true, false, true])
})

test('a file that the manifest does not name does no harm', async () => {
  const { dir, models, names } = await made()
  writeFileSync(join(models, names[1]!, 'notes.txt'), 'mine')
  expect((await read(dir, true)).found.map(({ problem }) => problem)).toEqual([null, null, null])
})

test('cut at any byte, a manifest is one that cannot be read, until only its end of line is gone', async () => {
  const { dir, models, names } = await made()
  const path = join(models, names[1]!, 'manifest.json')
  const text = readFileSync(path, 'utf8')
  for (let length = 0; length < text.length; length++) {
    writeFileSync(path, text.slice(0, length))
    const expected = length < text.trimEnd().length ? 'manifest.json cannot be read' : null
    expect([length, (await read(dir)).found[1]!.problem]).toEqual([length, expected])
  }
})

describe('links are not followed', () => {
  test('models/ as a whole', async () => {
    const { dir, models } = await made()
    const away = join(scratch(), 'models')
    renameSync(models, away)
    symlinkSync(away, models)
    expect(await read(dir, true)).toMatchObject({
      found: [],
      problems: [
        {
          code: 'EXMAN_FILE_INVALID',
          file: 'models',
          message: expect.stringContaining('it is a link') as string,
        },
      ],
    })
  })

  test.each([
    ['a checkpoint', '', 'it is a link'],
    ['its manifest', 'manifest.json', 'it is a link, which is not followed'],
    ['its weights', 'weights.bin', 'it is a link, which is not followed'],
  ])('%s', async (_, name, reason) => {
    const { dir, models, names } = await made()
    const away = join(scratch(), 'away')
    const path = join(models, names[1]!, name)
    renameSync(path, away)
    symlinkSync(away, path)
    const { found } = await read(dir, true)
    expect(found.map(({ problem }) => problem)).toEqual([null, expect.stringContaining(reason), null])
  })
})

test('a file named as a checkpoint is none', async () => {
  const { dir, models } = await made()
  writeFileSync(join(models, 'model.09'), '')
  expect((await read(dir)).found.at(-1)).toMatchObject({
    epoch: 9,
    metrics: null,
    problem: 'it is no folder',
  })
})

test('of one epoch saved twice, the one saved later comes later', async () => {
  const { dir, models } = await made()
  const [again] = await commitAll(models, { 2: 0.125 })
  expect((await read(dir)).found.map(({ name }) => name).slice(1, 3)).toEqual(['model.02-0.2500', again])
})

test.each([
  ['its folder', 'direntsSync', ''],
  ['its manifest', 'readFileSync', '/manifest.json'],
  ['its weights', 'open', '/weights.bin'],
] as const)('a checkpoint is told of when this user may not read %s', async (_, operation, name) => {
  const { dir, models, names } = await made()
  const refused = join(models, names[1]! + name)
  const refusing = (path: string, ...more: unknown[]): unknown => {
    if (path === refused) throw Object.assign(new Error('EACCES: no'), { code: 'EACCES' })
    return (realDisk[operation] as (...args: unknown[]) => unknown)(path, ...more)
  }
  const undo = useDisk({ ...realDisk, [operation]: refusing })
  const { found } = await read(dir, true).finally(undo)
  expect(found.map(({ problem }) => problem)).toEqual([null, expect.stringContaining('no permission'), null])
})
