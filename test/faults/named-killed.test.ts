/** A process is killed at each change of the disk in turn: while it starts a run, moves it to fails/, or takes it back. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser } from '../../src'
import { numberOf, startRun } from '../fixtures/named-setup'
import { indexFaults, markFaults, runsOf, type Found } from '../fixtures/named-root'
import { run as runChild, script, untilLast } from './children'
import { scratch } from './scratch'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'
import { times } from '../soak'

const SAME = ['--lr', '2']

/** The suite has a kill at every other change, the soak run at each. */
const STEP = times(2, 1)

/** Kills at the first change, at the second (or third), …; checks what is left each time, and gives how many kills there were. */
async function killAtEach(what: string, check: (root: string, isKilled: boolean) => void): Promise<number> {
  const parent = scratch()
  let kills = 0
  await untilLast(async (time) => {
    const n = (time - 1) * STEP + 1
    const root = join(parent, String(n), 'root')
    mkdirSync(join(root, '..'))
    const { code, signal, output } = await runChild(script('named-killed', what, root, n))
    const isKilled = signal === 'SIGKILL'
    if (!isKilled && code !== 0) throw new Error(output)
    if (isKilled) kills += 1
    try {
      check(root, isKilled)
    } catch (cause) {
      throw new Error(`killed at change ${n}: ${(cause as Error).message}`, { cause })
    }
    return !isKilled
  })
  return kills
}

const isIndexed = (root: string, { name }: Found) =>
  indexFaults(root).every((fault) => !fault.startsWith(name))

/** That the next start has a number of its own, and that the index is right after restoreIndex. */
function expectNextStart(root: string): void {
  const before = runsOf(root).map(({ number }) => number)
  const next = startRun(root, ['--lr', '3'])
  next.finish()
  expect(numberOf(next)).toBe(Math.max(0, ...before) + 1)
  expect(new Set(before).size).toBe(before.length)
  new ExParser({ root }).restoreIndex()
  // A folder without params.yaml is no run, so it has no entry; what has one is a run.
  const unwhole = runsOf(root).filter(({ isWhole }) => !isWhole)
  expect(indexFaults(root).filter((fault) => !unwhole.some(({ name }) => fault.startsWith(name)))).toEqual([])
}

describe('killed while it starts a run, a process', () => {
  test.each([
    ['start', 1],
    ['first start', 0],
  ])(
    '(the %s) leaves it whole or not at all: the next goes on, and --resume auto takes up what is whole',
    async (...row) => {
      const [what, others] = row
      const places = new Set<string>()
      const check = (root: string, isKilled: boolean) => {
        const found = runsOf(root).slice(others)
        expect(found.length).toBeLessThanOrEqual(1)
        const [mine] = found
        places.add(mine === undefined ? 'none' : mine.isWhole ? 'whole' : 'begun')
        // The entry is made last.
        if (mine !== undefined && isIndexed(root, mine)) expect(mine.isWhole).toBe(true)
        expect(markFaults(root)).toEqual([])
        const resumed = startRun(root, ['--resume', 'auto', ...SAME])
        expect(resumed.params).toEqual({ lr: 2, model: 'cnn' })
        if (mine?.isWhole !== true) expect(numberOf(resumed)).toBe(others + 1 + found.length)
        else if (isKilled) expect(resumed.dir).toBe(mine.dir)
        resumed.log({ val_loss: 1 })
        resumed.finish()
        expect(resumed.status).toBe('done')
        expectNextStart(root)
      }
      expect(await killAtEach(what, check)).toBeGreaterThan(15 / STEP)
      expect([...places].sort()).toEqual(['begun', 'none', 'whole'])
    },
  )
})

test('killed while it moves a run to fails/, a process leaves it whole here or there, and it goes on', async () => {
  const holders = new Set<string>()
  const check = (root: string) => {
    const [, mine] = runsOf(root)
    expect(mine).toMatchObject({ number: 2, isWhole: true })
    holders.add(mine!.holder)
    expectNextStart(root)
    const resumed = startRun(root, ['--resume', '2'])
    expect(resumed.dir).toBe(join(root, 'runs', mine!.name))
    resumed.log({ val_loss: 1 })
    resumed.finish()
    expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
  }
  expect(await killAtEach('fail', check)).toBeGreaterThan(8 / STEP)
  expect([...holders].sort()).toEqual(['fails', 'runs'])
})

test('killed while it takes a run back from fails/, a process leaves it whole here or there, and the next takes it', async () => {
  const holders = new Set<string>()
  const check = (root: string) => {
    const [, mine] = runsOf(root)
    expect(mine).toMatchObject({ number: 2, isWhole: true })
    holders.add(mine!.holder)
    const resumed = startRun(root, ['--resume', '2'])
    resumed.log({ val_loss: 1 })
    resumed.finish()
    expect(resumed.status).toBe('done')
    expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
    expectNextStart(root)
  }
  expect(await killAtEach('resume', check)).toBeGreaterThan(5 / STEP)
  expect([...holders].sort()).toEqual(['fails', 'runs'])
})
