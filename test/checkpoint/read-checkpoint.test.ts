import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitCheckpoint } from '../../src/checkpoint/commit'
import type { Manifest } from '../../src/checkpoint/manifest'
import { jsonIn, readNewestCheckpoint } from '../../src/checkpoint/read-checkpoint'
import { CheckpointError } from '../../src/errors'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { coded, contentOf } from './checkpoints'

/** Commits a checkpoint of an epoch that a training can go on from. */
function commit(models: string, epoch: number, files: Record<string, readonly Uint8Array[] | object> = {}) {
  const content = contentOf(epoch, { val_loss: epoch / 8 })
  const state = { 'training-state.json': { epoch }, 'training-state.bin': [Buffer.alloc(8, epoch)] }
  return commitCheckpoint(models, { ...content, files: { ...content.files, ...state, ...files } })
}

/** A folder with checkpoints of three epochs, and their names. */
async function three(): Promise<{ models: string; names: string[] }> {
  const models = scratch()
  const names = []
  for (const epoch of [1, 2, 3]) names.push(await commit(models, epoch))
  return { models, names }
}

const any = () => true

test('the newest is read, with the bytes of all its files', async () => {
  const { models, names } = await three()
  const { found, skipped } = await readNewestCheckpoint(models, any)
  expect(found).toMatchObject({ name: names[2], manifest: { epoch: 3, metrics: { val_loss: 0.375 } } })
  expect([...found!.files.keys()].sort()).toEqual([
    'model.json',
    'training-state.bin',
    'training-state.json',
    'weights.bin',
  ])
  expect(found!.files.get('weights.bin')).toEqual(Buffer.concat([Buffer.alloc(40, 3), Buffer.alloc(24, 4)]))
  expect(jsonIn(found!, 'training-state.json', models)).toEqual({ epoch: 3 })
  expect(skipped).toEqual([])
})

test('of an epoch that was saved twice the later one is read', async () => {
  const { models } = await three()
  const name = await commit(models, 3)
  expect((await readNewestCheckpoint(models, any)).found?.name).toBe(name)
})

test.each(['no folder', 'an empty folder', 'others', 'those that were set aside'])(
  'where there is %s, nothing is found',
  async (what) => {
    const models = join(scratch(), 'models')
    if (what !== 'no folder') mkdirSync(models)
    if (what === 'others') for (const name of ['best', '.model.01', 'notes']) mkdirSync(join(models, name))
    if (what === 'those that were set aside') mkdirSync(join(models, 'aside.model.01'))
    expect(await readNewestCheckpoint(models, any)).toEqual({ found: undefined, skipped: [] })
  },
)

describe('those that are not wanted', () => {
  test('are passed over without a word, by what their training-state.json and manifest say', async () => {
    const { models, names } = await three()
    const asked: [unknown, number][] = []
    const isWanted = (state: unknown, manifest: Manifest) => {
      asked.push([state, manifest.logRows])
      return manifest.epoch === 1
    }
    const { found, skipped } = await readNewestCheckpoint(models, isWanted)
    expect(found?.name).toBe(names[0])
    expect(skipped).toEqual([])
    expect(asked).toEqual([3, 2, 1].map((epoch) => [{ epoch }, epoch]))
  })

  test('are not read any further', async () => {
    const { models } = await three()
    const disk = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(disk, () => readNewestCheckpoint(models, () => false))
    const read = disk.log.map(({ path }) => path)
    expect(read.filter((path) => path.endsWith('training-state.json'))).toHaveLength(3)
    expect(read.filter((path) => path.endsWith('.bin') || path.endsWith('model.json'))).toEqual([])
  })

  test('are told from what cannot be judged: that is thrown, and no damage', async () => {
    const { models } = await three()
    const error = new Error('not now')
    const judge = () => {
      throw error
    }
    await expect(readNewestCheckpoint(models, judge)).rejects.toBe(error)
  })

  test('when there are no others, nothing is found', async () => {
    const { models } = await three()
    expect(await readNewestCheckpoint(models, () => false)).toEqual({ found: undefined, skipped: [] })
  })
})

type Damage = [what: string, harm: (dir: string) => void, reason: string]

