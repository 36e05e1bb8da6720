import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  symlinkSync,
  mkdirSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { useDisk, realDisk } from '../../../src/files/disk'
import { trainParser, tree } from '../../parser/parsers'
import { compiled, TWO_EPOCHS, x, y } from '../../training/tiny'
import { expectWarnings } from '../../warnings'

const boom = new TypeError('boom', { cause: new RangeError('deep') })

test('a run that fails in safely stands in fails/, with its traceback and what was printed', async () => {
  const parser = trainParser({ monitor: 'loss' })
  const { run } = parser.parse_args([])
  const before = run.dir
  const failing = run.safely(async () => {
    await run.fit(compiled(), x, y, TWO_EPOCHS)
    process.stdout.write('half way\n')
    process.stderr.write(Buffer.from('careful\n'))
    throw boom
  })
  await expect(failing).rejects.toBe(boom)
  expect(run.dir).toBe(join(parser.root, 'fails', run.id))
  expect(run.path('plots')).toBe(join(run.dir, 'plots'))
  expect(existsSync(before)).toBe(false)
  expect(run.status).toBe('failed')
  expect(run.record.error).toMatchObject({ name: 'TypeError', message: 'boom' })
  expect(run.readLog()).toHaveLength(2)
  expect(await run.loadModel('last')).toBeDefined()
  const traceback = readFileSync(run.path('traceback.txt'), 'utf8')
  expect(traceback).toMatch(/^TypeError: boom\n {4}at /)
  expect(traceback).toContain('[cause]: RangeError: deep')
  expect(readFileSync(run.path('log.txt'), 'utf8')).toContain('half way\ncareful\n')
  expect(tree(join(parser.root, 'index'))).toEqual([])
  expect(tree(join(parser.root, 'runs'))).toEqual([])
})

test('a run that ends well keeps what was printed, and stays where it is', async () => {
  const { run } = trainParser().parse_args([])
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'write')?.value as unknown
  expect(
    await run.safely(() => {
      process.stdout.write('done\n')
      return 7
    }),
  ).toBe(7)
  process.stdout.write('\n')
  expect(Object.getOwnPropertyDescriptor(process.stdout, 'write')?.value).toBe(before)
  expect(readFileSync(run.path('log.txt'), 'utf8')).toBe('done\n')
  expect(run.dir).toContain('/runs/')
  expect(existsSync(run.path('traceback.txt'))).toBe(false)
})

test('what is open stays open when the run moves', async () => {
  const { run } = trainParser().parse_args([])
  const fd = openSync(run.path('own.txt'), 'a')
  await expect(run.safely(() => Promise.reject(boom))).rejects.toBe(boom)
  writeSync(fd, 'late\n')
  closeSync(fd)
  appendFileSync(run.path('own.txt'), 'later\n')
  expect(readFileSync(run.path('own.txt'), 'utf8')).toBe('late\nlater\n')
})

test('a run of --tmp that fails stands in fails/ as well', async () => {
  const parser = trainParser()
  const { run } = parser.parse_args(['--tmp'])
  await expect(run.safely(() => Promise.reject(boom))).rejects.toBe(boom)
  expect(run.dir).toBe(join(parser.root, 'fails', run.id))
  parser.parse_args(['--resume', '1'])
  expect(parser.run!.dir).toBe(join(parser.root, 'tmp', run.id))
  parser.run!.finish()
})

test('marks made by hand follow, and what only bears the name stays', async () => {
  const parser = trainParser()
  const { run } = parser.parse_args([])
  const good = join(parser.root, 'marked', 'good')
  mkdirSync(join(good, 'deep'), { recursive: true })
  symlinkSync(`../../../runs/${run.id}`, join(good, 'deep', run.id))
  mkdirSync(join(good, run.id))
  writeFileSync(join(good, run.id, 'mine.txt'), '')
  symlinkSync('..', join(good, 'loop'))
  await expect(run.safely(() => Promise.reject(boom))).rejects.toBe(boom)
  expect(existsSync(join(good, 'deep', run.id, 'traceback.txt'))).toBe(true)
  expect(existsSync(join(good, run.id, 'mine.txt'))).toBe(true)
})

test.each<[string, (run: { fail: (error: unknown) => void; finish: () => void }) => unknown]>([
  ['fail, outside of safely', (run) => run.fail(boom)],
  ['finish', (run) => run.finish()],
])('%s moves nothing', (_, end) => {
  const parser = trainParser()
  const { run } = parser.parse_args([])
  end(run)
  expect(run.dir).toBe(join(parser.root, 'runs', run.id))
})

test('when the move is not possible, the error comes out all the same, and a warning says so', async () => {
  const warnings = expectWarnings()
  const { run } = trainParser().parse_args([])
  const undo = useDisk({
    ...realDisk,
    renameSync: (from, to) => {
      if (to.includes('/fails/')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
      realDisk.renameSync(from, to)
    },
  })
  await expect(run.safely(() => Promise.reject(boom))).rejects.toBe(boom)
  undo()
  expect(run.dir).toContain('/runs/')
  expect(existsSync(run.path('traceback.txt'))).toBe(true)
  expect(warnings.map(({ code }) => code)).toEqual(['EXMAN_WRITE_SKIPPED'])
})

test('a disk that takes no more output does not end the training', async () => {
  const warnings = expectWarnings()
  const { run } = trainParser().parse_args([])
  await run.safely(() => {
    const undo = useDisk({
      ...realDisk,
      writeSync: () => {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      },
    })
    process.stdout.write('lost\n')
    process.stdout.write('lost too\n')
    undo()
  })
  expect(run.status).toBe('done')
  expect(warnings.map(({ code }) => code)).toEqual(['EXMAN_WRITE_SKIPPED'])
})
