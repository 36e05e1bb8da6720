// 200 runs in one process, each a real fit with checkpoints, opened and read again at its end. What the process holds
// must not grow with them, but for what tfjs itself keeps of each model: that is measured by the same fits without exman.
import * as tf from '@tensorflow/tfjs'
import { ExperimentManager, openRun } from 'exman'
import { holdings, slope, type Holdings } from './growth'
import { inMemory, inNewFolder } from './place'
import { count } from './quick'
import { tell } from './result'

const [WARM_UP, RUNS, EVERY] = [count(40, 2), count(200, 8), count(10, 2)]

type Sample = Holdings & { tensors: number }

async function fit(callbacks?: tf.CustomCallback[]): Promise<void> {
  const model = tf.sequential({ layers: [tf.layers.dense({ name: 'only', units: 4, inputShape: [8] })] })
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
  const [x, y] = [tf.ones([8, 8]), tf.ones([8, 4])]
  await model.fit(x, y, { epochs: 2, batchSize: 4, verbose: 0, callbacks })
  tf.dispose([x, y])
  model.dispose()
}

/** Does something over and over, and looks now and then at what the process holds. */
async function samples(work: () => Promise<void>): Promise<Sample[]> {
  const taken: Sample[] = []
  for (let run = 1 - WARM_UP; run <= RUNS; run++) {
    await work()
    if (run <= 0 || run % EVERY !== 0) continue
    // What was begun beside the run, such as asking git, comes to its end.
    await new Promise((resolve) => setTimeout(resolve, 50))
    taken.push({ ...holdings(), tensors: tf.memory().numTensors })
  }
  return taken
}

function tellGrowth(
  kind: keyof Sample,
  name: string,
  subject: Sample[],
  floor: Sample[],
  atMost: number,
): void {
  const perRun = (taken: Sample[]): number => slope(taken.map((sample) => sample[kind])) / EVERY
  const [with_, without] = [perRun(subject), perRun(floor)]
  const show = (value: number): string => `${value.toFixed(atMost < 1 ? 2 : 0)}`
  tell({
    name: `growth of ${name} with each run / with each fit without exman`,
    subject: show(with_),
    floor: show(without),
    outcome: `+ ${show(with_ - without)}`,
    limit: `+ ${atMost}`,
    isHeld: with_ - without <= atMost,
  })
}

void inNewFolder(async () => {
  tf.enableProdMode()
  const expm = new ExperimentManager({ tf, monitor: 'loss' })
  const floor = await samples(() => fit())
  const subject = await samples(async () => {
    const callbacks = expm.prepare({ model: {}, training: {} })
    await fit(callbacks)
    callbacks.run.finish({ ok: true })
    const again = await openRun(callbacks.run.dir)
    again.readLog()
    const model = await again.loadModel('best')
    model.dispose()
  })
  tellGrowth('heap', 'the heap, in bytes,', subject, floor, 2048)
  tellGrowth('rss', 'the process, in bytes,', subject, floor, 50 * 1024)
  tellGrowth('tensors', 'tensors', subject, floor, 0.01)
  tellGrowth('descriptors', 'open files', subject, floor, 0.01)
  tellGrowth('listeners', 'listeners of the process', subject, floor, 0.01)
  tellGrowth('handles', 'timers and handles', subject, floor, 0.01)
}, inMemory())
