#!/usr/bin/env node
/** The `exman` command. `--version` is answered before anything is loaded. */
import type * as program from './program'

const words = process.argv.slice(2)

if (words[0] === '--version' || words[0] === '-V') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- package.json lies outside the sources of tsc
  const { version } = require('../../package.json') as { version: string }
  process.stdout.write(`${version}\n`)
} else {
  void answer()
}

async function answer(): Promise<void> {
  // Not import(), with which node would load what it has for modules, too.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { processTerminal, runProgram } = require('./program') as typeof program
  const terminal = processTerminal()
  await runProgram(words.length === 0 ? ['--help'] : words, terminal)
  process.exitCode = terminal.exitCode
}
