/** A rekey that is killed, fails, meets a full disk or another rekey: every run stays whole, and is found by each of its names. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExmanError, openRun, openRuns, planRekey } from '../../src'
import { isTemporaryName } from '../../src/files/hidden-names'
import { contentOf, plant, runAt } from '../care/rekey/planted'
import { exman } from '../cli-commands/run-program'
import { limit, times } from '../soak'
import { run, script } from './children'
import { CHANGING } from './changing-operations'
import { killedAtEach } from './command-kills'
import { atEveryOperation } from './faulty-disk'
import { scratch } from './scratch'
import { describeWith } from './tools'

const params = (lr: number, fold: number, more: object = {}) => ({
  ...{ model: { units: 8 }, training: { lr }, data: { fold } },
  ...more,
})
const FIRST = { monitoredParamKeys: ['model', 'training', 'data'] }
const SECOND = { monitoredParamKeys: ['data'] }
const WORDS = ['rekey', '--monitored', 'data', '--yes']

/** The names of a run in three generations, and what its folder holds. */
interface Generations {
  names: readonly [string, string, string]
  content: Record<string, string>
}

let model: string
let undisturbed: Record<string, string>
let runs: Generations[]

// Two experiments join under one name of a run, one parts, one is a trial, and one holds a file of the user's.
beforeAll(async () => {
  model = join(scratch(), 'root')
  const ids = plant(model, [
    { params: params(0.1, 1), run: runAt('14-02') },
    { params: params(0.2, 1), run: runAt('14-02') },
    { params: params(0.2, 2), run: runAt('14-03') },
    { params: params(0.1, 1, { debug: true }), run: runAt('14-04') },
  ])
  const moves = async (root: string, options: object) => {
    const { moved } = await (await planRekey(root, options)).apply()
    return new Map(moved.map(({ from, to }) => [from, to]))
  }
  const first = await moves(model, FIRST)
  writeFileSync(join(model, dirname(first.get(ids[0]!)!), 'mine.txt'), 'mine')
  const done = planted()
  const second = await moves(done, SECOND)
  undisturbed = contentOf(done)
  runs = ids.map((id) => {
    const names = [id, first.get(id)!, second.get(first.get(id)!)!] as const
    return { names, content: contentOf(join(model, names[1])) }
  })
})

function planted(): string {
  const root = join(scratch(), 'root')
  cpSync(model, root, { recursive: true })
  return root
}

/** Holds each run to be whole in one place, and to be found there by all names that it has or had. */
async function checkWhole(root: string): Promise<void> {
  const table = await openRuns(root, { trials: true, cache: false })
  for (const { names, content } of runs) {
    const [oldest, before] = names
    const places = table.records.filter(({ dir }) => {
      const path = join(dir, 'models/notes.bin')
      return existsSync(path) && readFileSync(path, 'utf8') === content['models/notes.bin']
    })
    expect(places).toHaveLength(1)
    const { id: now, dir } = places[0]!
    expect(withoutHidden(contentOf(dir))).toEqual(content)
    for (const id of new Set([oldest, before, now])) {
      expect(table.find(id).dir).toBe(dir)
      expect((await openRun(id, { root })).dir).toBe(dir)
    }
  }
}

const withoutHidden = (content: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(content).filter(([path]) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      return name !== '.lock' && !isTemporaryName(name)
    }),
  )

const isInterrupted = (root: string): boolean => existsSync(join(root, '.exman/rekey.json'))

test(
  'killed at any operation, it leaves every run whole and found by all its names, and the next call finishes',
  async () => {
    let interrupted = 0
    const every = times(5, 1)
    const killed = await killedAtEach({
      every,
      plant: planted,
      words: (root) => [...WORDS, '--root', root],
      check: async (root, { n }) => {
        await checkWhole(root)
        if (isInterrupted(root)) {
          interrupted += 1
          // What is asked for makes no difference.
          if (n % 2 === 0)
            expect(await exman(['rekey', '--root', root], { cwd: root })).toMatchObject({ code: 0 })
        }
        expect(await exman([...WORDS, '--root', root], { cwd: root })).toMatchObject({ code: 0 })
        expect(contentOf(root)).toEqual(undisturbed)
        await checkWhole(root)
      },
    })
    expect(killed).toBeGreaterThan(80 / every)
    expect(interrupted).toBeGreaterThan(70 / every)
  },
  limit(60),
)

const LOOKING = ['openSync', 'closeSync', 'direntsSync', 'lookSync', 'readFileSync', 'statSync']

test(
  'each operation that fails is a typed error or is told, and the next call finishes',
  async () => {
    const count = await atEveryOperation(
      { kind: 'fail', only: [...CHANGING, ...LOOKING] },
      {
        prepare: planted,
        act: async (root) => (await planRekey(root, SECOND)).apply(),
        check: async (root, { error, struck }) => {
          if (error !== undefined) expect(error).toBeInstanceOf(ExmanError)
          await checkWhole(root)
          await (await planRekey(root, SECOND)).apply()
          expect(await planRekey(root, SECOND)).toMatchObject({ moves: [], stays: [], finished: null })
          // A run that could not be read was left, and of two of one minute the other has got the name.
          if (struck === undefined || CHANGING.includes(struck.name))
            expect(withoutHidden(contentOf(root))).toEqual(withoutHidden(undisturbed))
          else await checkWhole(root)
        },
      },
    )
    expect(count).toBeGreaterThan(200)
  },
  limit(60),
)

describeWith(['mounts'], 'on a real disk', () => {
  test('that is full, whatever it still takes is undone or gone on with when space is freed', async () => {
    const ends = new Set<unknown>()
    for (let pages = 0; pages < 12; pages += 1) {
      const dir = scratch()
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', dir])
      try {
        const root = join(dir, 'root')
        cpSync(model, root, { recursive: true })
        writeFileSync(join(dir, 'filler'), Buffer.alloc(pages * 4096))
        fill(join(dir, 'rest'))
        rmSync(join(dir, 'filler'))
        const plan = await planRekey(root, SECOND)
        const error = await plan.apply().then(
          () => undefined,
          (cause: unknown) => cause,
        )
        ends.add((error as ExmanError | undefined)?.code)
        await checkWhole(root)
        rmSync(join(dir, 'rest'))
        await (await planRekey(root, SECOND)).apply()
        expect(contentOf(root)).toEqual(undisturbed)
      } finally {
        execFileSync('umount', [dir])
      }
    }
    expect(ends).toEqual(new Set(['EXMAN_DISK_FULL', undefined]))
  })
})

test('several at once move each run once', async () => {
  const root = planted()
  const words = [...WORDS, '--root', root]
  const ended = await Promise.all([1, 2, 3].map(() => run(script('exman-words', ...words))))
  for (const { signal, output } of ended) {
    expect(signal).toBeNull()
    expect(output).not.toContain('EXMAN_')
  }
  expect(contentOf(root)).toEqual(undisturbed)
  await checkWhole(root)
})

/** Writes until the disk takes no more. */
function fill(path: string): void {
  for (const size of [4096, 1]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  expect(readFileSync(path).length).toBeGreaterThan(0)
}
