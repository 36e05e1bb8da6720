/** Real trainings, killed at any moment and started again: they come to the end of one that was never killed, bit for bit. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { OPTIMIZERS, WAYS, type Case } from '../fixtures/exact-case'
import { limit, slice, times } from '../soak'
import { endingBelow, jsonIn, logIn, runsBelow, shapeOf } from './exact-ending'
import { trainCase, trainToTheEnd, type Death, type Session } from './exact-session'
import { scratch } from './scratch'

jest.setTimeout(limit(120))

const KILLS = times(14, 500)
/** A process is killed within so many milliseconds of one of its first so many lines, however slow the machine is. */
const WITHIN = 60
const LINES = 7
/** By this line an epoch is complete, and its checkpoint on the disk. */
const TRAINED = 4

/** Every optimizer in every way, of which the suite has each optimizer in one; the rest of a case differs from one to the next, so that all of it meets all of it. */
const ALL = OPTIMIZERS.flatMap((optimizer, row) =>
  WAYS.map((_, column): Case => {
    const at = row * WAYS.length + column
    const way = WAYS[(row + column) % WAYS.length]!
    const rows = (['drawn', 'cycled', 'shuffled', 'same'] as const)[row % 4]!
    const chance = { stopsEarly: column === (row >> 1) % 3, slowsDown: at % 2 === 1 }
    return { way, optimizer, epochs: 16, ...chance, ...(way === 'dataset' ? { rows } : {}) }
  }),
)

const CASES = slice(ALL, 3)

/** The share of a case in all kills. */
const killsOf = (at: number) =>
  Math.floor(((at + 1) * KILLS) / CASES.length) - Math.floor((at * KILLS) / CASES.length)

const between = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1))
const anyMoment = (least: number): Death => ({
  lines: between(least, LINES),
  milliseconds: Math.random() * WITHIN,
})

/** The one thing that may be complained of: a folder whose maker was killed before it was a run. */
const COMPLAINTS = /\[?EXMAN_(?!RUN_UNREADABLE)\w+/

const toll = { kills: 0, inTraining: 0, goneOn: 0 }

/** Trains a case, and has it killed so many times on the way. */
async function trainKilled(given: Case, kills: number, expected: Straight): Promise<void> {
  let root = scratch()
  let goneOn = 0
  let isNew = true
  let wasQuicker = false
  for (let killed = 0; killed < kills;) {
    const session = await trainCase(root, given, { death: anyMoment(isNew ? TRAINED : 1) })
    expect(session.errors).not.toMatch(COMPLAINTS)
    goneOn += Number(session.epochs[0]! > 0)
    if (session.signal === 'SIGKILL') {
      killed += 1
      toll.kills += 1
      toll.inTraining += Number(session.epochs.length > 0)
    }
    isNew = isOver(root)
    if (!isNew) checkLog(root)
    else {
      // It was quicker: the kills that are left meet another.
      expectSame(root, session, expected)
      root = scratch()
      wasQuicker = true
    }
  }
  const last = await trainToTheEnd(root, given)
  expect(last.errors).not.toMatch(COMPLAINTS)
  expectSame(root, last, expected)
  // Without an epoch that was left to train, if the last kill came behind them all.
  goneOn += Number(last.epochs[0] !== 0)
  expect(goneOn > 0 || wasQuicker).toBe(true)
  toll.goneOn += goneOn
}

function isOver(root: string): boolean {
  const [dir] = runsBelow(root)
  return dir !== undefined && jsonIn(dir, 'run.json')['status'] === 'done'
}

/** As it lies there: each epoch once, and each row whole; what is torn has no end of line. */
function checkLog(root: string): void {
  const dir = runsBelow(root)[0]
  if (dir === undefined || !existsSync(join(dir, 'training-logs.csv'))) return
  const { epochs, cells } = shapeOf(logIn(dir))
  expect(epochs).toEqual(epochs.map((_, at) => at + 1))
  expect(cells).toHaveLength(1)
}

interface Straight {
  ending: ReturnType<typeof endingBelow>
  end: object
}

async function trainStraight(given: Case): Promise<Straight> {
  const root = scratch()
  const { end, epochs } = await trainToTheEnd(root, given)
  expect(epochs[0]).toBe(0)
  return { ending: endingBelow(root), end: end as object }
}

function expectSame(root: string, { end }: Session, straight: Straight): void {
  expect(endingBelow(root)).toEqual(straight.ending)
  // Who is killed between the last write and the last word has said nothing; who finds it done, gives what was stored.
  const { reused } = (end ?? {}) as { reused?: boolean }
  if (end !== undefined) expect(end).toEqual(reused ? { ...straight.end, reused } : straight.end)
}

describe.each(OPTIMIZERS)(
  'a training by %s that is killed at random and started again until it ends',
  (optimizer) => {
    test('has the weights, log, scores, checkpoints and result of one that was never killed', async () => {
      const work = CASES.flatMap((given, at) =>
        given.optimizer === optimizer ? [{ given, kills: killsOf(at) }] : [],
      )
      await Promise.all(
        work.map(async ({ given, kills }) => trainKilled(given, kills, await trainStraight(given))),
      )
    })
  },
)

afterAll(() => {
  process.stdout.write(
    `${toll.kills} kills, ${toll.inTraining} of them in training; ${toll.goneOn} processes went on from a checkpoint.\n`,
  )
})
