/** Folders beside runs that no exman has made: nothing is lost by them, and nothing is made of them. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExperimentManager, FileError, openRun } from '../../src'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'
import { compiled, predicted, tf, TWO_EPOCHS, x, y } from '../training/tiny'

const PARAMS = { model: { units: 2 }, training: { lr: 0.1 } }

const NAMES: [string, string | Buffer][] = [
  ['that is not UTF-8', Buffer.from([0x72, 0x75, 0x6e, 0x2d, 0x2d, 0xff, 0xfe])],
  [
    'with a byte that is not UTF-8 after the name of a run',
    Buffer.from('run--26-01-01--00-00\xff', 'latin1'),
  ],
  ['composed', 'run--caf\u00e9'],
  ['decomposed', 'run--cafe\u0301'],
  ['of 255 bytes', 'r'.repeat(255)],
  ['with a newline', 'run--26-01-01--00-00\nrun--26-01-01--00-01'],
  ['with escape codes', '\x1b[2Jrun--26-01-01--00-00'],
  ['that Windows reserves', 'con'],
  ['that looks like a run of no day', 'run--26-02-30--00-00'],
  ['that is a pattern', 'run--*'],
  ['that ends in a dot and a space', 'run--26-01-01--00-00. '],
  ['that begins like an experiment, with escape codes', 'exp-1-2\x1b[2J'],
  ['that begins like an experiment, of 255 bytes', `exp-${'1'.repeat(251)}`],
]

test.each(NAMES)('a folder and a file with a name %s', async (_, name) => {
  const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss', tf })
  const first = expm.prepare(PARAMS).run
  const experiment = dirname(first.dir)
  const bytes = Buffer.from(name as string)
  const beside = (parent: string) => Buffer.concat([Buffer.from(`${parent}/`), bytes])
  mkdirSync(beside(experiment))
  writeFileSync(beside(expm.expBaseDir), 'mine')
  writeFileSync(beside(first.dir), 'mine')

  const second = expm.prepare(PARAMS).run
  for (const run of [first, second]) {
    run.log({ loss: 1 })
    run.finish()
  }
  expect((await expm.find(PARAMS)).map(({ id }) => id)).toEqual([first.id, second.id])
  for (const folder of [experiment, expm.expBaseDir, first.dir])
    expect(readdirSync(folder, 'buffer').some((found) => found.equals(bytes))).toBe(true)
  // Parameters, log, scores, record; and what lies beside them.
  expect(readdirSync(first.dir)).toHaveLength(5)
})

test('a root with a newline and escape codes in its name works as any other', async () => {
  const expBaseDir = join(scratch(), 'my\nruns\x1b[2J\x1b]0;title\x07')
  const expm = new ExperimentManager({ expBaseDir, monitor: 'loss', tf })
  const callbacks = expm.prepare(PARAMS)
  const model = compiled()
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
  const [found] = await expm.find(PARAMS)
  expect(found).toMatchObject({ id: callbacks.run.id, dir: callbacks.run.dir, status: 'done' })
  expect(found!.dir.startsWith(`${expBaseDir}/exp-`)).toBe(true)
  expect((await openRun(callbacks.run.dir)).readLog()).toHaveLength(2)
  expect(predicted(await found!.loadModel('last'))).toEqual(predicted(model))
})

test.each([
  ['root itself', (name: string) => join(scratch(), name)],
  ['folder above it', (name: string) => join(scratch(), name, 'root')],
])('a name of 256 bytes, which cannot be, as that of the %s is refused with the reason', (_, rootOf) => {
  const name = 'r'.repeat(256)
  const expBaseDir = rootOf(name)
  const error = thrown(() => new ExperimentManager({ expBaseDir, tf }).prepare(PARAMS))
  expect(error).toBeInstanceOf(FileError)
  const message = expect.stringContaining(name) as string
  expect(error).toMatchObject({
    code: 'EXMAN_ROOT_INVALID',
    message,
    cause: { cause: { code: 'ENAMETOOLONG' } },
  })
  expect((error as Error).message).toContain('the name is too long (ENAMETOOLONG')
})
