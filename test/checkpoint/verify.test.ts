import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitCheckpoint } from '../../src/checkpoint/commit'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { scratch } from '../faults/scratch'
import { coded, contentOf } from './checkpoints'

async function made(): Promise<string> {
  const models = scratch()
  return join(models, await commitCheckpoint(models, contentOf(3)))
}

function edit(dir: string, change: (manifest: { files: Record<string, unknown> }) => void): void {
  const path = join(dir, 'manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown> }
  change(manifest)
  writeFileSync(path, JSON.stringify(manifest))
}

/** Lets the manifest name a file as it is, under any name. */
const naming = (name: string) => (dir: string) =>
  edit(dir, ({ files }) => {
    files[name] = files['weights.bin']
  })

test('a whole one is proved, a copy of it too', async () => {
  const dir = await made()
  expect(await verifyCheckpoint(dir)).toMatchObject({ epoch: 3, logRows: 3, monitor: 'val_loss' })
  cpSync(dir, `${dir}-copy`, { recursive: true })
  expect(await verifyCheckpoint(`${dir}-copy`)).toMatchObject({ epoch: 3 })
})

test('what the manifest does not name does no harm', async () => {
  const dir = await made()
  writeFileSync(join(dir, '.DS_Store'), 'x')
  await verifyCheckpoint(dir)
})

test.each<[string, (dir: string) => void, string]>([
  ['cut', (dir) => truncateSync(join(dir, 'weights.bin'), 63), 'weights.bin has 63 bytes, not 64'],
  ['empty', (dir) => truncateSync(join(dir, 'weights.bin'), 0), 'weights.bin has 0 bytes, not 64'],
  [
    'zero-filled',
    (dir) => writeFileSync(join(dir, 'weights.bin'), Buffer.alloc(64)),
    'weights.bin has other content than was saved',
  ],
  [
    'with one bit changed',
    (dir) => writeFileSync(join(dir, 'model.json'), '{"epoch":2}'),
    'model.json has other content than was saved',
  ],
  [
    'with a tail',
    (dir) => writeFileSync(join(dir, 'weights.bin'), Buffer.alloc(65, 3)),
    'weights.bin has 65 bytes, not 64',
  ],
  ['without its weights', (dir) => rmSync(join(dir, 'weights.bin')), 'weights.bin cannot be read'],
  ['without its model', (dir) => rmSync(join(dir, 'model.json')), 'model.json cannot be read'],
  [
    'without its manifest',
    (dir) => rmSync(join(dir, 'manifest.json')),
    'manifest.json is missing or unreadable',
  ],
  [
    'with a manifest that is cut',
    (dir) => truncateSync(join(dir, 'manifest.json'), 100),
    'manifest.json is missing or unreadable',
  ],
  ['that names ../x', naming('../x'), 'the manifest names "../x", which is no plain file name'],
  [
    'that names an absolute path',
    naming('/etc/passwd'),
    'the manifest names "/etc/passwd", which is no plain file name',
  ],
  ['that names ..', naming('..'), 'the manifest names "..", which is no plain file name'],
  ['that names .', naming('.'), 'the manifest names ".", which is no plain file name'],
  ['that names nothing', naming(''), 'the manifest names "", which is no plain file name'],
  ['that names a file with a NUL', naming('a\0b'), 'a\0b cannot be read'],
  ['that names a file that is not there', naming('extra.bin'), 'extra.bin cannot be read'],
  [
    'that does not name its weights',
    (dir) => edit(dir, ({ files }) => delete files['weights.bin']),
    'the manifest does not name weights.bin',
  ],
  [
    'that does not name its model',
    (dir) => edit(dir, ({ files }) => delete files['model.json']),
    'the manifest does not name model.json',
  ],
])('one %s is refused', async (_, damage, reason) => {
  const dir = await made()
  // The weights of this file are those that `../x` would reach.
  writeFileSync(join(dir, '../x'), readFileSync(join(dir, 'weights.bin')))
  damage(dir)
  const error: unknown = await verifyCheckpoint(dir).catch((thrown: unknown) => thrown)
  expect(() => {
    throw error as Error
  }).toThrow(coded('EXMAN_CHECKPOINT_INVALID', `The checkpoint ${dir} is damaged: `))
  expect(error).toMatchObject({ checkpoint: dir, reason: expect.stringContaining(reason) as string })
})

test('the weights of another epoch are refused', async () => {
  const models = scratch()
  const [one, two] = [1, 2].map((epoch) => commitCheckpoint.bind(null, models, contentOf(epoch)))
  const [first, second] = [join(models, await one!()), join(models, await two!())]
  cpSync(join(second, 'weights.bin'), join(first, 'weights.bin'))
  await expect(verifyCheckpoint(first)).rejects.toThrow(coded('EXMAN_CHECKPOINT_INVALID', 'other content'))
})
