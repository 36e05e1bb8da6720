/** Many processes that start runs in one root at the same moment, none of which loads TensorFlow.js. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ExParser, openRun } from '../../src'
import { indexFaults, leftovers, markFaults, marksOf, runsOf } from '../fixtures/named-root'
import { lineOf, numberOf, startRun } from '../fixtures/named-setup'
import { limit, times } from '../soak'
import { race } from './race'
import { scratch } from './scratch'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

jest.setTimeout(limit(120))

const PROCESSES = times(40, 200)
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

/** That a process has a whole run that is its own, where it asked for it. */
async function expectOwn(root: string, me: number, dir: string): Promise<void> {
  const isTemporary = lineOf(me).includes('--tmp')
  const holder = isTemporary ? 'tmp' : 'runs'
  const run = await openRun(dir)
  const { record, params, status } = run
  expect(params).toEqual({ lr: me, model: 'cnn' })
  expect({ status, rows: run.readLog() }).toMatchObject({ status: 'done', rows: [{ val_loss: me }] })
  expect(record).toMatchObject({ id: basename(dir), epochs: 1, sessions: [{ end: 'done' }] })
  expect(dirname(dir)).toBe(join(root, holder))
  const text = readFileSync(join(dir, 'params.yaml'), 'utf8')
  const facts = [`root: ${holder}/${basename(dir)}`, `id: ${numberOf(run)}`, `tmp: ${isTemporary}`]
  for (const fact of facts) expect(text.split('\n')).toContain(fact)
  expect(basename(dir).endsWith(`-of ${me}`)).toBe(me % 3 === 0)
  expect(readdirSync(dir).sort()).toEqual([
    'params.yaml',
    'performances.json',
    'run.json',
    'training-logs.csv',
  ])
}

test(`${PROCESSES} processes that start in a root that is not there yet have each a number and a whole run`, async () => {
  const root = join(scratch(), 'not', 'yet')
  const dirs = await race('named-race', [root, 'lives'], PROCESSES)
  for (const [me, dir] of dirs.entries()) await expectOwn(root, me, dir)
  expect(runsOf(root).map(({ number }) => number)).toEqual(upTo(PROCESSES))
  const permanent = runsOf(root).filter(({ holder }) => holder === 'runs')
  expect(permanent.length).toBeLessThan(PROCESSES)
  expect(readdirSync(join(root, 'index'))).toEqual(permanent.map(({ name }) => `${name}.yaml`))
  expect(marksOf(root).map((path) => basename(path))).toEqual(permanent.map(({ name }) => name))
  expect([...indexFaults(root), ...markFaults(root), ...leftovers(root)]).toEqual([])
  const sequences = await Promise.all(
    runsOf(root).map(async ({ dir }) => (await openRun(dir)).record.sequence!),
  )
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
})

test('two that are killed in the middle keep none of the others from a number and a whole run', async () => {
  const root = join(scratch(), 'root')
  startRun(root).finish()
  const answers = await race('named-race', [root, 'kills'], 16)
  const dead = [...answers.keys()].filter((me) => answers[me] === 'dies')
  expect(dead).toEqual([3, 8])
  for (const [me, dir] of answers.entries()) if (!dead.includes(me)) await expectOwn(root, me, dir)
  // One had no folder yet, the other was whole but for its entry.
  const found = runsOf(root)
  expect(found.map(({ number, isWhole }) => (isWhole ? number : -number))).toEqual(upTo(16))
  const killed = found.find(({ dir }) => !answers.includes(dir) && !dir.includes('/000001-'))!
  expect(indexFaults(root)).toEqual([`${killed.name} has no entry`])
  expect((await openRun(killed.dir)).status).toBe('lost')
  expect(new ExParser({ root }).restoreIndex()).toEqual({ restored: [killed.name], removed: [] })
  expect(indexFaults(root)).toEqual([])
  const next = startRun(root)
  next.finish()
  expect(numberOf(next)).toBe(17)
  // The lock on numbers that one died with went to who came next; that of a run tells that it is lost.
  expect(leftovers(root)).toEqual([`runs/${killed.name}/.lock`])
})
