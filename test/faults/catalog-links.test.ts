/** F15: links in a root end a listing at once, lead it nowhere, and are told. */
import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keyedTree, namedTree } from '../../bench/tree'
import { openRuns } from '../../src/catalog/open-runs'
import { byId, recordsOf } from '../catalog/trees'
import { faultyDisk, under } from './faulty-disk'
import { scratch } from './scratch'

/** A root beside another folder, and what it lists. */
async function tree() {
  const root = join(scratch(), 'root')
  keyedTree(root, 8)
  namedTree(root, 4)
  const outside = join(dirname(root), 'outside')
  keyedTree(outside, 4)
  const before = await byId(root)
  const keyed = Object.values(before).find(({ experiment }) => experiment !== null)!
  const named = Object.values(before).find(({ experiment }) => experiment === null)!
  return { root, outside, before, keyed, named }
}

type Tree = Awaited<ReturnType<typeof tree>>

/** Makes a link, and tells the id of the row that there is of it; undefined for none. */
const LINKS: [title: string, make: (tree: Tree) => string | undefined][] = [
  [
    'a run to itself',
    ({ keyed }) => link('run--26-01-01--00-00', keyed.root, keyed.experiment!, 'run--26-01-01--00-00'),
  ],
  [
    'a run to its experiment',
    ({ keyed }) => link('.', keyed.root, keyed.experiment!, 'run--26-01-01--00-00'),
  ],
  ['a run to the root', ({ root, keyed }) => link(root, root, keyed.experiment!, 'run--26-01-01--00-00')],
  [
    'a run to the root of the disk',
    ({ root, keyed }) => link('/', root, keyed.experiment!, 'run--26-01-01--00-00'),
  ],
  [
    'a run to another run',
    ({ root, keyed }) => link(keyed.dir, root, keyed.experiment!, 'run--26-01-01--00-00'),
  ],
  [
    'a run to nothing',
    ({ root, keyed }) => link('/nowhere', root, keyed.experiment!, 'run--26-01-01--00-00'),
  ],
  [
    'a numbered run to another',
    ({ root, named }) =>
      link(named.dir, root, 'runs', '000099-2026-01-01-00-00-00', '000099-2026-01-01-00-00-00'),
  ],
  ['an experiment to itself', ({ root }) => link('exp-9-9', root, 'exp-9-9')],
  ['an experiment to the root', ({ root }) => link('.', root, 'exp-9-9')],
  ['an experiment to the folder above', ({ root }) => link('..', root, 'exp-9-9')],
  ['an experiment to one outside', ({ root, outside }) => link(outside, root, 'exp-9-9')],
  ['an experiment to nothing', ({ root }) => link('nowhere', root, 'exp-9-9')],
  ['fails/ to runs/', ({ root }) => link('runs', root, 'fails')],
  ['a folder of any name to the root', ({ root }) => (link('.', root, 'notes'), undefined)],
  [
    'marks to each other',
    ({ root }) => (
      mkdirSync(join(root, 'marked/a'), { recursive: true }),
      link('..', root, 'marked/a/b'),
      undefined
    ),
  ],
  ['debug/ to the root', ({ root }) => (link('.', root, 'debug'), undefined)],
]

/** Makes a link; the id of its row is that of its place, or the last part where it is told. */
function link(target: string, root: string, ...parts: string[]): string {
  const [holder, name, id] = parts
  const path = name === undefined ? holder! : `${holder}/${name}`
  symlinkSync(target, join(root, path))
  return id ?? path
}

test.each(LINKS)('%s: the listing ends, stays inside, and tells', async (_title, make) => {
  const made = await tree()
  const id = make(made)
  const disk = faultyDisk({ failAt: Infinity, kind: 'fail' })
  let after = {}
  expect(await under(disk, async () => (after = await byId(made.root, { trials: true })))).toBeUndefined()
  const problem = {
    code: 'EXMAN_FILE_INVALID',
    file: '',
    message: expect.stringContaining('is a link') as string,
  }
  expect(after).toEqual({
    ...made.before,
    ...(id === undefined ? {} : { [id]: expect.objectContaining({ id, problem }) as object }),
  })
  // Below each folder it looks at what stands in it, and not into what is linked.
  expect(disk.log.filter(({ path }) => path.startsWith(made.outside))).toEqual([])
  expect(disk.log.length).toBeLessThan(300)
})

test.each(['run.json', 'performances.json', 'hyperparameters.json'])(
  'a %s that is a link is not followed',
  async (name) => {
    const { root, keyed, before } = await tree()
    renameSync(`${keyed.dir}/${name}`, join(dirname(root), name))
    symlinkSync(join(dirname(root), name), `${keyed.dir}/${name}`)
    const after = await byId(root)
    expect(after[keyed.id]).toMatchObject({
      problem: {
        code: 'EXMAN_FILE_INVALID',
        file: name,
        message: expect.stringContaining('which is not followed') as string,
      },
    })
    expect({ ...after, [keyed.id]: keyed }).toEqual(before)
  },
)

test('a root that is itself a link is listed, and so is one below a folder that is named by a link', async () => {
  const { root, before } = await tree()
  const linked = join(scratch(), 'linked')
  symlinkSync(root, linked)
  expect(JSON.stringify(await openRuns(linked)).replaceAll(linked, root)).toBe(
    JSON.stringify(await openRuns(root)),
  )
  expect(await recordsOf(linked)).toHaveLength(Object.keys(before).length)
})

test('a .exman that is a link takes no cache out of the root', async () => {
  const root = join(scratch(), 'root')
  keyedTree(root, 60)
  const [inside, outside] = [join(root, '.exman'), join(dirname(root), 'elsewhere')]
  cpSync(inside, outside, { recursive: true })
  renameSync(inside, `${inside}-before`)
  symlinkSync(outside, inside)
  writeFileSync(join(outside, 'mine.txt'), '')
  expect(await recordsOf(root)).toHaveLength(60)
})
