// How long the first epoch of a run that goes on waits until the order of its rows is worked out: that of 60,000 rows
// which were shuffled at each of 100 epochs. The floor is what tfjs takes to shuffle as many indices as often.
import * as tf from '@tensorflow/tfjs'
import { REPETITIONS, spreadOf } from './measure'
import { count } from './quick'
import { milliseconds, tell } from './result'
import { stream } from '../src/training/random/generator'
import { drawsTo, rowOrder } from '../src/training/random/row-order'

const [ROWS, EPOCHS] = [count(60_000, 600), count(100, 3)]
const MOST_MILLISECONDS = 500

function replay(): void {
  const epochs = Array.from({ length: EPOCHS }, (_, index) => stream(7, `shuffle ${index + 1}`))
  const draw = drawsTo(rowOrder(ROWS, epochs))
  for (let row = 0; row < ROWS; row += 1) draw()
}

function shuffleByTfjs(): void {
  const indices = tf.util.createShuffledIndices(ROWS)
  for (let epoch = 1; epoch < EPOCHS; epoch += 1) tf.util.shuffle(indices)
}

function timeOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function main(): void {
  const [subject, floor]: [number[], number[]] = [[], []]
  for (let repetition = -1; repetition < REPETITIONS; repetition += 1) {
    const times = [timeOf(shuffleByTfjs), timeOf(replay)] as const
    // The one before the first warms up.
    if (repetition < 0) continue
    floor.push(times[0])
    subject.push(times[1])
  }
  const ratio = spreadOf(subject.map((time, at) => time / floor[at]!))
  tell({
    name: `the order of ${ROWS} rows at epoch ${EPOCHS + 1} / shuffling them as tfjs does`,
    subject: milliseconds(subject),
    floor: milliseconds(floor),
    outcome: `${ratio.median.toFixed(2)} × (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`,
    limit: `${MOST_MILLISECONDS} ms`,
    isHeld: spreadOf(subject).median <= MOST_MILLISECONDS,
  })
}

void main()
