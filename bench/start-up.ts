// What the command and the library add to the start of a cold process, against one that does nothing.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { compare, spreadOf } from './measure'
import { milliseconds, tell } from './result'

const dist = join(__dirname, '..', 'dist')
const node = (...args: string[]) => void execFileSync(process.execPath, args)

/** Tells what a process takes longer than an empty one, in milliseconds. */
async function started(name: string, words: string[], atMost?: number): Promise<void> {
  const { floor, subject } = await compare({ run: () => node('-e', '0') }, { run: () => node(...words) }, 5)
  const more = subject.map((time, at) => time - floor[at]!)
  tell({
    name: `${name} / \`node -e 0\``,
    subject: milliseconds(subject),
    floor: milliseconds(floor),
    outcome: `+ ${milliseconds(more)}`,
    limit: atMost === undefined ? '' : `+ ${atMost} ms`,
    isHeld: atMost === undefined ? null : spreadOf(more).median <= atMost,
  })
}

async function main(): Promise<void> {
  await started('`exman --version`, start-up', [join(dist, 'cli/main.js'), '--version'], 30)
  await started("`require('exman')`, start-up", ['-e', 'require(process.argv[1])', join(dist, 'index.js')])
}

void main()
