/** A repair that is killed at each operation which changes the disk: nothing is lost by it, and the next one finishes. */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { checkTree, openRun, planRepair } from '../../src'
import { bytesBelow } from '../catalog/trees'
import { edit, found, leftAfterRepair, plant, plantOnce, type Planted } from '../care/planted'
import { limit, times } from '../soak'
import { killedAtEach } from './command-kills'
import { scratch } from './scratch'
import { run, script } from './children'
import { forbidWriting } from './forbid-writing'
import { describeWith } from './tools'

plantOnce()

const DEAD = JSON.stringify({
  format: 1,
  host: 'gpu3',
  pid: 4121,
  inode: '1',
  since: '2020-03-03T14:52:10.120Z',
})
const TORN = '5,0.'

/** Leaves a run as a kill does. */
function killRun({ dir }: Planted): void {
  edit(join(dir, 'run.json'), (record) => {
    Object.assign(record, { status: 'running' })
    Object.assign(record.sessions.at(-1)!, { end: null, ended: null, toEpoch: null })
  })
  writeFileSync(join(dir, 'training-logs.csv'), TORN, { flag: 'a' })
}

/** Damages a run in every way that a repair mends. */
function damageRun(tree: Planted): void {
  const { dir } = tree
  writeFileSync(join(dir, '.lock'), DEAD)
  writeFileSync(join(dir, '.exman-0123456789abcdef.tmp'), 'half')
  mkdirSync(join(dir, 'models/.removed-0123456789abcdef'))
  unlinkSync(join(dir, 'models/last.json'))
  unlinkSync(join(dir, 'models/best'))
  symlinkSync('model.99', join(dir, 'models/best'))
  edit(join(dir, 'performances.json'), ({ best }) => Object.assign(best, { checkpoint: 'model.99' }))
}

function damageRoot({ root }: Planted): void {
  writeFileSync(join(root, '.exman/.lock'), DEAD)
  writeFileSync(join(root, '.exman/.exman-0123456789abcdef.tmp'), 'half')
  mkdirSync(join(root, '.exman/trash/2026-11-21--14-02-33-1'), { recursive: true })
}

function damageLinks({ root, dir }: Planted): void {
  const run = basename(dir)
  unlinkSync(join(root, 'index', `${run}.yaml`))
  symlinkSync(
    '../runs/000077-2026-01-05-08-00-00/params.yaml',
    join(root, 'index/000077-2026-01-05-08-00-00.yaml'),
  )
  const mark = join(root, 'marked/pinned', run)
  unlinkSync(mark)
  symlinkSync(`../../fails/${run}`, mark)
  symlinkSync('../../runs/000077-2026-01-05-08-00-00', join(root, 'marked/pinned/000077-2026-01-05-08-00-00'))
}

/** All that no repair may touch: parameters, results, checkpoints, and every row of the log. */
function expectKept(root: string, whole: Planted): void {
  const [before, after] = [bytesBelow(whole.root), bytesBelow(root)]
  for (const [path, bytes] of Object.entries(before)) {
    const name = basename(path)
    if (
      /^(run|performances|best|last)\.json$|^\.lock$|^(best|last)$|\.csv$/.test(name) ||
      /\/(index|marked)\//.test(path)
    )
      continue
    expect([path, after[join(root, path.slice(whole.root.length))]]).toEqual([path, bytes])
  }
  const log = (tree: string) => readFileSync(join(tree, whole.run, 'training-logs.csv'), 'utf8')
  expect([log(whole.root), log(whole.root) + TORN]).toContain(log(root))
}

