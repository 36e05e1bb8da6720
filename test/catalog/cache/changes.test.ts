/** Whatever changes in a tree, a listing with a cache shows. */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createRunIn } from './changes'
import { expectSame, listed, listedBefore, treeOf } from './cached'

const edit = (path: string, from: string | RegExp, to: string) => {
  const text = readFileSync(path, 'utf8')
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`${path} has no ${String(from)}`)
  writeFileSync(path, changed)
}

/** What may happen to a keyed run, whose folder is `dir`. */
const KEYED: [title: string, change: (dir: string, root: string) => void][] = [
  [
    'a file is edited in place, and keeps its size',
    (dir) => edit(`${dir}/run.json`, '"accuracy": 0.9', '"accuracy": 0.8'),
  ],
  [
    'a file is edited, and its time is set back',
    (dir) => {
      edit(`${dir}/hyperparameters.json`, '"batchSize": 32', '"batchSize": 33')
      utimesSync(`${dir}/hyperparameters.json`, 1, 1)
    },
  ],
  [
    'a file is replaced by one of the same size',
    (dir) => {
      cpSync(`${dir}/performances.json`, `${dir}/.new`)
      edit(`${dir}/.new`, '"epochs": 12', '"epochs": 11')
      renameSync(`${dir}/.new`, `${dir}/performances.json`)
    },
  ],
  ['a file is removed', (dir) => rmSync(`${dir}/performances.json`)],
  ['a file is cut', (dir) => writeFileSync(`${dir}/run.json`, '{')],
  [
    'a file becomes a link',
    (dir) => (rmSync(`${dir}/run.json`), symlinkSync('/dev/null', `${dir}/run.json`)),
  ],
  ['a file becomes a folder', (dir) => (rmSync(`${dir}/run.json`), mkdirSync(`${dir}/run.json`))],
  ['a run is removed', (dir) => rmSync(dir, { recursive: true })],
  ['a run is renamed', (dir) => renameSync(dir, `${dir}-99`)],
  ['a run gets a name of its own', (dir) => renameSync(dir, join(dirname(dir), 'mine'))],
  ['a run is copied', (dir) => cpSync(dir, `${dir}-99`, { recursive: true })],
  ['a run becomes a link', (dir) => (renameSync(dir, `${dir}.away`), symlinkSync(`${dir}.away`, dir))],
  [
    'a run goes to another experiment',
    (dir, root) => renameSync(dir, join(otherExperiment(dir, root), 'run--20-01-01--00-00')),
  ],
  ['an experiment is removed', (dir) => rmSync(dirname(dir), { recursive: true })],
  ['an experiment is renamed', (dir) => renameSync(dirname(dir), `${dirname(dir)}~2`)],
  [
    'two experiments change their names',
    (dir, root) => {
      const other = otherExperiment(dir, root)
      renameSync(other, `${other}.away`)
      renameSync(dirname(dir), other)
      renameSync(`${other}.away`, dirname(dir))
    },
  ],
  [
    'an experiment becomes a link',
    (dir) => (
      renameSync(dirname(dir), `${dirname(dir)}.away`),
      symlinkSync(`${dirname(dir)}.away`, dirname(dir))
    ),
  ],
  ['a run is made', (_dir, root) => createRunIn(root)],
]

function otherExperiment(dir: string, root: string): string {
  return join(
    root,
    readdirSync(root).find(
      (name) => name.startsWith('exp-') && name !== dirname(dir).slice(root.length + 1),
    )!,
  )
}

test.each(KEYED)('%s', async (_title, change) => {
  const root = treeOf(30)
  const records = await listedBefore(root)
  change(records.find(({ experiment, seed }) => experiment !== null && seed === 0)!.dir, root)
  const read = await expectSame(root)
  // Of the others nothing is read.
  expect(read.length).toBeLessThanOrEqual(24)
  expect((await listed(root)).records).not.toEqual(records)
})

const NAMED: typeof KEYED = [
  ['arguments are edited', (dir) => edit(`${dir}/params.yaml`, /^batchSize: .*$/m, 'batchSize: 7')],
  [
    'a run is moved to fails/',
    (dir, root) => (mkdirSync(`${root}/fails`), renameSync(dir, dir.replace('/runs/', '/fails/'))),
  ],
  [
    'a run is moved to tmp/',
    (dir, root) => (mkdirSync(`${root}/tmp`), renameSync(dir, dir.replace('/runs/', '/tmp/'))),
  ],
  [
    'a run of the Python tool fails',
    (dir, root) => {
      mkdirSync(`${root}/fails`)
      renameSync(dir, dir.replace('/runs/', '/fails/'))
    },
  ],
  [
    'a run is marked',
    (dir, root) => {
      mkdirSync(`${root}/marked/good`, { recursive: true })
      symlinkSync(dir, join(root, 'marked/good', dir.slice(root.length + '/runs/'.length)))
    },
  ],
]

test.each(NAMED)('numbered: %s', async (title, change) => {
  const root = treeOf(30)
  // The Python tool writes no run.json.
  if (title.includes('Python'))
    for (const name of readdirSync(join(root, 'runs'))) rmSync(join(root, 'runs', name, 'run.json'))
  const records = await listedBefore(root)
  change(records.find(({ experiment }) => experiment === null)!.dir, root)
  await expectSame(root)
  expect((await listed(root)).records).not.toEqual(records)
})

test.each<[title: string, put: (path: string) => void]>([
  ['a link', (path) => symlinkSync('/dev/null', path)],
  ['a folder', (path) => mkdirSync(path)],
  ['a file', (path) => writeFileSync(path, '{')],
])('scores that a run without epochs lacked and that are %s now are seen', async (_title, put) => {
  const root = treeOf(30)
  const dir = join(root, 'exp-1-1', 'run--20-01-01--00-00')
  createRunIn(root, dir)
  edit(`${dir}/run.json`, '"epochs":12', '"epochs":0')
  rmSync(`${dir}/performances.json`)
  const records = await listedBefore(root)
  expect(records.filter(({ problem }) => problem !== null)).toEqual([])
  put(`${dir}/performances.json`)
  await expectSame(root)
  expect((await listed(root)).records.filter(({ problem }) => problem !== null)).toMatchObject([{ dir }])
})
