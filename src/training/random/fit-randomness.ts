import { RunError } from '../../errors'
import { stream, type Draw } from './generator'
import { RandomHold } from './random-hold'
import { drawsTo, rowOrder } from './row-order'

/** How tfjs has put the rows in order so far. */
export interface RowShuffles {
  /** The rows it shuffles each epoch; null where that is unknown, as in `fitDataset`. */
  samples: number | null
  /** The numbers it drew for that at the last epoch: as many as rows, or 0 without shuffling. */
  shuffleDraws: number | null
  /** The epochs that were complete when it began with the rows in their own order. */
  shuffleFrom: number
}

/**
 * Rules chance in the fits of one seeded run. At each epoch `Math.random` begins anew, from seed and epoch; the shuffle
 * of the rows has a stream of its own. A fit that goes on where another ended shuffles its rows as if it were the same
 * fit: its first shuffle is given the numbers that lead from the rows' own order to the one that is due.
 */
export class FitRandomness {
  readonly #run: string
  readonly #seed: number
  #shuffles: RowShuffles = { samples: null, shuffleDraws: null, shuffleFrom: 0 }
  /** Where it went on from, on disk: a fit that shuffles otherwise is not the same training. */
  #mustAgree = false
  #hold: RandomHold | undefined
  /** The numbers of the epoch in progress, the shuffle apart. */
  #ofEpoch: Draw | undefined
  #drawn = 0

  constructor(run: string, seed: number) {
    this.#run = run
    this.#seed = seed
  }

  get shuffles(): RowShuffles {
    return this.#shuffles
  }

  /** Goes on from a checkpoint. */
  restore(shuffles: RowShuffles): void {
    this.#shuffles = shuffles
    this.#mustAgree = true
  }

  /** A fit begins, after `completed` epochs. Throws `EXMAN_RANDOM_BUSY`. */
  beginFit(completed: number): void {
    this.endFit()
    this.#hold = RandomHold.take(this.#run, stream(this.#seed, `epoch ${completed + 1}`))
  }

  /** A fit has come and gone without an epoch, its part of the training being complete: the next may be another. */
  skipFit(): void {
    this.#mustAgree = false
  }

  /** An epoch begins: before any callback hears of it. `isNew`: the first of a fit that begins to count at zero. */
  beginEpoch(
    epoch: number,
    samples: number | null,
    { isFirst, isNew }: { isFirst: boolean; isNew: boolean },
  ): void {
    this.#ofEpoch = stream(this.#seed, `epoch ${epoch}`)
    this.#hold!.draw = this.#ofEpoch
    if (!isFirst) return
    const before = this.#shuffles
    const isSame = !isNew && samples === before.samples
    if (this.#mustAgree && !isNew && !isSame && samples !== null && before.samples !== null) {
      throw this.#disagrees(`it was trained on ${before.samples} rows, and this fit has ${samples}`)
    }
    // One that must agree and does not is refused when its first batch begins.
    const goesOn = isSame && (this.#mustAgree || before.shuffleDraws === samples)
    const shuffleFrom = goesOn ? before.shuffleFrom : epoch - 1
    this.#shuffles = { samples, shuffleDraws: before.shuffleDraws, shuffleFrom }
  }

  /** After all callbacks have heard of the epoch: what is drawn from now on until the first batch is the shuffle. */
  beginShuffle(epoch: number, { isFirst }: { isFirst: boolean }): void {
    const { samples, shuffleDraws, shuffleFrom } = this.#shuffles
    this.#drawn = 0
    if (samples === null) return
    let draw: Draw | undefined
    this.#hold!.draw = () => {
      this.#drawn += 1
      if (this.#drawn > samples) return this.#ofEpoch!()
      if (this.#mustAgree && shuffleDraws === 0) throw this.#disagrees('it was trained without shuffling')
      const isReplayed = isFirst && shuffleFrom < epoch - 1
      draw ??= isReplayed ? drawsTo(this.#orderAt(epoch)) : stream(this.#seed, `shuffle ${epoch}`)
      return draw()
    }
  }

  /** The first batch of an epoch begins. */
  endShuffle(): void {
    this.#hold!.draw = this.#ofEpoch!
    const { samples, shuffleDraws } = this.#shuffles
    const drawn = samples === null ? null : this.#drawn
    if (this.#mustAgree && shuffleDraws !== null && drawn !== null && drawn !== shuffleDraws) {
      throw this.#disagrees(
        drawn === 0 ? 'it was trained with shuffling' : `${drawn} numbers were drawn for the shuffle`,
      )
    }
    this.#mustAgree = false
    this.#shuffles = { ...this.#shuffles, shuffleDraws: drawn }
  }

  /** The fit is over, whatever the way. May be called again. */
  endFit(): void {
    this.#hold?.release()
    this.#hold = undefined
  }

  #orderAt(epoch: number): Int32Array {
    const { samples, shuffleFrom } = this.#shuffles
    const epochs = Array.from({ length: epoch - shuffleFrom }, (_, at) => shuffleFrom + 1 + at)
    return rowOrder(
      samples!,
      epochs.map((each) => stream(this.#seed, `shuffle ${each}`)),
    )
  }

  #disagrees(how: string): RunError {
    return new RunError(
      'EXMAN_RESUME_MISMATCH',
      `${this.#run} cannot go on with this fit: ${how}. Use the same data and the same validationSplit and shuffle ` +
        'options as before, or prepare a new run.',
      { run: this.#run },
    )
  }
}
