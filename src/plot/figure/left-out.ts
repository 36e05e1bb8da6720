import { countText, runsText } from '../../text/numbers'

/** Counts what is not shown, by the reason. */
export class LeftOut {
  readonly #counts = new Map<string, number>()

  /** Counts a run. `why` stands behind the number: `without val_acc`. */
  add(why: string): void {
    this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1)
  }

  /** How many there are. */
  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }

  /** How many for which reason: `3 runs without val_acc, 1 whose val_acc is not finite`. */
  get text(): string {
    return [...this.#counts]
      .map(([why, count], index) => `${index === 0 ? runsText(count) : countText(count)} ${why}`)
      .join(', ')
  }

  /** A line for a subtitle; none when nothing is left out. */
  get lines(): string[] {
    return this.#counts.size === 0 ? [] : [`not shown: ${this.text}`]
  }
}
