import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { openRuns } from '../../../src'
import { markRuns, unmarkRuns } from '../../../src/care/notes/mark-runs'
import { noteRun } from '../../../src/care/notes/note-run'
import { atEveryOperation } from '../../faults/faulty-disk'
import { coded } from '../../run/runs'
import { bytesBelow, keyedRun, namedRun, recordsOf } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'
import { KINDS, PYTHON } from './trees'

const runIn = async (root: string) => (await recordsOf(root, { trials: true }))[0]!
// That of the argument `model` aside, which its parser has given it.
const marksOf = async (root: string) => (await runIn(root)).marks.filter((mark) => !mark.startsWith('model/'))
const notesOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'notes.json'), 'utf8')) as unknown

const LINKED = ['named', 'failed', 'trial', 'python']

describe.each(Object.entries(KINDS))('a run of the kind %s', (kind, plant) => {
  test('is marked, keeps its other marks, and is as before when they are taken away', async () => {
    const root = await plant()
    const run = await runIn(root)
    const before = bytesBelow(root)
    expect(markRuns([run], 'pinned')).toEqual({ changed: [run.id], unchanged: [] })
    expect(markRuns([run], 'for/paper')).toEqual({ changed: [run.id], unchanged: [] })
    expect(await marksOf(root)).toEqual(['for/paper', 'pinned'])
    expect((await openRuns(root, { trials: true })).where("marks = 'pinned'")).toHaveLength(1)
    expect(unmarkRuns([run], 'for/paper')).toEqual({ changed: [run.id], unchanged: [] })
    expect(await marksOf(root)).toEqual(['pinned'])
    expect(unmarkRuns([run], 'pinned')).toEqual({ changed: [run.id], unchanged: [] })
    expect(await marksOf(root)).toEqual([])
    expect(bytesBelow(root)).toEqual(before)
  })

  test('that is marked already, or was not, stays as it is to the byte', async () => {
    const root = await plant()
    const run = await runIn(root)
    expect(unmarkRuns([run], 'good')).toEqual({ changed: [], unchanged: [run.id] })
    markRuns([run], 'good')
    const before = bytesBelow(root)
    expect(markRuns([run], 'good')).toEqual({ changed: [], unchanged: [run.id] })
    expect(unmarkRuns([run], 'goo')).toEqual({ changed: [], unchanged: [run.id] })
    expect(bytesBelow(root)).toEqual(before)
  })

  test(`has its marks ${LINKED.includes(kind) ? 'as links to where it is' : 'in notes.json'}`, async () => {
    const root = await plant()
    const run = await runIn(root)
    markRuns([run], 'a/b')
    if (LINKED.includes(kind)) {
      const link = join(root, 'marked/a/b', run.id)
      expect(lstatSync(link).isSymbolicLink()).toBe(true)
      expect(realpathSync(link)).toBe(realpathSync(run.dir))
      expect(readlinkSync(link)).toMatch(/^\.\.\/\.\.\/\.\.\//)
      expect(existsSync(join(run.dir, 'notes.json'))).toBe(false)
    } else {
      expect(notesOf(run.dir)).toEqual({ format: 1, marks: ['a/b'], note: null })
      expect(existsSync(join(root, 'marked'))).toBe(false)
    }
  })

  test.each([
    ['marked', markRuns, unmarkRuns, ['good', 'pinned']],
    ['unmarked', unmarkRuns, markRuns, ['good']],
  ] as const)('is %s or as it was, whichever operation fails', async (_, act, undo, wanted) => {
    const root = await plant()
    const run = await runIn(root)
    markRuns([run], 'good')
    undo([run], 'pinned')
    const tries = await atEveryOperation(
      { kind: 'fail' },
      {
        prepare: () => undefined,
        act: () => act([run], 'pinned'),
        check: async (_given, { error }) => {
          const marks = await marksOf(root)
          if (error === undefined) expect(marks).toEqual(wanted)
          else expect([['good'], ['good', 'pinned']]).toContainEqual(marks)
          undo([run], 'pinned')
        },
      },
    )
    expect(tries).toBeGreaterThan(5)
  })
})

test('several runs of several roots are marked at once, and told in their order', async () => {
  const roots = [await KINDS.keyed(), await KINDS.named()]
  const runs = [...(await openRuns(roots))]
  markRuns(runs.slice(1), 'good')
  expect(markRuns(runs, 'good')).toEqual({ changed: [runs[0]!.id], unchanged: [runs[1]!.id] })
})

test('marks and the note stand beside each other, and what a later exman has written stays', async () => {
  const root = await KINDS.keyed()
  const run = await runIn(root)
  noteRun(run, 'a note')
  markRuns([run], 'good')
  expect(notesOf(run.dir)).toEqual({ format: 1, marks: ['good'], note: 'a note' })
  writeFileSync(join(run.dir, 'notes.json'), JSON.stringify({ format: 1, marks: ['good'], by: 'ann' }))
  unmarkRuns([run], 'good')
  expect(notesOf(run.dir)).toEqual({ format: 1, marks: [], note: null, by: 'ann' })
})

test.each([
  ['no JSON', '{', 'EXMAN_FILE_INVALID'],
  ['marks that are no list', '{"format":1,"marks":"good"}', 'EXMAN_FILE_INVALID'],
  ['a mark that is no text', '{"format":1,"marks":[1]}', 'EXMAN_FILE_INVALID'],
  ['a note that is no text', '{"format":1,"note":{}}', 'EXMAN_FILE_INVALID'],
  ['a later format', '{"format":2,"marks":[]}', 'EXMAN_FORMAT_NEWER'],
])('a notes.json with %s is left as it is', async (_, text, code) => {
  const run = await runIn(await KINDS.keyed())
  writeFileSync(join(run.dir, 'notes.json'), text)
  expect(() => markRuns([run], 'good')).toThrow(coded(code))
  expect(() => noteRun(run, 'x')).toThrow(coded(code))
  expect(readFileSync(join(run.dir, 'notes.json'), 'utf8')).toBe(text)
})

test('a notes.json that is a link is not followed', async () => {
  const run = await runIn(await KINDS.keyed())
  const outside = join(scratch(), 'outside.json')
  writeFileSync(outside, '{"format":1,"marks":[],"note":null}')
  symlinkSync(outside, join(run.dir, 'notes.json'))
  expect(() => markRuns([run], 'good')).toThrow(coded('EXMAN_FILE_INVALID', 'link'))
  expect(readFileSync(outside, 'utf8')).toBe('{"format":1,"marks":[],"note":null}')
})

describe('the folders of marks', () => {
  test('stay as long as something else is in them', async () => {
    const root = await KINDS.named()
    await namedRun(root)
    const [first, second] = await recordsOf(root)
    markRuns([first!, second!], 'for/paper')
    mkdirSync(join(root, 'marked/for/mine'))
    unmarkRuns([first!], 'for/paper')
    expect(readdirSync(join(root, 'marked/for/paper'))).toEqual([second!.id])
    unmarkRuns([second!], 'for/paper')
    expect(readdirSync(join(root, 'marked/for'))).toEqual(['mine'])
    writeFileSync(join(root, 'marked/for/mine/why.txt'), '')
    markRuns([first!], 'for/mine')
    unmarkRuns([first!], 'for/mine')
    expect(readdirSync(join(root, 'marked/for/mine'))).toEqual(['why.txt'])
  })

  test.each([
    [
      'is a link',
      (root: string, out: string) => {
        rmSync(join(root, 'marked'), { recursive: true })
        symlinkSync(out, join(root, 'marked'))
      },
    ],
    [
      'holds a link on the way',
      (root: string, out: string) => {
        mkdirSync(join(root, 'marked/a'), { recursive: true })
        symlinkSync(out, join(root, 'marked/a/b'))
      },
    ],
  ])('nothing is made or taken outside when marked %s', async (_, link) => {
    const root = await KINDS.python()
    const out = scratch()
    mkdirSync(join(out, 'a/b'), { recursive: true })
    for (const folder of ['', 'a/b']) symlinkSync('nowhere', join(out, folder, PYTHON))
    link(root, out)
    const before = readdirSync(out, { recursive: true })
    const run = await runIn(root)
    expect(() => markRuns([run], 'a/b')).toThrow(coded('EXMAN_WRITE_FAILED', 'links are not followed'))
    expect(unmarkRuns([run], 'a/b').changed).toEqual([])
    expect(readdirSync(out, { recursive: true })).toEqual(before)
  })

  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ["a file of the user's", (path: string) => writeFileSync(path, 'mine')],
  ])('%s in the place of the link stays', async (_, make) => {
    const root = await KINDS.python()
    const run = await runIn(root)
    mkdirSync(join(root, 'marked/good'), { recursive: true })
    make(join(root, 'marked/good', run.id))
    expect(() => markRuns([run], 'good')).toThrow(coded('EXMAN_WRITE_FAILED', 'no link to a run'))
    expect(() => unmarkRuns([run], 'good')).toThrow(coded('EXMAN_WRITE_FAILED', 'no link to a run'))
    expect(lstatSync(join(root, 'marked/good', run.id)).isSymbolicLink()).toBe(false)
  })

  test('a link that leads elsewhere is pointed to the run again', async () => {
    const root = await KINDS.named()
    const run = await runIn(root)
    mkdirSync(join(root, 'marked/good'))
    symlinkSync('../../runs/gone', join(root, 'marked/good', run.id))
    expect(markRuns([run], 'good').unchanged).toEqual([run.id])
    expect(realpathSync(join(root, 'marked/good', run.id))).toBe(realpathSync(run.dir))
  })

  test('a run that went to fails/ since it was listed is linked there', async () => {
    const root = await KINDS.failed()
    const run = await runIn(root)
    expect(run.dir).toContain('/fails/')
    markRuns([{ ...run, dir: run.dir.replace('/fails/', '/runs/') }], 'good')
    expect(readlinkSync(join(root, 'marked/good', run.id))).toBe(`../../fails/${run.id}`)
  })
})

