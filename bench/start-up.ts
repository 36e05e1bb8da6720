// `exman --version` in a cold process, against a cold process that does nothing.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { compare, spreadOf } from './measure'
import { milliseconds, tell } from './result'

const command = join(__dirname, '..', 'dist', 'cli', 'main.js')
const node = (...args: string[]) => void execFileSync(process.execPath, args)
const MOST = 30

async function main(): Promise<void> {
  const { floor, subject } = await compare(
    { run: () => node('-e', '0') },
    { run: () => node(command, '--version') },
    5,
  )
  const more = subject.map((time, at) => time - floor[at]!)
  tell({
    name: '`exman --version`, start-up / `node -e 0`',
    subject: milliseconds(subject),
    floor: milliseconds(floor),
    outcome: `+ ${milliseconds(more)}`,
    limit: `+ ${MOST} ms`,
    isHeld: spreadOf(more).median <= MOST,
  })
}

void main()
