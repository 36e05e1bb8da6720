// npx tsx examples/resume-after-kill.ts
// Kills a training twice, for real, and starts it again each time; then compares all it leaves with that of a training
// which was never killed.
import { ExperimentManager, type Run } from 'exman'
import { loadTensorflow } from 'exman/backend'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDigits } from './shared/digits'

const params = {
  model: { units: 64, dropout: 0.3 },
  training: { lr: 0.003, batchSize: 32, epochs: 12 },
}
const BATCHES = 15

/** The training, as anyone would write it: the same program, whether it begins or goes on. */
async function train(expBaseDir: string): Promise<void> {
  const tf = await loadTensorflow()
  const { train, validation } = loadDigits(tf, 60)
  const { lr, batchSize, epochs } = params.training

  const body = async (run: Run<typeof params>) => {
    const model = tf.sequential()
    model.add(tf.layers.dense({ units: run.params.model.units, activation: 'relu', inputShape: [784] }))
    model.add(tf.layers.dropout({ rate: run.params.model.dropout }))
    model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
    const loss = 'categoricalCrossentropy'
    model.compile({ optimizer: tf.train.adam(lr), loss, metrics: ['accuracy'] })

    const validationData: [typeof validation.x, typeof validation.y] = [validation.x, validation.y]
    const args = { epochs, batchSize, validationData, verbose: 0, callbacks: progress() }
    const { history } = await run.fit(model, train.x, train.y, args)
    return { accuracy: history.val_acc!.at(-1) as number }
  }
  const { result } = await new ExperimentManager({ expBaseDir }).run(params, body, { seed: 7 })
  console.log(`  Done: accuracy ${result.accuracy.toFixed(4)} on digits it was not trained on.`)
}

interface Progress {
  epoch: number
  batch: number
}

/** Tells the parent process of each batch, and goes on when that says so. */
function progress() {
  let epoch = 0
  return {
    onEpochBegin: (index: number) => {
      epoch = index + 1
    },
    onBatchEnd: async (index: number) => {
      process.send!({ epoch, batch: index + 1 } satisfies Progress)
      await once(process, 'message')
    },
  }
}

/** Starts the training in a process of its own, and kills that process at the batch that is named. */
async function start(expBaseDir: string, killAt?: Progress): Promise<void> {
  const child = fork(__filename, ['train', expBaseDir])
  let last: Progress | undefined
  child.on('message', (now: Progress) => {
    if (last === undefined) console.log(`  It trains from epoch ${now.epoch}, batch ${now.batch}.`)
    last = now
    if (now.epoch === killAt?.epoch && now.batch === killAt.batch) child.kill('SIGKILL')
    else child.send('go on')
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (killAt === undefined ? code !== 0 : signal !== 'SIGKILL')
    throw new Error(`The training ended by ${signal ?? `code ${code}`}, which was not to be.`)
  if (killAt === undefined) return
  const { status } = await runIn(expBaseDir)
  console.log(
    `  Killed in epoch ${last!.epoch}, after batch ${last!.batch} of ${BATCHES}: the run is ${status}.`,
  )
}

async function runIn(expBaseDir: string): Promise<Run<typeof params>> {
  const runs = await new ExperimentManager({ expBaseDir }).find(params)
  if (runs.length !== 1) throw new Error(`There are ${runs.length} runs in ${expBaseDir}, not one.`)
  return runs[0]!
}

/** All that a training leaves, but for the times that it took. */
function leftBy(run: Run<typeof params>): Record<string, Buffer | string> {
  const file = (name: string) => readFileSync(run.path('models', run.scores!.last!.checkpoint!, name))
  return {
    'the final weights': file('weights.bin'),
    'the state of the optimizer': file('training-state.bin'),
    'the log': JSON.stringify(run.readLog().map((row) => ({ ...row, seconds: 0 }))),
    'the scores': JSON.stringify({ ...run.scores, elapsedSeconds: 0 }),
    'the result': JSON.stringify(run.record.result),
  }
}

async function main(): Promise<void> {
  mkdirSync('experiments', { recursive: true })
  const folder = mkdtempSync(join('experiments', 'resume-after-kill-'))
  const [killed, straight] = [join(folder, 'killed'), join(folder, 'straight')]

  console.log('A training of 12 epochs, with dropout and shuffled rows.')
  await start(killed, { epoch: 3, batch: 6 })
  console.log('Started again.')
  await start(killed, { epoch: 6, batch: 12 })
  console.log('And again.')
  await start(killed)
  console.log('The same in another folder, never killed.')
  await start(straight)

  const [some, others] = [leftBy(await runIn(killed)), leftBy(await runIn(straight))]
  const verdicts = Object.keys(some).map((what) => {
    const isEqual = Buffer.from(some[what]!).equals(Buffer.from(others[what]!))
    console.log(`${what}: ${isEqual ? 'equal' : 'DIFFERENT'}`)
    return isEqual
  })
  if (verdicts.every(Boolean)) console.log(`OK killed twice, and equal bit for bit: ${folder}`)
  else process.exitCode = 1
}

if (process.argv[2] === 'train') void train(process.argv[3]!)
else void main()