test('marks of names that only the Python tool can give are taken away all the same', async () => {
  const root = await KINDS.python()
  mkdirSync(join(root, 'marked/.old/why?'), { recursive: true })
  symlinkSync(`../../../runs/${PYTHON}`, join(root, 'marked/.old/why?', PYTHON))
  expect(unmarkRuns([await runIn(root)], '.old/why?').changed).toEqual([PYTHON])
  expect(existsSync(join(root, 'marked/.old'))).toBe(false)
})

describe('refuses', () => {
  test.each<[string, unknown]>([
    ['an empty mark', ''],
    ['one that leads elsewhere', '../x'],
    ['no text', 5],
  ])('%s, and changes nothing', async (_, mark) => {
    const root = await KINDS.named()
    const before = bytesBelow(root)
    const run = await runIn(root)
    expect(() => markRuns([run], mark as string)).toThrow(coded('EXMAN_OPTION_INVALID', 'The mark'))
    expect(bytesBelow(root)).toEqual(before)
  })

  test('what is no list of records', () => {
    expect(() => markRuns('latest' as never, 'good')).toThrow(coded('EXMAN_OPTION_INVALID', 'records'))
    expect(() => markRuns([{ id: 'x' }] as never, 'good')).toThrow(coded('EXMAN_OPTION_INVALID', 'records'))
    expect(() => unmarkRuns([] as never, '')).toThrow(coded('EXMAN_OPTION_INVALID', 'is empty'))
  })

  test('a run outside its root, one that is gone, and one behind a link', async () => {
    const root = await KINDS.keyed()
    const run = await runIn(root)
    const outside = scratch()
    expect(() => markRuns([{ ...run, dir: outside }], 'good')).toThrow(coded('EXMAN_PATH_OUTSIDE'))
    expect(() => markRuns([{ ...run, dir: root }], 'good')).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
    const gone = join(root, 'exp-1-2', basename(run.dir))
    expect(() => markRuns([{ ...run, dir: gone }], 'good')).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
    symlinkSync(outside, join(root, 'exp-1-2'))
    mkdirSync(join(outside, basename(run.dir)))
    expect(() => markRuns([{ ...run, dir: gone }], 'good')).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
    expect(readdirSync(join(outside, basename(run.dir)))).toEqual([])
  })

  test('all runs when one of them is gone: none is marked', async () => {
    const root = await KINDS.keyed()
    await keyedRun(root, { training: { lr: 3 } })
    const [first, second] = await recordsOf(root)
    const gone = { ...second!, dir: `${second!.dir}-9` }
    expect(() => markRuns([first!, gone], 'good')).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
    expect(await marksOf(root)).toEqual([])
  })
})
