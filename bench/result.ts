import { spreadOf, type Pair } from './measure'
import { isQuick } from './quick'

/** One line of the results, as text. `isHeld` is null where there is no limit, or nothing to measure. */
export interface Result {
  name: string
  subject: string
  floor: string
  outcome: string
  limit: string
  isHeld: boolean | null
}

/** A line of its own in the results that says what was measured, and where. */
export interface Remark {
  remark: string
}

/** Prints a result, hands it to bench/all.ts if that has started this process, and fails the process if it is not held. */
export function tell(result: Result): void {
  const { name, subject, floor, outcome, limit } = result
  const against = floor === '' ? '' : ` against ${floor}`
  const bound = limit === '' ? '' : `, limit ${limit}: ${verdict(result)}`
  process.stdout.write(`${name}: ${subject}${against}${outcome === '' ? '' : `: ${outcome}`}${bound}\n`)
  process.send?.(result)
  if (result.isHeld === false && !isQuick) process.exitCode = 1
}

/** Prints a remark and hands it on. */
export function remark(text: string): void {
  process.stdout.write(`${text}\n`)
  process.send?.({ remark: text })
}

/** How a result reads against its limit. */
export function verdict({ isHeld }: Pick<Result, 'isHeld'>): string {
  return isHeld === null ? '–' : isHeld ? 'held' : 'NOT HELD'
}

/** Tells the ratio of a subject to its floor: the median of the repetitions, each with itself. */
export function tellRatio(name: string, { floor, subject }: Pair, atMost: number | undefined): void {
  const ratio = spreadOf(subject.map((time, at) => time / floor[at]!))
  tell({
    name,
    subject: milliseconds(subject),
    floor: milliseconds(floor),
    outcome: `${ratio.median.toFixed(2)} × (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`,
    limit: atMost === undefined ? '' : `${atMost} ×`,
    isHeld: atMost === undefined ? null : ratio.median <= atMost,
  })
}

/** Tells something that has no limit. */
export function tellNumber(name: string, subject: string): void {
  tell({ name, subject, floor: '', outcome: '', limit: '', isHeld: null })
}

/** Some times as their median and spread. */
export function milliseconds(times: readonly number[]): string {
  return inUnit(times, 'ms', 2)
}

/** Some numbers as their median and spread. */
export function inUnit(values: readonly number[], unit: string, digits: number): string {
  const { median, min, max } = spreadOf(values)
  return `${median.toFixed(digits)} ${unit} (${min.toFixed(digits)}–${max.toFixed(digits)})`
}
