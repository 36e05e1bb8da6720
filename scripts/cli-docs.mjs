/**
 * Writes the help of each command into docs/cli.md, between `<!-- exman ls --help -->` and `<!-- end of help -->`, as the built
 * command prints it where its output is no terminal. With `--check` it writes nothing, and fails when the page is out of date.
 * Either way it fails when a command has no place in the page, or a place no command.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = join(root, 'docs/cli.md')
const PLACE = /<!-- exman (\S+) --help -->\n[^]*?<!-- end of help -->/g

const faults = []
const before = readFileSync(page, 'utf8')
const commands = commandsIn(helpOf())
const places = [...before.matchAll(PLACE)].map(([, command]) => command)
for (const command of commands)
  if (!places.includes(command)) faults.push(`docs/cli.md has no place for exman ${command}`)
for (const place of places)
  if (!commands.includes(place))
    faults.push(`docs/cli.md has a place for exman ${place}, which does not exist`)

const after = before.replace(PLACE, (place, command) =>
  commands.includes(command) ? filled(command) : place,
)
if (!process.argv.includes('--check')) writeFileSync(page, after)
else if (after !== before) faults.push('docs/cli.md is out of date: npm run docs')
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1

function filled(command) {
  const help = helpOf(command).trimEnd()
  return `<!-- exman ${command} --help -->\n\n\`\`\`\n${help}\n\`\`\`\n\n<!-- end of help -->`
}

function helpOf(...words) {
  return execFileSync(process.execPath, [join(root, 'dist/cli/main.js'), ...words, '--help'], {
    encoding: 'utf8',
  })
}

/** The names in the list of commands; what is told of one may take several lines, which stand further to the right. */
function commandsIn(help) {
  const list = /^Commands:\n((?: +.*\n)+)/m.exec(help)?.[1] ?? ''
  // `exman help` prints what stands in the other places.
  return [...list.matchAll(/^ {2}(\w+)/gm)].flatMap(([, name]) => (name === 'help' ? [] : [name]))
}
