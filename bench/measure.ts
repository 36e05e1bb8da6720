import { cpus, totalmem } from 'node:os'

/** One thing to time: `run` is called `calls` times a repetition; `before` prepares a repetition and is not timed. */
export interface Timed {
  before?: () => void | Promise<void>
  run: (call: number) => void | Promise<void>
  calls: number
}

/** Median, smallest and largest milliseconds a call. */
export interface Timing {
  median: number
  min: number
  max: number
}

const REPETITIONS = 5

/**
 * Times a subject against its floor, turn by turn in one process, so that a noisy machine is noisy for both, and
 * prints one line: the ratio of the medians, and how far it may go.
 */
export async function compare(name: string, floor: Timed, subject: Timed, atMost: number): Promise<number> {
  const times: { floor: number[]; subject: number[] } = { floor: [], subject: [] }
  await once(floor)
  await once(subject)
  for (let at = 0; at < REPETITIONS; at++) {
    times.floor.push(await once(floor))
    times.subject.push(await once(subject))
  }
  return report(name, summarise(times.floor), summarise(times.subject), atMost)
}

/** Prints a line for times taken elsewhere. */
export function report(name: string, floor: Timing, subject: Timing, atMost: number): number {
  const ratio = subject.median / floor.median
  const verdict = ratio <= atMost ? 'held' : 'NOT HELD'
  process.stdout.write(
    `${name}: ${show(subject)} against a floor of ${show(floor)}: ratio ${ratio.toFixed(2)}, at most ${atMost}: ${verdict}\n`,
  )
  return ratio
}

/** Median, smallest and largest of some times. */
export function summarise(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! }
}

/** The machine in one line. */
export function machine(): string {
  return `${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
}

async function once({ before, run, calls }: Timed): Promise<number> {
  await before?.()
  const start = performance.now()
  for (let call = 0; call < calls; call++) await run(call)
  return (performance.now() - start) / calls
}

function show({ median, min, max }: Timing): string {
  return `${median.toFixed(2)} ms (${min.toFixed(2)}–${max.toFixed(2)})`
}
