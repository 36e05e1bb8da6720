import { nearest } from '../params/nearest'
import { showText } from '../params/show'

const OPTIONS = ['--help', '--version']

/** The answer to `--help`, and to no word at all. */
export const help = `Usage: exman [options]

Keeps TensorFlow.js experiments in order: hash-keyed folders, durable logs and scores, checkpoints you can trust.

Options:
  -V, --version  print the version
  -h, --help     print this help

The API is described in README.md, which comes with the package.`

/** The complaint about a word that is neither a command nor an option, with the near name when there is one. */
export function unknownWord(word: string): string {
  const kind = word.startsWith('-') ? 'option' : 'command'
  const meant = nearest(`--${word.replace(/^-*/, '')}`, OPTIONS)
  const advice = meant === undefined ? 'See exman --help.' : `Did you mean ${meant}?`
  return `exman has no ${kind} "${showText(word)}". ${advice}`
}
