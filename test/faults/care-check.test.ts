/** F23, F24: what was edited, renamed, copied or damaged by hand is told of, and what a living process is writing is not. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { checkTree, openRun, openRuns, planRepair } from '../../src'
import { FolderLock } from '../../src/files'
import { bytesBelow } from '../catalog/trees'
import { edit, found, leftAfterRepair, plant, plantOnce } from '../care/planted'
import { compiled } from '../training/tiny'
import { kill } from './children'
import { DAMAGES } from './exact-damages'
import { holderOf } from './holders'

plantOnce()

const OTHER = 'run--20-01-02--03-04'

/** The checkpoints of a run, oldest first, all absolute. */
const checkpointsIn = (dir: string): string[] =>
  readdirSync(join(dir, 'models'))
    .filter((name) => /^model\.\d/.test(name))
    .sort()
    .map((name) => join(dir, 'models', name))

/** The same reason by the words of a look at names and sizes, which comes before the files are read. */
function alike(reason: string): RegExp {
  const name = reason.split(' ')[0]!
  const isUnreadable = / cannot be read| is missing or unreadable/.test(reason)
  const words = isUnreadable ? `${name}( cannot be read| is missing|: it is no file)` : reason
  return new RegExp(words.replaceAll('.', '\\.'))
}

const experimentOf = (text: string): string[] => [...new Set(text.match(/exp-\d+-\d+/g))]

describe('of a checkpoint that has', () => {
  test.each(DAMAGES)(
    '$has: the reason is told, and the next older whole one is named',
    async ({ damage, reason }) => {
      const { root, dir } = plant('keyed')
      const [older, newest] = checkpointsIn(dir).slice(-2) as [string, string]
      damage(newest, older)
      const before = bytesBelow(root)
      const findings = (await found(root)).filter(({ code }) => code === 'checkpoint-damaged')
      expect(findings).toMatchObject([{ where: newest.slice(root.length + 1), repair: null }])
      const said = findings[0]!.message
      expect(said).toMatch(typeof reason === 'string' ? alike(reason) : reason)
      expect(said).toContain(`The newest whole one before it is ${basename(older)}, of epoch `)
      // It is not touched by a repair.
      await leftAfterRepair(root)
      const after = bytesBelow(root)
      for (const path of Object.keys(before).filter((each) => each.startsWith(newest)))
        expect(after[path]).toBe(before[path])
    },
  )

  test('a file too many, which its manifest does not name: it is as good as without', async () => {
    const { root, dir } = plant('keyed')
    writeFileSync(join(checkpointsIn(dir).at(-1)!, 'notes.txt'), 'mine')
    expect(await found(root)).toEqual([])
  })

  test('the weights of another epoch: only a check that reads them tells', async () => {
    const { root, dir } = plant('keyed')
    const [older, newest] = checkpointsIn(dir).slice(-2) as [string, string]
    cpSync(join(older, 'weights.bin'), join(newest, 'weights.bin'))
    expect((await checkTree(root, { verify: false })).findings).toEqual([])
    expect((await checkTree(root)).findings).toMatchObject([{ code: 'checkpoint-damaged' }])
  })
})

describe('edited, renamed and copied by hand', () => {
  test('parameters: both names are told, nothing is hashed anew, and the list still works', async () => {
    const { root, dir, run, parent } = plant('keyed')
    edit(join(dir, 'hyperparameters.json'), ({ training }) => Object.assign(training, { lr: 0.5 }))
    const before = bytesBelow(root)
    const [finding] = await found(root)
    const names = experimentOf(finding!.message)
    expect(names).toHaveLength(2)
    expect(names).toContain(parent)
    expect(await leftAfterRepair(root)).toEqual([finding])
    expect(bytesBelow(root)).toEqual(before)
    expect((await openRuns(root)).find(run)).toMatchObject({
      problem: null,
      params: { training: { lr: 0.5 } },
    })
  })

  test.each<[string, (dir: string, other: string) => void, string]>([
    ['renamed', renameSync, 'folder-renamed'],
    [
      'copied',
      (dir, other) => cpSync(dir, other, { recursive: true, verbatimSymlinks: true }),
      'folder-copied',
    ],
  ])('a run that was %s: both names are told, and the list still works', async (_, act, code) => {
    const { root, dir, run, parent } = plant('keyed')
    act(dir, join(root, parent, OTHER))
    const findings = await found(root)
    expect(findings).toMatchObject([{ code, run: `${parent}/${OTHER}` }])
    for (const name of [run, `${parent}/${OTHER}`]) expect(findings[0]!.message).toContain(name)
    expect((await openRuns(root)).find(`${parent}/${OTHER}`)).toMatchObject({ problem: null })
    expect(await leftAfterRepair(root)).toEqual(findings)
  })

  test('a whole root that was moved or copied has no findings', async () => {
    for (const layout of ['keyed', 'named'] as const) {
      const { root } = plant(layout)
      renameSync(root, `${root}-moved`)
      expect(await found(`${root}-moved`)).toEqual([])
    }
  })

  test('a copy of a run whose lock came with it is held by nobody', async () => {
    const holder = await holderOf()
    const copy = join(holder.first.dir, '..', OTHER)
    cpSync(holder.first.dir, copy, { recursive: true })
    const root = join(holder.first.dir, '../..')
    const codes = (await found(root)).filter(({ where }) => where.includes(OTHER)).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['folder-copied', 'lock-dead', 'status-lost']))
    const left = await leftAfterRepair(root)
    expect(left.map(({ code }) => code)).toEqual(['folder-copied'])
    await holder.leave()
  })
})

