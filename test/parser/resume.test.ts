import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExParser } from '../../src'
import { openRun, type ExParserOptions, type Run } from '../../src'
import type { RunRecord } from '../../src/run/record'
import { compiled, TWO_EPOCHS, x, y } from '../training/tiny'
import { expectWarnings } from '../warnings'
import { trainParser } from './parsers'

const options: ExParserOptions = { monitor: 'loss' }

/** Leaves a run as a kill does. */
function kill(run: Run): void {
  const path = run.path('run.json')
  const record = JSON.parse(readFileSync(path, 'utf8')) as RunRecord
  record.status = 'running'
  Object.assign(record.sessions.at(-1)!, { ended: null, toEpoch: null, end: null })
  writeFileSync(path, JSON.stringify(record))
  rmSync(run.path('.lock'), { force: true })
}

/** A run of two epochs that was killed after them. */
async function killed(parser: ExParser, ...line: string[]): Promise<Run> {
  const { run } = parser.parse_args(line)
  await run.fit(compiled(), x, y, TWO_EPOCHS)
  kill(run)
  return run
}

test.each<[string, (run: Run) => string]>([
  ['its number', () => '1'],
  ['its name', (run) => run.id],
  ['its folder', (run) => run.dir],
])('--resume with %s goes on with a run, with its arguments', async (_, named) => {
  const parser = trainParser(options)
  const run = await killed(parser, '--lr', '0.5', '--layers', '1', '2')
  const args = parser.parse_args(['--resume', named(run)])
  expect({ ...args }).toMatchObject({ lr: 0.5, layers: [1, 2] })
  expect(args.run.id).toBe(run.id)
  const history = await args.run.fit(compiled(), x, y, { ...TWO_EPOCHS, epochs: 3 })
  expect(history.epoch).toEqual([0, 1, 2])
  expect(args.run.readLog().map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  expect(args.run.record.sessions).toHaveLength(1)
})

test('--resume refuses other arguments than those of the run', async () => {
  const parser = trainParser(options)
  await killed(parser, '--lr', '0.5')
  expect(() => parser.parse_args(['--resume', '1', '--lr', '0.5'])).not.toThrow()
  parser.run!.finish()
  expect(() => parser.parse_args(['--resume', '1', '--lr', '1', '--augment'])).toThrow(
    'cannot go on with these arguments: they differ in lr, augment.',
  )
})

test('--resume auto goes on with the newest unfinished run of the same arguments, or begins one', async () => {
  const parser = trainParser(options)
  const first = parser.parse_args(['--resume', 'auto']).run
  expect(first.id).toMatch(/^000001-/)
  expect(first.record.seed).not.toBeNull()
  kill(first)
  first.recorder.fail(new Error('closed'), { isFinal: true })
  rmSync(first.dir, { recursive: true })
  await killed(parser, '--lr', '0.5')
  const newest = await killed(parser, '--lr', '0.5')
  await killed(parser, '--lr', '0.7')
  parser.parse_args(['--lr', '0.5']).run.finish()
  expect(parser.parse_args(['--resume', 'auto', '--lr', '0.5']).run.id).toBe(newest.id)
  parser.run!.finish()
  expect(parser.parse_args(['--resume', 'auto', '--lr', '0.9']).run.id).toMatch(/^000005-/)
})

test('a run that a process holds is not begun a second time', () => {
  const parser = trainParser(options)
  const { run } = parser.parse_args([])
  expect(() => parser.parse_args(['--resume', 'auto'])).toThrow(
    `${run.id} is already open for writing in this process`,
  )
  run.finish()
})

test('a run that cannot be read is passed over, with a warning', async () => {
  const warnings = expectWarnings()
  const parser = trainParser(options)
  const run = await killed(parser)
  const broken = await killed(parser)
  writeFileSync(broken.path('params.yaml'), 'lr: [')
  expect(parser.parse_args(['--resume', 'auto']).run.id).toBe(run.id)
  expect(warnings.map(({ code }) => code)).toEqual(['EXMAN_RUN_UNREADABLE'])
})

test('a run that failed goes on when it is named, back in its place', async () => {
  const parser = trainParser({ ...options, automark: ['optimizer'] })
  const { run } = parser.parse_args([])
  await expect(
    run.safely(async () => {
      await run.fit(compiled(), x, y, TWO_EPOCHS)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(run.dir).toBe(join(parser.root, 'fails', run.id))
  expect(parser.parse_args(['--resume', 'auto']).run.id).not.toBe(run.id)
  parser.run!.finish()
  const again = parser.parse_args(['--resume', '1']).run
  expect(again.dir).toBe(join(parser.root, 'runs', run.id))
  for (const link of [`index/${run.id}.yaml`, `marked/optimizer/adam/${run.id}/params.yaml`])
    expect(readFileSync(join(parser.root, link), 'utf8')).toContain('lr: 0.01')
  const history = await again.fit(compiled(), x, y, { ...TWO_EPOCHS, epochs: 3 })
  expect(history.epoch).toEqual([0, 1, 2])
  expect(again.status).toBe('done')
})

test.each([
  ['7', 'There is no run with the number 7.'],
  ['000007-2020-03-03-15-52-10', 'There is no folder 000007-2020-03-03-15-52-10.'],
  ['/no/such', '/no/such'],
])('--resume %s, which is not there, is refused', (named, message) => {
  const parser = trainParser()
  expect(() => parser.parse_args(['--resume', named])).toThrow(message)
  expect(existsSync(parser.root)).toBe(false)
})

test('openRun opens a numbered run by its number, name or folder, wherever it stands', async () => {
  const parser = trainParser()
  const { run } = parser.parse_args(['--note', 'x', '--tmp'])
  run.finish(3)
  for (const named of ['1', '000001', run.id, run.dir]) {
    const opened = await openRun(named, { root: parser.root })
    expect(opened).toMatchObject({ id: run.id, dir: run.dir, status: 'done' })
    expect(opened.params).toEqual(run.params)
  }
})

test('the seed may be an argument', () => {
  const parser = trainParser({ seedFrom: 'seed' })
  parser.add_argument('--seed', { type: 'int' })
  expect(parser.parse_args(['--seed', '7']).run.record.seed).toBe(7)
  expect(parser.parse_args([]).run.record.seed).toBeNull()
  expect(() => parser.parse_args(['--seed=-1'])).toThrow(
    'argument seed: it must be an integer, 0 or more, got -1',
  )
})

test('a seed from an argument that is not there is refused', () => {
  const parser = trainParser({ seedFrom: 'note2' })
  expect(() => parser.parse_args([])).toThrow('names "note2", which is no argument. Did you mean "note"?')
})

test('a run that goes on and succeeds in safely is done, also without a training', async () => {
  const parser = trainParser(options)
  await expect(parser.parse_args([]).run.safely(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const { run } = parser.parse_args(['--resume', '1'])
  await run.safely(() => 3)
  expect([run.status, run.dir]).toEqual(['done', join(parser.root, 'runs', run.id)])
})

test('a run that goes on and fails in safely stands in fails/', async () => {
  const parser = trainParser(options)
  await killed(parser)
  const { run } = parser.parse_args(['--resume', '1'])
  await expect(run.safely(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect([run.status, run.dir]).toEqual(['failed', join(parser.root, 'fails', run.id)])
})

test('what is computed anew is no other argument', async () => {
  const parser = trainParser(options)
  let count = 0
  parser.registerSetter('started', () => (count += 1))
  const run = await killed(parser)
  expect(parser.parse_args(['--resume', 'auto']).run.id).toBe(run.id)
})

test.each(['--name=x', '--tmp'])('%s is not allowed with a run that has its place', async (option) => {
  const parser = trainParser(options)
  await killed(parser)
  expect(() => parser.parse_args(['--resume', '1', option])).toThrow('not allowed with --resume "1"')
})

test('a seed of a command that is not chosen is none', () => {
  const parser = trainParser({ seedFrom: 'seed' })
  const commands = parser.add_subparsers({ dest: 'cmd' })
  commands.add_parser('train').add_argument('--seed', { type: 'int', default: 4 })
  commands.add_parser('eval')
  expect(parser.parse_args(['train']).run.record.seed).toBe(4)
  expect(parser.parse_args(['eval']).run.record.seed).toBeNull()
})
