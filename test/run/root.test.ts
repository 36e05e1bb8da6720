import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRoot } from '../../src/run/root'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { describeWith } from '../faults/tools'
import { run, script } from '../faults/children'
import { coded, tree } from './runs'

const version = (
  JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }
).version
const format = (root: string) => readFileSync(join(root, '.exman/format.json'), 'utf8')

test('a root is made with its parents, and says by whom and when', () => {
  const root = join(scratch(), 'a/b/c')
  openRoot(root, 'keyed')
  expect(tree(root)).toEqual(['.exman/', '.exman/format.json'])
  expect(format(root).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, '<time>')).toBe(
    `{\n  "format": 1,\n  "layout": "keyed",\n  "created": "<time>",\n  "by": "exman ${version}"\n}\n`,
  )
})

test('a root that is there is left as it is', () => {
  const root = scratch()
  openRoot(root, 'keyed')
  const before = format(root)
  openRoot(root, 'keyed')
  expect(format(root)).toBe(before)
})

test('a folder that holds other files becomes a root, and they stay', () => {
  const root = scratch()
  writeFileSync(join(root, 'notes.txt'), 'mine')
  openRoot(root, 'keyed')
  expect(tree(root)).toEqual(['.exman/', '.exman/format.json', 'notes.txt'])
})

const write = (text: string) => (root: string) => {
  mkdirSync(join(root, '.exman'), { recursive: true })
  writeFileSync(join(root, '.exman/format.json'), text)
}

test.each([
  ['is a file', (root: string) => writeFileSync(root, ''), 'EXMAN_ROOT_INVALID', 'not a folder'],
  [
    'is of the other layout',
    write('{"format":1,"layout":"named"}'),
    'EXMAN_ROOT_INVALID',
    'made by ExParser',
  ],
  ['is of no known layout', write('{"format":1}'), 'EXMAN_ROOT_INVALID', '(layout "undefined")'],
  ['was made by a newer exman', write('{"format":2}'), 'EXMAN_FORMAT_NEWER', 'Update exman'],
  ['has a format file that is cut', write('{"form'), 'EXMAN_ROOT_INVALID', 'it is not JSON'],
  ['has a format file that is empty', write(''), 'EXMAN_ROOT_INVALID', 'it is empty'],
])('a root that %s is refused', (_, prepare, code, text) => {
  const root = join(scratch(), 'root')
  prepare(root)
  expect(() => openRoot(root, 'keyed')).toThrow(coded(code, text))
})

test('a root below a file is refused', () => {
  const file = join(scratch(), 'file')
  writeFileSync(file, '')
  expect(() => openRoot(join(file, 'root'), 'keyed')).toThrow(coded('EXMAN_ROOT_INVALID', file))
})

test('whatever operation fails, the next attempt succeeds', async () => {
  await atEveryOperation(
    { kind: 'fail', code: 'ENOSPC' },
    {
      prepare: () => join(scratch(), 'root'),
      act: (root) => openRoot(root, 'keyed'),
      check: (root, { error, struck }) => {
        if (struck === undefined) expect(error).toBeUndefined()
        openRoot(root, 'keyed')
        expect(JSON.parse(format(root))).toMatchObject({ format: 1, layout: 'keyed' })
      },
    },
  )
})

const isRoot = process.getuid?.() === 0

describeWith(isRoot ? ['another user'] : [], 'as a plain user', () => {
  const words = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath]
  const asUser = (args: string[]) => (isRoot ? run([...words, ...args], 'setpriv') : run(args))

  test('a root that may not be written to is refused with its path and the reason', async () => {
    const root = scratch()
    chmodSync(root, 0o555)
    const { output } = await asUser(script('run-child', 'nothing', root))
    chmodSync(root, 0o755)
    expect(output).toContain(`EXMAN_ROOT_INVALID ${root} cannot hold experiments.`)
    expect(output).toContain('this user has no permission (EACCES')
    expect(tree(root)).toEqual([])
  })
})
