// What an epoch costs in a run of 100,000 epochs, against the same in a run of 100: by `run.log`, and by the callbacks
// of a fit. In memory where that can be had, since the question is not what the disk costs.
import * as tf from '@tensorflow/tfjs'
import { ExperimentManager, openRun, type Run } from 'exman'
import { holdings } from './growth'
import { compare, REPETITIONS, spreadOf, type Pair } from './measure'
import { metricsOf } from './metrics'
import { fileSystem, inMemory, inNewFolder } from './place'
import { count } from './quick'
import { inUnit, milliseconds, remark, tell, tellNumber, tellRatio } from './result'

const [SHORT, LONG] = [100, count(100_000, 1000)]
const FIT_EPOCHS = count(50, 5)
const AT_MOST = 1.5

void inNewFolder(async () => {
  tf.enableProdMode()
  const runs = [SHORT, LONG].map(logged) as [Run, Run]
  const times = await compare(...(runs.map(logging) as [Step, Step]), 500)
  tellRatio(`\`run.log\` at epoch ${LONG} / at epoch ${SHORT}`, times, AT_MOST)
  const amended = await compare(...(runs.map(amending) as [Step, Step]), 5)
  tellNumber(`\`run.log\` adding to the last row at epoch ${LONG}`, milliseconds(amended.subject))
  for (const run of runs) run.finish()
  tellRatio(`an epoch of a fit at epoch ${LONG} / at epoch ${SHORT}`, await fitting(runs), AT_MOST)
  await tellOpening(runs[1].dir)
  remark(`The long runs are written on ${fileSystem(process.cwd())}.`)
}, inMemory())

function logged(epochs: number): Run {
  const expm = new ExperimentManager({ tf, monitor: 'loss', checkpoint: false })
  const { run } = expm.prepare({ model: { epochs }, training: {} })
  for (let epoch = 1; epoch <= epochs; epoch++) {
    run.log(metricsOf(epoch))
    if (epoch % 20_000 === 0) process.stdout.write(`… ${epoch} epochs logged\n`)
  }
  return run
}

interface Step {
  run: () => void
}

function logging(run: Run): Step {
  let epoch = run.scores!.epochs
  return { run: () => run.log(metricsOf((epoch += 1))) }
}

function amending(run: Run): Step {
  const { epochs } = run.scores!
  let extra = 0
  return { run: () => run.log({ loss: (extra += 1) }, epochs) }
}

/** Goes on with both in fits of their own, in turn; the median epoch of each fit. */
async function fitting(runs: [Run, Run]): Promise<Pair> {
  const pair: Pair = { floor: [], subject: [] }
  for (let repetition = -1; repetition < REPETITIONS; repetition++) {
    for (const [at, run] of runs.entries()) {
      const median = spreadOf(await epochsOf(run)).median
      if (repetition >= 0) (at === 0 ? pair.floor : pair.subject).push(median)
    }
  }
  return pair
}

/** Milliseconds of each epoch, from the end of one to the end of the next, all records written. */
async function epochsOf({ dir }: Run): Promise<number[]> {
  const run = await openRun(dir, { tf, checkpoint: false })
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  const x = tf.ones([1, 1])
  const stamps: number[] = []
  const onEpochEnd = () => void stamps.push(performance.now())
  const callbacks = run.callbacks({ onEpochEnd })
  const initialEpoch = run.scores!.epochs
  await model.fit(x, x, { initialEpoch, epochs: initialEpoch + FIT_EPOCHS, verbose: 0, callbacks })
  run.finish()
  model.dispose()
  x.dispose()
  return stamps.slice(1).map((stamp, at) => stamp - stamps[at]!)
}

/** Reading a long run, and taking it up to go on with it; and what stays in memory while it is held. */
async function tellOpening(dir: string): Promise<void> {
  const times: { read: number[]; takeUp: number[] } = { read: [], takeUp: [] }
  const before = holdings().heap
  let kept = 0
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const start = performance.now()
    const run = await openRun(dir)
    run.readLog()
    const read = performance.now()
    run.log(metricsOf(0))
    times.read.push(read - start)
    times.takeUp.push(performance.now() - read)
    kept = holdings().heap - before
    run.finish()
  }
  tellNumber(`\`openRun\` and \`readLog\` of ${LONG} epochs`, milliseconds(times.read))
  tellNumber(`the first write to a run of ${LONG} epochs that was opened`, milliseconds(times.takeUp))
  tell({
    name: `memory while a run of ${LONG} epochs is held`,
    subject: inUnit([kept / 1e6], 'MB', 2).replace(/ \(.*/, ''),
    floor: '',
    outcome: '',
    limit: '5 MB',
    isHeld: kept < 5e6,
  })
}