const edit = (name: string, bytes: string) => (dir: string) => writeFileSync(join(dir, name), bytes)
const state = (change: (manifest: Manifest) => unknown) => (dir: string) => {
  const path = join(dir, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  change(manifest)
  writeFileSync(path, JSON.stringify(manifest))
}

const DAMAGES: Damage[] = [
  ['a cut file', (dir) => truncateSync(join(dir, 'weights.bin'), 10), 'weights.bin has 10 bytes, not 64'],
  [
    'a cut state',
    (dir) => truncateSync(join(dir, 'training-state.bin'), 0),
    'training-state.bin has 0 bytes, not 8',
  ],
  [
    'other bytes',
    edit('training-state.bin', 'abcdefgh'),
    'training-state.bin has other content than was saved',
  ],
  [
    'zeros',
    (dir) => writeFileSync(join(dir, 'weights.bin'), Buffer.alloc(64)),
    'weights.bin has other content than was saved',
  ],
  ['a file that is gone', (dir) => rmSync(join(dir, 'model.json')), 'model.json cannot be read: '],
  [
    'a state that is gone',
    (dir) => rmSync(join(dir, 'training-state.json')),
    'training-state.json cannot be read: ',
  ],
  [
    'a folder in the place of a file',
    (dir) => (rmSync(join(dir, 'weights.bin')), mkdirSync(join(dir, 'weights.bin'))),
    'weights.bin cannot be read: ',
  ],
  ['no manifest', (dir) => rmSync(join(dir, 'manifest.json')), 'manifest.json is missing or unreadable'],
  ['a manifest that is not JSON', edit('manifest.json', '{'), 'manifest.json is missing or unreadable'],
  [
    'a manifest without the weights',
    state(({ files }) => delete files['weights.bin']),
    'the manifest does not name weights.bin',
  ],
  [
    'a manifest without a state',
    state(({ files }) => delete files['training-state.json']),
    'the manifest does not name training-state.json',
  ],
  [
    'a manifest that leads out of the folder',
    state(({ files }) => (files['../../secret'] = files['weights.bin']!)),
    'the manifest names "../../secret", which is no plain file name',
  ],
]

describe('a damaged one', () => {
  test.each(DAMAGES)('is passed over, and named with the reason: %s', async (_, harm, reason) => {
    const { models, names } = await three()
    harm(join(models, names[2]!))
    const { found, skipped } = await readNewestCheckpoint(models, any)
    expect(found?.name).toBe(names[1])
    expect(skipped).toMatchObject([{ name: names[2], reason: expect.stringContaining(reason) as string }])
  })

  test('whose training-state.json is no JSON is one, too', async () => {
    const { models, names } = await three()
    const name = await commit(models, 4, { 'training-state.json': [Buffer.from('{')] })
    const { found, skipped } = await readNewestCheckpoint(models, any)
    expect([found?.name, skipped]).toEqual([names[2], [{ name, reason: 'training-state.json is not JSON' }]])
  })

  test('older than the one that is taken is not looked at', async () => {
    const { models, names } = await three()
    truncateSync(join(models, names[0]!, 'weights.bin'))
    expect((await readNewestCheckpoint(models, any)).skipped).toEqual([])
  })

  test('when all are, is an error that names the newest', async () => {
    const { models, names } = await three()
    for (const name of names) truncateSync(join(models, name, 'weights.bin'))
    const reading = readNewestCheckpoint(models, any)
    await expect(reading).rejects.toThrow(
      coded(
        'EXMAN_CHECKPOINT_INVALID',
        `The newest, ${names[2]}, is damaged: weights.bin has 0 bytes, not 64.`,
      ),
    )
    await expect(reading).rejects.toBeInstanceOf(CheckpointError)
    await expect(reading).rejects.toMatchObject({ checkpoint: join(models, names[2]!) })
  })

  test('when the others are not wanted, is an error as well: the run must not begin again by itself', async () => {
    const { models, names } = await three()
    truncateSync(join(models, names[1]!, 'training-state.json'))
    await expect(readNewestCheckpoint(models, () => false)).rejects.toThrow(
      coded('EXMAN_CHECKPOINT_INVALID', names[1]),
    )
  })
})
