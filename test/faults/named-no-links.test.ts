/** Disks that take no links, as those of some networks and of Windows without the right: small files stand in for them. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, type Run } from '../../src'
import { realDisk, useDisk } from '../../src/files/disk'
import { failedRun, startRun } from '../fixtures/named-setup'
import { indexFaults, leftovers, markFaults, marksOf, runsOf, targetOf } from '../fixtures/named-root'
import { scratch } from './scratch'
import { thrown } from './thrown'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

let takeAway = () => undefined as void

afterEach(() => takeAway())

/** From here on a disk takes no links, for this reason. */
function withoutLinks(code = 'EPERM'): void {
  const symlinkSync = (_target: string, path: string) => {
    throw Object.assign(new Error(`${code}: injected`), { code, path })
  }
  takeAway = useDisk({ ...realDisk, symlinkSync })
}

const entryOf = (root: string, { id }: Run) => join(root, 'index', `${id}.yaml`)
const MARKED = { automark: ['model'] }

test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
  'a run is started all the same (%s): files in index/ and marked/ name what the links would',
  (code) => {
    withoutLinks(code)
    const root = join(scratch(), 'root')
    const run = startRun(root, ['--lr', '2'], MARKED)
    run.finish()
    expect(readFileSync(entryOf(root, run), 'utf8')).toBe(`../runs/${run.id}/params.yaml\n`)
    expect(marksOf(root).map((path) => readFileSync(path, 'utf8'))).toEqual([`../../../runs/${run.id}\n`])
    expect([...indexFaults(root), ...markFaults(root), ...leftovers(root)]).toEqual([])
  },
)

test('--config with such a file in index/ takes the arguments of the run that it names', () => {
  withoutLinks()
  const root = join(scratch(), 'root')
  const run = startRun(root, ['--lr', '2', '--model', 'mlp'])
  run.finish()
  const next = startRun(root, ['--config', entryOf(root, run), '--model', 'cnn'])
  next.finish()
  expect(next.params).toEqual({ lr: 2, model: 'cnn' })
  rmSync(run.dir, { recursive: true })
  expect(thrown(() => startRun(root, ['--config', entryOf(root, run)]))).toMatchObject({
    code: 'EXMAN_READ_FAILED',
    message: expect.stringContaining(run.path('params.yaml')) as string,
  })
})

test('restoreIndex leaves such files as they are, makes those that are missing, and removes those of no run', () => {
  withoutLinks()
  const root = join(scratch(), 'root')
  const [kept, lost, gone] = ['a', 'b', 'c'].map((model) => startRun(root, ['--model', model])) as [
    Run,
    Run,
    Run,
  ]
  for (const run of [kept, lost, gone]) run.finish()
  unlinkSync(entryOf(root, lost))
  rmSync(gone.dir, { recursive: true })
  const parser = new ExParser({ root })
  expect(parser.restoreIndex()).toEqual({ restored: [lost.id], removed: [gone.id] })
  expect(parser.restoreIndex()).toEqual({ restored: [], removed: [] })
  expect(indexFaults(root)).toEqual([])
})

test('restoreIndex leaves what people have put into index/: a file, a link and a folder', () => {
  const root = join(scratch(), 'root')
  startRun(root).finish()
  const names = ['notes.txt', '000007-2020-03-03-15-52-10.yaml', '000008-2020-03-03-15-52-10.yaml', 'best']
  const [notes, file, folder, link] = names.map((name) => join(root, 'index', name)) as [
    string,
    string,
    string,
    string,
  ]
  writeFileSync(notes, 'mine')
  writeFileSync(file, 'lr: 1\n')
  mkdirSync(folder)
  symlinkSync('../runs', link)
  expect(new ExParser({ root }).restoreIndex()).toEqual({ restored: [], removed: [] })
  expect(readdirSync(join(root, 'index'))).toEqual(expect.arrayContaining(names))
  expect(readFileSync(file, 'utf8')).toBe('lr: 1\n')
})

test('where links can be made again, new runs have them, and files and links go together', () => {
  withoutLinks()
  const root = join(scratch(), 'root')
  const before = startRun(root, [], MARKED)
  before.finish()
  takeAway()
  const after = startRun(root, [], MARKED)
  after.finish()
  expect(thrown(() => symlinkSync('x', entryOf(root, after)))).toMatchObject({ code: 'EEXIST' })
  expect(runsOf(root).map(({ name }) => targetOf(join(root, 'index', `${name}.yaml`)))).toEqual(
    [before, after].map(({ id }) => `../runs/${id}/params.yaml`),
  )
  expect(new ExParser({ root }).restoreIndex()).toEqual({ restored: [], removed: [] })
  expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
})

test('a run that fails leaves the index, its mark follows it, and both are back when it goes on', async () => {
  withoutLinks()
  const root = join(scratch(), 'root')
  const run = await failedRun(root, ['--lr', '2'], MARKED)
  expect(marksOf(root).map(targetOf)).toEqual([`../../../fails/${run.id}`])
  expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
  const again = startRun(root, ['--resume', '1'])
  again.log({ val_loss: 1 })
  again.finish()
  expect(marksOf(root).map(targetOf)).toEqual([`../../../runs/${run.id}`])
  expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
})
