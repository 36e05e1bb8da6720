/** Trainings on a real disk that fills up, and that are started again when there is room. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openRun } from '../../src'
import { listCheckpoints } from '../../src/checkpoint/manifest'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { WAYS, type Case } from '../fixtures/exact-case'
import { endingOf, logIn, runBelow, shapeOf, type Ending } from './exact-ending'
import { trainCase, trainToTheEnd, type Session } from './exact-session'
import { scratch } from './scratch'
import { describeWith } from './tools'
import { slice } from '../soak'

jest.setTimeout(120_000)

const EPOCHS = 8
const FULL_AT = 4
const mounts: string[] = []

afterEach(() => {
  for (const dir of mounts.splice(0)) execFileSync('umount', [dir])
})

/** A root on a real disk of 4 MB. */
function smallDisk(): string {
  const dir = scratch()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', dir])
  mounts.push(dir)
  return join(dir, 'root')
}

/** What there is no room for: a row, each of which needs a block of its own, or a checkpoint of 120 kB. */
const NO_ROOM = {
  'row of the log': { left: 0, large: { columns: 300 }, file: 'training-logs.csv' },
  checkpoint: { left: 80_000, large: { units: 2000 }, file: 'models/.staging-' },
} satisfies Record<string, { left: number; large: Partial<Case>; file: string }>
type Thing = keyof typeof NO_ROOM

function caseOf(thing: Thing, way: Case['way'], onWriteError: 'throw' | 'warn'): Case {
  // A metric that only rises: the best checkpoint is the last, and so none of those for which there was no room.
  const options = { monitor: 'age', mode: 'max', onWriteError } as const
  return { way, optimizer: 'adam', epochs: EPOCHS, slowsDown: true, options, ...NO_ROOM[thing].large }
}

async function straightOf(given: Case): Promise<Ending> {
  const root = scratch()
  await trainToTheEnd(root, given)
  return endingOf(runBelow(root))
}

/** Trains on a disk that fills up at an epoch. */
function trainFilling(root: string, given: Case, thing: Thing, then = 'is freed'): Promise<Session> {
  const words = [String(FULL_AT), String(NO_ROOM[thing].left), then]
  return trainCase(root, given, { fixture: ['exact-full-disk', ...words] })
}

/** While the disk is full: each row is whole and there once, each checkpoint that is listed is whole, and the last loads. */
async function expectWhole(dir: string): Promise<void> {
  const log = logIn(dir)
  const { epochs, cells } = shapeOf(log)
  // Nothing is left of a row that was refused.
  expect(log.at(-1)).toBe('')
  expect(epochs).toEqual(Array.from({ length: epochs.length }, (_, at) => at + 1))
  expect([epochs.length >= FULL_AT, cells.length]).toEqual([true, 1])
  const run = await openRun(dir)
  expect(run.readLog().map(({ epoch }) => epoch)).toEqual(epochs)
  const listed = listCheckpoints(run.path('models'))
  for (const { name } of listed) await verifyCheckpoint(run.path('models', name))
  expect(listed.at(-1)!.epoch).toBe(FULL_AT)
  ;(await run.loadModel('last')).dispose()
}

describeWith(['mounts'], 'a training on a disk that has no room', () => {
  describe.each(['row of the log', 'checkpoint'] as const)('for a %s', (thing) => {
    test.each(slice(WAYS, 3))(
      'fails (%s); with room again, and named, it goes on and ends as if nothing had been',
      async (way) => {
        const given = caseOf(thing, way, 'throw')
        const root = smallDisk()
        const [straight, failed] = await Promise.all([straightOf(given), trainFilling(root, given, thing)])
        expect([failed.code, failed.end]).toEqual([1, undefined])
        expect(failed.errors).toContain("code: 'EXMAN_DISK_FULL'")
        expect(failed.errors).toMatch(new RegExp(`FileError: Could not .*${NO_ROOM[thing].file}`))
        const dir = runBelow(root)
        await expectWhole(dir)

        rmSync(join(root, '../filler'))
        const { epochs } = await trainToTheEnd(root, { ...given, resume: dir.slice(root.length + 1) })
        expect(epochs[0]).toBe(FULL_AT)
        expect(endingOf(dir)).toEqual(straight)
      },
    )

    test("with onWriteError: 'warn' it trains on, and writes what it kept when there is room again", async () => {
      const given = caseOf(thing, 'run', 'warn')
      const root = smallDisk()
      const [straight, session] = await Promise.all([straightOf(given), trainFilling(root, given, thing)])
      expect([session.code, session.epochs.length]).toEqual([0, EPOCHS])
      expect(session.errors).toContain('EXMAN_WRITE_SKIPPED')
      const { record } = await openRun(runBelow(root))
      expect(record.problems[0]!.message).toContain(NO_ROOM[thing].file)
      expect(new Set(record.problems.map(({ code }) => code))).toEqual(new Set(['EXMAN_DISK_FULL']))
      expect(endingOf(runBelow(root))).toEqual(straight)
    })

    test("with onWriteError: 'warn' and killed meanwhile, it goes on when there is room again, to the same end", async () => {
      const given = caseOf(thing, 'plain', 'warn')
      const root = smallDisk()
      const [straight, killed] = await Promise.all([
        straightOf(given),
        trainFilling(root, given, thing, 'stays full'),
      ])
      expect(killed.signal).toBe('SIGKILL')
      expect(killed.errors).toContain('EXMAN_WRITE_SKIPPED')
      const dir = runBelow(root)
      await expectWhole(dir)

      rmSync(join(root, '../filler'))
      const { epochs } = await trainToTheEnd(root, given)
      expect(epochs[0]).toBe(FULL_AT)
      expect(endingOf(dir)).toEqual(straight)
    })
  })
})
