/** docs/reliability.md names the test that shows each promise: here it is looked up. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(__dirname, '..')
const page = readFileSync(join(root, 'docs/reliability.md'), 'utf8')

/** The rows of the tables: a promise, and the files and titles of the tests that show it. */
const rows = page.split('\n').filter((line) => /^\| (?!promise|---)/.test(line))

interface Named {
  row: string
  name: string
  file: string
  titles: string[]
}

const named = rows.flatMap((row): Named[] =>
  [...row.matchAll(/\[([\w-]+)\]\(\.\.\/(test\/[^)]+)\)([^[]*)/g)].map(([, name, file, rest]) => ({
    row,
    name: name!,
    file: file!,
    titles: [...rest!.matchAll(/"([^"]+)"/g)].map(([, title]) => title!),
  })),
)

/** A test or a group of tests with this title that is not skipped; `…` stands for what differs from case to case. */
function isTest(text: string, title: string): boolean {
  const words = title
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/['’]/g, "\\\\?['’]"))
  const found = new RegExp(`\\(\\s*(\\[[^\\]]*\\], )?(['"\`])${words.join('.+')}\\2,`).exec(text)
  const before = found === null ? '' : text.slice(0, found.index)
  const call = Math.max(
    before.lastIndexOf('\ntest'),
    before.lastIndexOf('  test'),
    before.lastIndexOf('\ndescribe'),
  )
  return call >= 0 && !/^\s*\w+\.(skip|todo|failing)/.test(before.slice(call))
}

test('the page makes promises', () => expect(rows.length).toBeGreaterThan(20))

test.each(rows)('a test is named for: %s', (row) => {
  expect(named.some((each) => each.row === row)).toBe(true)
})

test.each(named)('$file has the tests that are named', ({ name, file, titles }) => {
  expect(basename(file)).toBe(`${name}.test.ts`)
  expect(existsSync(join(root, file))).toBe(true)
  const text = readFileSync(join(root, file), 'utf8')
  expect(titles).not.toEqual([])
  expect(titles.filter((title) => !isTest(text, title))).toEqual([])
})

test('every test of faults is named for a promise', () => {
  const files = readdirSync(join(root, 'test/faults')).filter((name) => name.endsWith('.test.ts'))
  expect(files.filter((name) => !named.some(({ file }) => file === `test/faults/${name}`))).toEqual([])
})
