/** Parsers of a script that trains, which throw where argparse would end the process. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, type ExParserOptions } from '../../src'
import { scratch } from '../faults/scratch'

// Outside of a work tree git has nothing to tell: asking it for each of so many runs takes longer than the tests.
beforeAll(() => jest.spyOn(process, 'cwd').mockReturnValue(scratch()))
afterAll(() => jest.restoreAllMocks())

/** A parser without arguments, with a root of its own in an empty folder. */
export function emptyParser(options: ExParserOptions = {}): ExParser {
  const root = join(scratch(), 'exman')
  return new ExParser({ root, prog: 'train.js', exit_on_error: false, color: false, ...options })
}

/** A parser with arguments of several kinds. */
export function trainParser(options: ExParserOptions = {}): ExParser {
  const parser = emptyParser(options)
  parser.add_argument('--lr', { type: 'float', default: 0.01 })
  parser.add_argument('--optimizer', { choices: ['adam', 'sgd'], default: 'adam' })
  parser.add_argument('--batch-size', { type: 'int', default: 32 })
  parser.add_argument('--layers', { type: 'int', nargs: '+', default: [64] })
  parser.add_argument('--augment', { action: 'store_true' })
  parser.add_argument('--note')
  return parser
}

/** All paths below a folder, sorted; those of folders end in a slash. What git finds is not counted. */
export function tree(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .map(
      (entry) => join(entry.parentPath, entry.name).slice(dir.length + 1) + (entry.isDirectory() ? '/' : ''),
    )
    .filter((path) => !path.endsWith('changes.diff'))
    .sort()
}

/** The lines of a params.yaml by key. */
export function lines(run: { path: (...names: string[]) => string }): Record<string, string> {
  const text = readFileSync(run.path('params.yaml'), 'utf8')
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
}
