import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitCheckpoint } from '../../src/checkpoint/commit'
import { listCheckpoints, readManifest, wholeCheckpoints } from '../../src/checkpoint/manifest'
import { scratch } from '../faults/scratch'
import { contentOf } from './checkpoints'

test('metrics that JSON cannot hold come back as numbers', async () => {
  const models = scratch()
  const metrics = { val_loss: NaN, up: Infinity, down: -Infinity, loss: 0.5 }
  const dir = join(models, await commitCheckpoint(models, contentOf(1, metrics)))
  expect(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'))).toMatchObject({
    metrics: { val_loss: 'NaN', up: 'Infinity', down: '-Infinity', loss: 0.5 },
  })
  expect(readManifest(dir)?.metrics).toEqual(metrics)
})

test('checkpoints are listed oldest first, staged, removed and foreign ones aside', async () => {
  const models = scratch()
  for (const epoch of [2, 10, 1, 100, 10]) await commitCheckpoint(models, contentOf(epoch, { val_loss: 1 }))
  const foreign = [
    '.staging-0123456789abcdef',
    '.removed-0123456789abcdef',
    'best',
    'model',
    'model.3',
    'plots',
  ]
  for (const name of foreign) cpSync(join(models, 'model.01-1.0000'), join(models, name), { recursive: true })
  expect(listCheckpoints(models).map(({ name, epoch, ordinal }) => [name, epoch, ordinal])).toEqual([
    ['model.01-1.0000', 1, 1],
    ['model.02-1.0000', 2, 1],
    ['model.10-1.0000', 10, 1],
    ['model.10-1.0000~2', 10, 2],
    ['model.100-1.0000', 100, 1],
  ])
})

test('of one epoch saved with several values the order is that of the saves', async () => {
  const models = scratch()
  const names: string[] = []
  for (const value of [3, 1, 2]) {
    names.push(await commitCheckpoint(models, contentOf(7, { val_loss: value })))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  expect(listCheckpoints(models).map(({ name }) => name)).toEqual(names)
})

test('whole are those with a manifest', async () => {
  const models = scratch()
  const name = await commitCheckpoint(models, contentOf(1))
  mkdirSync(join(models, 'model.99'))
  expect(wholeCheckpoints(models).map((each) => each.name)).toEqual([name])
})

test('of a folder that is not there no checkpoint is listed', () => {
  expect(listCheckpoints(join(scratch(), 'models'))).toEqual([])
})

const whole = {
  format: 1,
  epoch: 1,
  metrics: { loss: 1 },
  files: { 'model.json': { bytes: 1, sha256: 'a' } },
}

test.each<[string, unknown]>([
  ['', ''],
  ['text', 'not JSON'],
  ['null bytes', '\0\0\0'],
  ['an array', []],
  ['a newer format', { ...whole, format: 2 }],
  ['no epoch', { ...whole, epoch: undefined }],
  ['an epoch that is text', { ...whole, epoch: '1' }],
  ['no metrics', { ...whole, metrics: null }],
  ['no files', { ...whole, files: undefined }],
  ['files in a list', { ...whole, files: [] }],
  ['a file without a size', { ...whole, files: { 'model.json': { sha256: 'a' } } }],
  ['a file that is null', { ...whole, files: { 'model.json': null } }],
])('a manifest of %s is none, and the folder is listed without', (_, content) => {
  const models = scratch()
  const dir = join(models, 'model.01')
  mkdirSync(dir)
  writeFileSync(join(dir, 'manifest.json'), typeof content === 'string' ? content : JSON.stringify(content))
  expect(readManifest(dir)).toBeNull()
  expect(listCheckpoints(models)).toEqual([{ name: 'model.01', epoch: 1, ordinal: 1, manifest: null }])
})

test('a manifest may say more than this version knows; a metric that is no number is NaN', () => {
  const dir = scratch()
  const metrics = { a: null, b: '', c: 'x', d: true, e: 'NaN', f: 1 }
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ ...whole, metrics, later: 1 }))
  expect(readManifest(dir)).toMatchObject({ metrics: { a: NaN, b: NaN, c: NaN, d: NaN, e: NaN, f: 1 } })
})

test('a manifest cut at any byte is none', async () => {
  const models = scratch()
  const dir = join(models, await commitCheckpoint(models, contentOf(1)))
  const text = readFileSync(join(dir, 'manifest.json'), 'utf8')
  for (let length = 0; length < text.length - 1; length += 1) {
    writeFileSync(join(dir, 'manifest.json'), text.slice(0, length))
    expect(readManifest(dir)).toBeNull()
  }
})
