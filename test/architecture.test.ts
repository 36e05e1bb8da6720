import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findFaults, readTable } from './architecture'

const root = join(__dirname, '..')
const table = readTable(readFileSync(join(root, 'docs/architecture.md'), 'utf8'))

function readSources(): Map<string, string> {
  const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx?$/.test(path),
  )
  return new Map(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, 'src', path), 'utf8')]),
  )
}

test('the sources keep to docs/architecture.md', () => {
  expect(findFaults(readSources(), table)).toEqual([])
})

test('every row of the table is a part that exists', () => {
  const parts = [...readSources().keys()].map((path) => path.split('/')[0]!.replace(/\.tsx?$/, ''))
  expect([...table.keys()].filter((name) => !parts.includes(name))).toEqual([])
})

const other = {
  'params/plain.ts': '',
  'run/folder.ts': '',
  'files/read.ts': '',
  'errors/index.ts': '',
  'cli/main.ts': '',
}

test.each([
  ['params/a.ts', "import { x } from '../files/read'", 'params/a.ts may not import files/read.ts'],
  ['params/a.ts', "import type { X } from '../run/folder'", 'params/a.ts may not import run/folder.ts'],
  ['params/a.ts', "type X = import('../run/folder').X", 'params/a.ts may not import run/folder.ts'],
  ['params/a.ts', "export * from '../run/folder.js'", 'params/a.ts may not import run/folder.ts'],
  ['params/a.ts', "import x = require('../run/folder')", 'params/a.ts may not import run/folder.ts'],
  ['params/a.ts', "const x = require('../run/folder')", 'params/a.ts may not import run/folder.ts'],
  ['params/a.ts', "const x = await import('../run/folder.js')", 'params/a.ts may not import run/folder.ts'],
  ['params/a.ts', "import os from 'node:os'", 'params/a.ts may not import node:os'],
  ['params/a.ts', 'const now = Date.now()', 'params/a.ts may not use Date.now'],
  ['params/a.ts', 'const now = new Date()', 'params/a.ts may not use new Date()'],
  ['params/a.ts', 'const home = process.env.HOME', 'params/a.ts may not use process.env'],
  ['run/a.ts', "import { writeFileSync } from 'node:fs'", 'run/a.ts may not import node:fs'],
  ['run/a.ts', "import { writeFile } from 'fs/promises'", 'run/a.ts may not import fs/promises'],
  ['run/a.ts', "import { outputFile } from 'fs-extra'", 'run/a.ts may not import fs-extra'],
  ['run/a.ts', "import hash from 'object-hash'", 'run/a.ts may not import object-hash'],
  ['run/a.ts', "import { format } from 'date-fns/format'", 'run/a.ts may not import date-fns/format'],
  ['run/a.ts', "import type * as tf from '@tensorflow/tfjs'", 'run/a.ts may not import @tensorflow/tfjs'],
  ['run/a.ts', "import { x } from '../cli/main'", 'run/a.ts may not import cli/main.ts'],
  ['run/a.ts', 'process.exit(1)', 'run/a.ts may not use process.exit'],
  ['run/a.ts', "eval('1')", 'run/a.ts may not use eval'],
  ['run/a.ts', "new Function('return 1')", 'run/a.ts may not use new Function'],
  ['run/a.ts', 'const x = Math.random()', 'run/a.ts may not use Math.random'],
  ['run/a.ts', "console.log('hello')", 'run/a.ts may not use console.log'],
  ['run/a.ts', "throw new TypeError('no')", 'run/a.ts may not use new TypeError'],
  ['run/a.ts', "import { a } from './a'", 'run/a.ts -> run/a.ts is a cycle'],
  ['attic/a.ts', "import { x } from '../errors'", 'attic/a.ts: the table has no row for attic'],
])('in %s, %j is found out', (path, text, fault) => {
  expect(findFaults(new Map(Object.entries({ ...other, [path]: text })), table)).toEqual([fault])
})

test('a file of more than 250 lines is found out', () => {
  expect(findFaults(new Map([['run/a.ts', 'x()\n'.repeat(251)]]), table)).toEqual([
    'run/a.ts has 251 lines, more than 250',
  ])
})

test('a cycle through several files is found out, also one of types only', () => {
  const sources = {
    'run/a.ts': "import { b } from './b'",
    'run/b.ts': "import type { C } from './c'",
    'run/c.ts': "export { a } from './a'",
  }
  expect(findFaults(new Map(Object.entries(sources)), table)).toEqual([
    'run/a.ts -> run/b.ts -> run/c.ts -> run/a.ts is a cycle',
  ])
})

test.each([
  ['run/a.ts', "import { x } from '../files/read'\nimport { ExmanError } from '../errors'"],
  ['training/a.ts', "import type * as tf from '@tensorflow/tfjs'\nconst x = Math.random()"],
  [
    'layout/a.ts',
    "import { format } from 'date-fns/format'\nimport { join } from 'node:path'\nconst at = new Date(0)",
  ],
  ['cli/a.ts', "import { x } from '../run/folder'\nconsole.log(x)"],
])('a good %s passes', (path, text) => {
  expect(findFaults(new Map(Object.entries({ ...other, [path]: text })), table)).toEqual([])
})
