import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StagedFolder } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch, strays } from '../faults/scratch'

const bytes = (text: string) => Buffer.from(text)

async function stage(dir: string): Promise<StagedFolder> {
  const staged = await StagedFolder.create(dir)
  await staged.write('weights.bin', [bytes('abc'), bytes(''), bytes('def')])
  await staged.write('manifest.json', [bytes('{}')])
  return staged
}

test('the folder is hidden until it is committed', async () => {
  const dir = scratch()
  const staged = await stage(dir)
  expect(readdirSync(dir)).toEqual([expect.stringMatching(/^\.staging-[0-9a-f]{16}$/)])
  expect(await staged.commit(['model.07', 'model.07~2'])).toBe('model.07')
  expect(readdirSync(dir)).toEqual(['model.07'])
  expect(readFileSync(join(dir, 'model.07/weights.bin'), 'utf8')).toBe('abcdef')
})

test.each([0, 10, 3 * 1024 * 1024])('write gives size and digest of %d bytes in chunks', async (size) => {
  const staged = await StagedFolder.create(scratch())
  const content = randomBytes(size)
  const chunks = [content.subarray(0, size / 2), new Uint8Array(content.subarray(size / 2))]
  expect(await staged.write('weights.bin', chunks)).toEqual({
    bytes: size,
    sha256: createHash('sha256').update(content).digest('hex'),
  })
})

test('several files may be written at once', async () => {
  const dir = scratch()
  const staged = await StagedFolder.create(dir)
  await Promise.all(['a', 'b', 'c'].map((name) => staged.write(name, [bytes(name)])))
  await staged.commit(['model'])
  expect(readdirSync(join(dir, 'model'))).toEqual(['a', 'b', 'c'])
})

test.each([
  ['a checkpoint', (path: string) => (mkdirSync(path), mkdirSync(join(path, 'x')))],
  ['an empty folder', (path: string) => mkdirSync(path)],
])('commit takes the first free name: %s stays as it is', async (_title, make) => {
  const dir = scratch()
  make(join(dir, 'model.07'))
  const before = readdirSync(join(dir, 'model.07'))
  expect(await (await stage(dir)).commit(['model.07', 'model.07~2'])).toBe('model.07~2')
  expect(readdirSync(join(dir, 'model.07'))).toEqual(before)
})

test('every file is synced before the folder, and that before the rename, and the parent after it', async () => {
  const dir = scratch()
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  await under(faulty, async () => (await stage(dir)).commit(['model']))
  const order = faulty.log.filter(({ name }) => ['sync', 'rename'].includes(name))
  const staging = '\\.staging-[0-9a-f]{16}'
  expect(order.map(({ name, path }) => `${name} ${path.slice(dir.length)}`)).toEqual([
    expect.stringMatching(`^sync /${staging}/weights.bin$`),
    expect.stringMatching(`^sync /${staging}/manifest.json$`),
    expect.stringMatching(`^sync /${staging}$`),
    expect.stringMatching(`^rename /${staging}$`),
    'sync ',
  ])
})

test('the same file cannot be written twice; then nothing is left', async () => {
  const dir = scratch()
  const staged = await stage(dir)
  await expect(staged.write('weights.bin', [])).rejects.toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
  expect(strays(dir)).toEqual([])
})

test('after a failed write there is nothing to commit', async () => {
  const dir = scratch()
  const staged = await stage(dir)
  const full = faultyDisk({ failAt: 1, kind: 'fail', code: 'ENOSPC', only: ['write'] })
  expect(await under(full, () => staged.write('more.bin', [bytes('x')]))).toMatchObject({
    code: 'EXMAN_DISK_FULL',
  })
  await expect(staged.commit(['model'])).rejects.toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(readdirSync(dir)).toEqual([])
})

test('a sync of the parent that fails leaves the folder in place and says so', async () => {
  const dir = scratch()
  const staged = await stage(dir)
  const faulty = faultyDisk({ failAt: 2, kind: 'fail', only: ['sync'] })
  expect(await under(faulty, () => staged.commit(['model']))).toMatchObject({
    code: 'EXMAN_NOT_DURABLE',
    path: join(dir, 'model'),
  })
  expect(existsSync(join(dir, 'model/manifest.json'))).toBe(true)
})

test('discard removes it, may be called again, and leaves a committed folder alone', async () => {
  const dir = scratch()
  const staged = await stage(dir)
  await staged.discard()
  await staged.discard()
  expect(readdirSync(dir)).toEqual([])
  const other = await stage(dir)
  await other.commit(['model'])
  await other.discard()
  expect(readdirSync(dir)).toEqual(['model'])
})

test('a parent that was removed is noticed, and not made again', async () => {
  const dir = scratch()
  const staged = await stage(dir)
  rmSync(dir, { recursive: true })
  await expect(StagedFolder.create(dir)).rejects.toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  await expect(staged.write('x', [])).rejects.toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  await expect(staged.commit(['model'])).rejects.toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(existsSync(dir)).toBe(false)
})
