/** Runs scripts written for argparse's parser with ours: nothing but the record may be different. */
import { ArgumentParser } from 'argparse'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser } from '../../../src'
import type { ExParserOptions } from '../../../src/parser/options'
import { scratch } from '../../faults/scratch'
import { outcomeOf, type Outcome, type ParserClass, type Script } from './outcome'

/** A command line: its texts, or one text that is cut at each space. */
export type Line = string | string[]

/** Scripts by what they show, each with the command lines it is run on. */
export type Scripts = Record<string, Script & { lines: Line[]; runs?: number }>

const before = process.cwd()
const made: ExParser[] = []

// Outside of any work tree, so that git has nothing to tell about hundreds of runs.
beforeAll(() => process.chdir(scratch()))
afterAll(() => process.chdir(before))

/** A test for each command line: both parsers come to the same, and ours leaves a run, or none if nothing was parsed. */
export function worksUnchanged(scripts: Scripts): void {
  const rows = Object.entries(scripts).flatMap(([title, { lines, runs = 1, ...script }]) =>
    lines.map((line): [string, string[], Script, number] => [title, textsOf(line), script, runs]),
  )
  test.each(rows)('%s: %j', (_title, line, script, runs) => {
    for (const exitOnError of [false, true]) {
      const root = join(scratch(), 'exman')
      const plain = outcomeOf(ArgumentParser, script, line, exitOnError)
      const ours = outcomeOf(inRoot(root), script, line, exitOnError)
      const left = runsIn(root)
      for (const parser of made.splice(0)) parser.run?.finish()
      expect(ours).toStrictEqual(plain)
      expect(left).toBe(isWhole(ours) ? runs : 0)
    }
  })
}

/** Our parser as a script would have it, with its runs in a folder of the test. */
export function inRoot(root: string): ParserClass {
  return class extends ExParser {
    constructor(options: ExParserOptions = {}) {
      super({ root, ...options })
      made.push(this)
    }
  }
}

/** How many runs a root holds. When there are none, there is no root either. */
export function runsIn(root: string): number {
  if (!existsSync(root)) return 0
  return ['runs', 'tmp'].flatMap((folder) => readdirSync(join(root, folder))).length || NaN
}

function textsOf(line: Line): string[] {
  return typeof line === 'string' ? line.split(' ').filter(Boolean) : line
}

function isWhole({ error, status }: Outcome): boolean {
  return error === undefined && status === undefined
}
