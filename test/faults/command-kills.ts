/** A command line that is killed at each of its operations on the disk, one after the other. */
import { run, script, untilLast } from './children'

/** What is killed, and what has to be so afterwards. */
export interface Kills {
  /** Makes a new tree, and gives its root. */
  plant: () => string
  /** The words behind `exman`, for the tree at this root. */
  words: (root: string) => readonly string[]
  /** Holds the tree against what was promised; `isKilled` is false where the command came through. */
  check: (root: string, how: { isKilled: boolean; n: number }) => void | Promise<void>
  /** Only at every so-manieth operation; at each by default. */
  every?: number
}

/** Kills a command at its 1st, 2nd, 3rd … operation that changes the disk, until one comes through. Gives how many were killed. */
export async function killedAtEach({ plant, words, check, every = 1 }: Kills): Promise<number> {
  let killed = 0
  await untilLast(async (time) => {
    const n = 1 + (time - 1) * every
    const root = plant()
    const { code, signal, output } = await run(script('exman-killed', n, ...words(root)))
    const isKilled = signal === 'SIGKILL'
    if (!isKilled && code !== 0)
      throw new Error(`exman ${words(root).join(' ')} ended with ${code}: ${output}`)
    if (isKilled) killed += 1
    await check(root, { isKilled, n })
    return !isKilled
  })
  return killed
}
