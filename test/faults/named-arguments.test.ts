/** Names of arguments that mean something to objects, or to the record: each is recorded and read back, or refused. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, openRun } from '../../src'
import { placesOf } from '../fixtures/named-root'
import { FAILURE } from '../fixtures/named-setup'
import { scratch } from './scratch'
import { thrown } from './thrown'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

afterEach(() => expect(({} as { polluted?: unknown }).polluted).toBeUndefined())

/** Names that objects have without being given them, and those that stand in params.yaml beside the arguments. */
const NAMES = [
  ...[
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'prototype',
    'a.__proto__.polluted',
    '__defineGetter__',
  ],
  ...[
    'root',
    'id',
    'name',
    'time',
    'commit',
    'tmp',
    'exman_root',
    'exman_id',
    'git_dirty',
    'config',
    'run',
    'format',
  ],
]

/** A parser with one argument of this name, or with several. */
function parserOf(root: string, ...names: string[]): ExParser {
  const parser = new ExParser({ root, exit_on_error: false })
  for (const name of names) parser.add_argument(`--${name}`, { dest: name, default: 'nothing' })
  return parser
}

test.each([
  ...NAMES.map((name): [string, string[]] => [name, [name]]),
  ['exman_root beside root', ['root', 'exman_root']],
  ['exman_exman_root beside exman_root', ['exman_root', 'exman_exman_root']],
  ['constructor and all the others', NAMES],
] as [string, string[]][])('an argument with the name %s is recorded and read back', async (...row) => {
  const [, names] = row
  const root = join(scratch(), 'root')
  const line = names.flatMap((name) =>
    ['config', 'name', 'tmp'].includes(name) ? [] : [`--${name}`, `tmp/${name}`],
  )
  const given = Object.fromEntries(
    names.map((name) => [name, line.includes(`--${name}`) ? `tmp/${name}` : 'nothing']),
  )
  const parser = parserOf(root, ...names)
  parser.parse_args(line)
  parser.run!.finish()
  const opened = await openRun(parser.run!.dir)
  expect(opened.params).toEqual(given)
  const isTaken = names.includes('config')
  const again = parserOf(root, ...names)
  const args = again.parse_args(isTaken ? ['--resume', '1'] : ['--config', opened.dir])
  again.run!.finish()
  expect({ ...args }).toEqual(given)
  expect(Object.keys(args).sort()).toEqual([...names].sort())
})

test('a failed run whose argument "root" begins like that of one in tmp/ goes on in runs/', async () => {
  const root = join(scratch(), 'root')
  const parser = parserOf(root, 'root')
  parser.parse_args(['--root', 'tmp/data'])
  await expect(parser.run!.safely(() => Promise.reject(FAILURE))).rejects.toBe(FAILURE)
  expect(placesOf(root)).toEqual(['fails/1 whole'])
  parserOf(root, 'root').parse_args(['--resume', '1'])
  expect(placesOf(root)).toEqual(['runs/1 whole'])
})

test.each([
  ['an argument', (parser: ExParser) => parser.add_argument('--__proto__')],
  ['an argument by its dest', (parser: ExParser) => parser.add_argument('--a', { dest: '__proto__' })],
  ['a computed argument', (parser: ExParser) => parser.registerSetter('__proto__', () => ({ polluted: 1 }))],
])(
  '%s with the name __proto__, which no object can hold, is refused when it is declared',
  (_title, declare) => {
    const parser = parserOf(join(scratch(), 'root'))
    expect(thrown(() => declare(parser))).toMatchObject({ code: 'EXMAN_OPTION_INVALID' })
  },
)

test('the record of a run is what its script was given, whatever the script does with it', () => {
  const root = join(scratch(), 'root')
  const parser = new ExParser({ root, exit_on_error: false })
  parser.add_argument('--layers', { nargs: '*', default: [] })
  const args = parser.parse_args(['--layers', '1', '2'])
  ;(args['layers'] as string[]).push('3')
  args.run.finish()
  expect(args.run.params).toEqual({ layers: ['1', '2'] })
  expect(readFileSync(args.run.path('params.yaml'), 'utf8')).toContain('layers: ["1", "2"]')
})
