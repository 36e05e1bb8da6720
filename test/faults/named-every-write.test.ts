/** One disk operation after the other fails: what becomes of a start, of the move to fails/, and of what mends the rest. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { ExParser, type Run } from '../../src'
import { thisProcess } from '../../src/files'
import { readRunRecord } from '../../src/run/record'
import { FAILURE, failedRun, numberOf, startRun } from '../fixtures/named-setup'
import { indexFaults, leftovers, markFaults, placesOf, runsOf } from '../fixtures/named-root'
import { expectWarnings } from '../warnings'
import { atEveryOperation, type Outcome } from './faulty-disk'
import { scratch } from './scratch'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

jest.setTimeout(60_000)
// Read once and kept: a fault must not meet it, or all later judgements in this file would lack it.
thisProcess()

const TYPED = /^EXMAN_(ROOT_INVALID|WRITE_FAILED|READ_FAILED|DISK_FULL|NO_PERMISSION|NOT_DURABLE)$/
const MARKED = { automark: ['model'] }
const RULED = { lr: 2, model: 'mlp' }

function thrower(): never {
  throw new RangeError('this is not to be touched')
}

/** A root with one run that is over. */
function rootWithRun(): string {
  const root = join(scratch(), 'root')
  startRun(root).finish()
  return root
}

/** The hidden names in a root, but for those that the fault itself kept from being removed. */
function strays(root: string, { struck }: Outcome): string[] {
  return struck?.name === 'unlinkSync' ? [] : leftovers(root)
}

describe('parse_args, with each operation failing in turn,', () => {
  test.each([
    ['in a new root', 'EIO', () => join(scratch(), 'root')],
    ['beside another run', 'EIO', rootWithRun],
    ['beside another run', 'ENOSPC', rootWithRun],
  ])('%s: the run is there whole, or nothing of it is, and the next has its number (%s)', async (...row) => {
    const [, code, prepare] = row
    // A lock that could not be given back is told of, and fails no run.
    const warnings = expectWarnings()
    let run: Run | undefined
    const act = (root: string) => {
      run = undefined
      run = startRun(root, ['--lr', '2', '--model', 'mlp'], MARKED)
    }
    const check = (root: string, outcome: Outcome) => {
      const before = prepare === rootWithRun ? ['runs/1 whole'] : []
      const mine = `runs/${before.length + 1} whole`
      run?.finish()
      const { error } = outcome
      if (error === undefined) expect(run!.params).toEqual(RULED)
      else expect(error.code).toMatch(TYPED)
      expect(placesOf(root)).toEqual(error === undefined ? [...before, mine] : before)
      expect([...indexFaults(root), ...markFaults(root), ...strays(root, outcome)]).toEqual([])
      const next = startRun(root, [], MARKED)
      next.finish()
      expect(numberOf(next)).toBe(before.length + (error === undefined ? 2 : 1))
      expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
    }
    expect(await atEveryOperation({ kind: 'fail', code }, { prepare, act, check })).toBeGreaterThan(70)
    for (const warning of warnings) expect(warning.text).toMatch(/lock/)
  })

  test('completes short writes', async () => {
    const act = (root: string) => startRun(root, ['--lr', '2', '--model', 'mlp'], MARKED).finish()
    const check = (root: string, { error }: Outcome) => {
      expect(error).toBeUndefined()
      expect(placesOf(root)).toEqual(['runs/1 whole', 'runs/2 whole'])
      expect(readFileSync(join(runsOf(root)[1]!.dir, 'params.yaml'), 'utf8')).toMatch(
        /^lr: 2\.0\n[^]*\ntmp: false\n$/,
      )
    }
    await atEveryOperation({ kind: 'short' }, { prepare: rootWithRun, act, check })
  })
})

