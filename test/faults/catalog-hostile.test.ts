/** Y1, Y2: files made to fill the memory, to hold up a reader or to change what every object has are refused at once. */
import { execFileSync } from 'node:child_process'
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree, namedTree } from '../../bench/tree'
import type { CatalogRecord } from '../../src/catalog/record'
import { openRuns } from '../../src/catalog/open-runs'
import { recordsOf } from '../catalog/trees'
import { run, script } from './children'
import { scratch } from './scratch'

interface Answer {
  records: CatalogRecord[]
  megabytes: number
}

/** A root with four runs of each layout, and the folders of the first of each. */
async function tree() {
  const root = join(scratch(), 'root')
  keyedTree(root, 4)
  namedTree(root, 4)
  const before = await recordsOf(root)
  const dirOf = (isKeyed: boolean) => before.find(({ experiment }) => (experiment !== null) === isKeyed)!.dir
  return { root, before, keyed: dirOf(true), named: dirOf(false) }
}

/** What a child of its own lists, within a heap of 200 MB. */
async function listedByChild(root: string): Promise<Answer> {
  const { code, output } = await run(['--max-old-space-size=200', ...script('catalog-list', root)])
  if (code !== 0) throw new Error(output.slice(0, 2000))
  return JSON.parse(output) as Answer
}

const big = (path: string) => (writeFileSync(path, '{ "x": "'), truncateSync(path, 100 * 2 ** 20))
const bomb = [
  'a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]',
  ...[...'bcdefghij'].map(
    (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(', ')}]`,
  ),
  '',
]
const deep = '['.repeat(100_000) + ']'.repeat(100_000)

const FILES: [title: string, layout: 'keyed' | 'named', name: string, write: (path: string) => void][] = [
  ['100 MB of run.json', 'keyed', 'run.json', big],
  ['100 MB of hyperparameters.json', 'keyed', 'hyperparameters.json', big],
  ['100 MB of params.yaml', 'named', 'params.yaml', big],
  ['YAML of aliases to aliases', 'named', 'params.yaml', (path) => writeFileSync(path, bomb.join('\n'))],
  [
    'YAML of 100,000 lists in each other',
    'named',
    'params.yaml',
    (path) => writeFileSync(path, `a: ${deep}`),
  ],
  [
    'JSON of 100,000 lists in each other',
    'keyed',
    'hyperparameters.json',
    (path) => writeFileSync(path, `{"a":${deep}}`),
  ],
  [
    'JSON of 100,000 objects in each other',
    'keyed',
    'performances.json',
    (path) => writeFileSync(path, '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)),
  ],
  [
    'JSON of 100,000 lists that never end',
    'keyed',
    'run.json',
    (path) => writeFileSync(path, '['.repeat(100_000)),
  ],
  ['a pipe for run.json', 'keyed', 'run.json', (path) => (rmSync(path), execFileSync('mkfifo', [path]))],
  [
    'a pipe for params.yaml',
    'named',
    'params.yaml',
    (path) => (rmSync(path), execFileSync('mkfifo', [path])),
  ],
  [
    'a pipe for performances.json',
    'named',
    'performances.json',
    (path) => (rmSync(path), execFileSync('mkfifo', [path])),
  ],
]

test.each(FILES)(
  '%s: a row that says so, little memory, and all others',
  async (_title, layout, name, write) => {
    const made = await tree()
    write(join(made[layout], name))
    const { records, megabytes } = await listedByChild(made.root)
    const row = records.find(({ dir }) => dir === made[layout])!
    expect(row.problem).toMatchObject({ code: 'EXMAN_FILE_INVALID', file: name })
    expect(row.problem!.message).toContain(join(made[layout], name))
    expect(row.problem!.message.length).toBeLessThan(1000)
    expect(records.filter((each) => each !== row)).toEqual(made.before.filter(({ dir }) => dir !== row.dir))
    expect(megabytes).toBeLessThan(300)
  },
)

test('a pipe in the place of a lock or of what makes a root holds up nothing', async () => {
  const { root, before, keyed } = await tree()
  rmSync(join(root, '.exman/format.json'))
  for (const path of ['.exman/format.json', 'exp-9-9']) execFileSync('mkfifo', [join(root, path)])
  execFileSync('mkfifo', [join(keyed, '.lock')])
  execFileSync('mkfifo', [join(keyed, '..', 'run--26-02-02--00-00')])
  expect((await listedByChild(root)).records).toEqual(before)
})

// Y1
test('keys that every object has are data like others, and change nothing for others', async () => {
  const { root, keyed, named } = await tree()
  const text =
    '{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 2 } }, "toString": 3 }'
  writeFileSync(join(keyed, 'hyperparameters.json'), text)
  rmSync(join(named, 'run.json'))
  writeFileSync(
    join(named, 'params.yaml'),
    '__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 2}}\ntoString: 3\n',
  )
  const runs = await openRuns(root)
  for (const use of [
    () => runs.rows(),
    () => runs.fold('experiment'),
    () => runs.overview().rows(),
    () => runs.differing(),
  ])
    use()
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  const row = [...runs].find(({ dir }) => dir === keyed)!
  expect(JSON.stringify(row.params)).toBe(JSON.stringify(JSON.parse(text)))
  expect(Object.getPrototypeOf(row.params)).toBe(Object.prototype)
  expect(runs.where({ 'constructor.prototype.polluted': 2 }).values('toString')).toContain(3)
})

test('parameters of 200,000 keys are listed, and their columns', async () => {
  const { root, keyed } = await tree()
  const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`k${at}`, at]))
  writeFileSync(join(keyed, 'hyperparameters.json'), JSON.stringify(many))
  const runs = await openRuns(root)
  const row = [...runs].find(({ dir }) => dir === keyed)!
  expect([row.problem, Object.keys(row.params).length]).toEqual([null, 200_000])
  expect(runs.values('k199999')).toContain(199_999)
  expect(runs.differing().length).toBeGreaterThan(200_000)
})
