import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { nextLine, script, start } from './children'

/**
 * Starts so many processes of a script of test/fixtures with these words and the number of each, lets them all go at
 * once, and gives the line that each printed. They live until all have.
 */
export async function race(fixture: string, words: string[], count: number): Promise<string[]> {
  const started: ChildProcess[] = []
  try {
    // A few at a time: it is the start that must not be slow, and the race that must be tight.
    for (let n = 0; n < count; n += 4) {
      const some = Array.from({ length: 4 }, (_, k) => start(script(fixture, ...words, n + k)))
      started.push(...(await Promise.all(some)).map(({ child }) => child))
    }
    const answers = started.map(nextLine)
    for (const child of started) child.stdin!.write('go\n')
    return await Promise.all(answers)
  } finally {
    await Promise.all(started.map(end))
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.stdin!.end()
  await exit
}