describe('a run that a living process holds', () => {
  test('has no findings where its process may be writing: half a row, new files, pointers', async () => {
    const holder = await holderOf()
    const { dir } = holder.first
    const root = join(dir, '../..')
    writeFileSync(join(dir, 'training-logs.csv'), '9,0.', { flag: 'a' })
    writeFileSync(join(dir, '.exman-0123456789abcdef.tmp'), 'half')
    mkdirSync(join(dir, 'models/.staging-0123456789abcdef'), { recursive: true })
    const before = bytesBelow(root)
    expect(await found(root)).toEqual([])
    expect(await leftAfterRepair(root)).toEqual([])
    expect(bytesBelow(root)).toEqual(before)
    await kill(holder.child)
    const codes = (await found(root)).map(({ code }) => code)
    expect(codes.sort()).toEqual(['lock-dead', 'log-torn', 'status-lost', 'stray-file', 'stray-file'])
    expect(await leftAfterRepair(root)).toEqual([])
  })

  test('has those that no process makes', async () => {
    const holder = await holderOf()
    rmSync(join(holder.first.dir, 'hyperparameters.json'))
    expect(await found(join(holder.first.dir, '../..'))).toMatchObject([{ code: 'file-missing' }])
    await holder.leave()
  })
})

test('while somebody moves runs, with the lock of the root, links and journal are no findings', async () => {
  const { root, dir } = plant('named')
  renameSync(dir, join(root, 'elsewhere'))
  writeFileSync(join(root, '.exman/rekey.json'), '{}')
  const { lock } = FolderLock.acquire(join(root, '.exman'))
  expect(await found(root)).toEqual([])
  lock!.release()
  const codes = new Set((await found(root)).map(({ code }) => code))
  expect(codes).toEqual(new Set(['rekey-unfinished', 'index-wrong', 'link-wrong']))
})

test('behind links nothing is looked at, and nothing is mended', async () => {
  const { root, dir } = plant('named')
  const elsewhere = join(root, '..', 'elsewhere')
  mkdirSync(elsewhere)
  for (const [folder, at] of [
    [join(dir, 'models'), 'models'],
    [join(root, 'index'), 'index'],
    [join(root, 'marked/pinned'), 'pinned'],
    [join(root, 'fails'), 'fails'],
  ] as const) {
    renameSync(folder, join(elsewhere, at))
    symlinkSync(join(elsewhere, at), folder)
    writeFileSync(join(elsewhere, at, '.exman-0123456789abcdef.tmp'), 'half')
  }
  rmSync(join(elsewhere, 'models/last.json'))
  const before = bytesBelow(elsewhere)
  const said = (await found(root))
    .filter(({ message }) => message.includes('a link'))
    .map(({ where }) => where)
  expect(said).toEqual(expect.arrayContaining([`${dir.slice(root.length + 1)}/models`]))
  await (await planRepair(root)).apply()
  expect(bytesBelow(elsewhere)).toEqual(before)
})

test('a run that was repaired goes on as if nobody had', async () => {
  const { root, dir } = plant('keyed')
  edit(join(dir, 'run.json'), (record) => {
    Object.assign(record, { status: 'running' })
    Object.assign(record.sessions.at(-1)!, { end: null, ended: null, toEpoch: null })
  })
  writeFileSync(join(dir, 'training-logs.csv'), '5,0.', { flag: 'a' })
  expect(await leftAfterRepair(root)).toEqual([])
  const run = await openRun(dir, { monitor: 'loss' })
  await run.restore(compiled())
  run.finish()
  await run.recorder.waitForGit()
  expect(await found(root)).toEqual([])
  expect(JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'))).toMatchObject({ status: 'done' })
})