describe('the move to fails/, with each operation failing in turn,', () => {
  test('hides no error; the run is whole where it says, and restoreIndex mends the index', async () => {
    const prepare = () => {
      const root = rootWithRun()
      return { root, run: startRun(root, ['--lr', '2'], MARKED) }
    }
    type Given = ReturnType<typeof prepare>
    const warnings = expectWarnings()
    const act = ({ run }: Given) => run.safely(() => Promise.reject(FAILURE))
    const check = ({ root, run }: Given, { error, struck }: Outcome) => {
      expect(error).toBe(FAILURE)
      const told = warnings.splice(0).map(({ code }) => code)
      expect([...new Set(told)]).toEqual(struck === undefined ? [] : ['EXMAN_WRITE_SKIPPED'])
      const [, place] = runsOf(root)
      expect(place).toMatchObject({ number: 2, isWhole: true, dir: run.dir })
      expect(place!.holder).toMatch(struck === undefined ? /^fails$/ : /^(runs|fails)$/)
      expect(run.status).toBe('failed')
      // What could not be recorded is tried again when the process ends.
      run.recorder.endAtExit(1, FAILURE)
      const recorded = { status: 'failed', error: { message: 'the data are gone' } }
      expect(readRunRecord(run.dir)).toMatchObject(recorded)
      new ExParser({ root }).restoreIndex()
      expect(indexFaults(root)).toEqual([])
    }
    expect(await atEveryOperation({ kind: 'fail' }, { prepare, act, check })).toBeGreaterThan(40)
  })

  test.each([
    ['has no words', null],
    ['cannot be shown', { [inspect.custom]: () => thrower() }],
    ['cannot be read', new Proxy({}, { get: thrower, ownKeys: thrower, getPrototypeOf: thrower })],
  ])('hides no error that %s', async (_title, error) => {
    const root = rootWithRun()
    const run = startRun(root)
    // In a list: a promise would ask what it gives whether that is a promise.
    const [answer] = await run
      .safely(() => Promise.reject(error as Error))
      .then(
        () => [],
        (thrown: unknown) => [thrown],
      )
    expect(Object.is(answer, error)).toBe(true)
    run.fail(FAILURE)
    expect(placesOf(root)).toEqual(['runs/1 whole', 'fails/2 whole'])
  })
})

describe('restoreIndex, with each operation failing in turn,', () => {
  test('says what failed, and does the rest when it is called again', async () => {
    const prepare = () => {
      const root = rootWithRun()
      for (const model of ['b', 'c']) startRun(root, ['--model', model]).finish()
      const [first, second] = runsOf(root)
      rmSync(first!.dir, { recursive: true })
      rmSync(join(root, 'index', `${second!.name}.yaml`))
      return { root, parser: new ExParser({ root }), gone: first!.name, back: second!.name }
    }
    type Given = ReturnType<typeof prepare>
    const check = ({ root, parser, gone, back }: Given, { error, struck }: Outcome) => {
      if (struck === undefined) expect(error).toBeUndefined()
      else expect(error?.code).toMatch(TYPED)
      const { removed, restored } = parser.restoreIndex()
      expect([gone, ...[]]).toEqual(expect.arrayContaining(removed))
      expect([back]).toEqual(expect.arrayContaining(restored))
      expect(indexFaults(root)).toEqual([])
      expect(leftovers(root)).toEqual([])
      expect(placesOf(root)).toEqual(['runs/2 whole', 'runs/3 whole'])
    }
    const act = ({ parser }: Given) => parser.restoreIndex()
    expect(await atEveryOperation({ kind: 'fail' }, { prepare, act, check })).toBeGreaterThan(9)
  })
})

describe('--resume with a run that failed, with each operation failing in turn,', () => {
  test('leaves it whole in fails/ or in runs/, and the next attempt goes on, with all links right', async () => {
    let run: Run | undefined
    const prepare = async () => {
      const root = rootWithRun()
      const { id } = await failedRun(root, ['--lr', '2'], MARKED)
      return { root, id }
    }
    const act = ({ root }: { root: string }) => {
      run = undefined
      run = startRun(root, ['--resume', '2'])
    }
    const check = ({ root, id }: { root: string; id: string }, { error }: Outcome) => {
      if (error !== undefined) expect(error.code).toMatch(TYPED)
      expect(runsOf(root)[1]).toMatchObject({ name: id, isWhole: true })
      // Another process would find the lock of one that is dead.
      run?.recorder.endAtExit(0, undefined)
      const again = startRun(root, ['--resume', '2'])
      expect(again.record.sessions.length).toBeGreaterThan(0)
      again.log({ val_loss: 1 })
      again.finish()
      expect(placesOf(root)).toEqual(['runs/1 whole', 'runs/2 whole'])
      expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
    }
    expect(await atEveryOperation({ kind: 'fail' }, { prepare, act, check })).toBeGreaterThan(50)
  })
})