test.each(['keyed', 'named'] as const)(
  'killed at any operation, a repair of %s runs leaves them whole, and the next one finishes it',
  async (layout) => {
    const whole = plant(layout)
    const damaged = plant(layout)
    killRun(damaged)
    if (layout === 'named') damageLinks(damaged)
    else {
      damageRun(damaged)
      damageRoot(damaged)
    }
    const killed = await killedAtEach({
      plant: () => {
        const root = join(scratch(), 'root')
        cpSync(damaged.root, root, { recursive: true, verbatimSymlinks: true })
        return root
      },
      // In the suite at every other one: each is a process of its own.
      every: times(2, 1),
      words: (root) => ['repair', '--yes', '--quick', '--root', root],
      check: async (root, { isKilled }) => {
        expectKept(root, whole)
        if (isKilled) await leftAfterRepair(root)
        expect(await found(root)).toEqual([])
        expectKept(root, whole)
        const record = JSON.parse(readFileSync(join(root, whole.run, 'run.json'), 'utf8')) as {
          sessions: object[]
        }
        expect(record.sessions.at(-1)).toMatchObject({ end: 'lost' })
        expect(readFileSync(join(root, whole.run, 'training-logs.csv.torn-1'), 'utf8')).toBe(TORN)
      },
    })
    expect(killed).toBeGreaterThan(times(7, 15))
  },
  limit(120),
)

test('what was mended by somebody else since it was planned is left alone', async () => {
  const tree = plant('keyed')
  killRun(tree)
  damageRun(tree)
  const plan = await planRepair(tree.root)
  const other = await planRepair(tree.root)
  await other.apply()
  const before = bytesBelow(tree.root)
  expect(await plan.apply()).toMatchObject({ done: [{ code: 'lock-dead' }], failed: [] })
  expect(bytesBelow(tree.root)).toEqual(before)
})

test('a run that is gone when its turn comes is not made again', async () => {
  const tree = plant('keyed')
  damageRun(tree)
  const plan = await planRepair(tree.root)
  renameSync(tree.dir, join(tree.root, '.exman/elsewhere'))
  const { done, failed } = await plan.apply()
  expect(done).toEqual([])
  expect(failed.map(({ step }) => step)).toEqual(plan.steps)
  expect((await checkTree(tree.root)).findings).toEqual([])
})

test('a run that somebody has taken up since it was planned is left to its holder', async () => {
  const { dir, root } = plant('keyed')
  edit(join(dir, 'run.json'), (record) => {
    Object.assign(record, { status: 'running' })
    Object.assign(record.sessions.at(-1)!, { end: null, ended: null, toEpoch: null })
  })
  const plan = await planRepair(root)
  expect(plan.steps).toMatchObject([{ code: 'status-lost' }])
  const run = await openRun(dir, { monitor: 'loss' })
  run.log({ loss: 0.5 })
  await run.recorder.waitForGit()
  const before = bytesBelow(root)
  const { done, failed } = await plan.apply()
  expect(done).toEqual([])
  expect(failed).toMatchObject([{ why: expect.stringContaining('this process') as string }])
  expect(bytesBelow(root)).toEqual(before)
  run.finish()
  expect(await found(root)).toEqual([])
})

describeWith(['another user'], 'for a plain user in the tree of somebody else', () => {
  const user = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath]
  const exman = (...words: string[]) => run(['-C', '/', ...user, ...script('exman-words', ...words)], 'env')

  test('a check finds what there is, a repair says what it cannot do, and nothing is changed', async () => {
    const tree = plant('keyed')
    damageRun(tree)
    rmSync(join(tree.dir, '.lock'))
    forbidWriting(tree.root)
    const before = bytesBelow(tree.root)
    const expected = (await checkTree(tree.root)).findings.map(({ code }) => code)
    const checked = await exman('check', '--json', '--root', tree.root)
    const { findings } = JSON.parse(checked.output) as { findings: { code: string }[] }
    expect(findings.map(({ code }) => code)).toEqual(expected)
    expect(checked.code).toBe(1)
    const repaired = await exman('repair', '--yes', '--root', tree.root)
    expect(repaired.code).toBe(1)
    expect(repaired.output).toContain('0 things mended.')
    expect(repaired.output).toContain('this user has no permission')
    expect(bytesBelow(tree.root)).toEqual(before)
  })
})
