#!/usr/bin/env node
/** The `exman` command. `--version` is answered before anything is loaded. */

const [word] = process.argv.slice(2)

if (word === '--version' || word === '-V') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- package.json lies outside the sources of tsc
  const { version } = require('../../package.json') as { version: string }
  process.stdout.write(`${version}\n`)
} else {
  void answer()
}

async function answer(): Promise<void> {
  const { help, unknownWord } = await import('./answers.js')
  if (word === undefined || word === '--help' || word === '-h') {
    process.stdout.write(`${help}\n`)
  } else {
    process.stderr.write(`${unknownWord(word)}\n`)
    process.exitCode = 2
  }
}
