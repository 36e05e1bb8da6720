import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { script, start } from './children'

/**
 * Starts so many processes of a script of test/fixtures with the arguments `what`, `dir` and their number, lets them all
 * go at once, and gives the line that each printed. They live until all have.
 */
export async function race(fixture: string, what: string, dir: string, count: number): Promise<string[]> {
  const started: ChildProcess[] = []
  // A few at a time: it is the start that must not be slow, and the race that must be tight.
  for (let n = 0; n < count; n += 4) {
    const some = Array.from({ length: 4 }, (_, k) => start(script(fixture, what, dir, n + k)))
    started.push(...(await Promise.all(some)).map(({ child }) => child))
  }
  const answers = started.map(nextLine)
  for (const child of started) child.stdin!.write('go\n')
  const lines = await Promise.all(answers)
  await Promise.all(started.map(end))
  return lines
}

async function nextLine(child: ChildProcess): Promise<string> {
  const [data] = (await once(child.stdout!, 'data')) as [Buffer]
  return data.toString().trim()
}

async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.stdin!.end()
  await exit
}
