// `exman --version` in a cold process, against a cold process that does nothing.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { machine, summarise } from './measure'

const main = join(__dirname, '..', 'dist', 'cli', 'main.js')
const times = { floor: [] as number[], subject: [] as number[] }
const time = (args: string[]): number => {
  const start = performance.now()
  execFileSync(process.execPath, args)
  return performance.now() - start
}
for (let at = 0; at < 21; at++) {
  times.floor.push(time(['-e', '0']))
  times.subject.push(time([main, '--version']))
}
const [floor, subject] = [summarise(times.floor), summarise(times.subject)]
const more = subject.median - floor.median
process.stdout.write(`${machine()}\n`)
process.stdout.write(
  `exman --version: ${subject.median.toFixed(0)} ms, ${more.toFixed(0)} ms over node -e 0, at most 30: ${more <= 30 ? 'held' : 'NOT HELD'}\n`,
)
