// npx tsx examples/exparser.ts [--lr 0.01] [--units 16] [--epochs 3] [--name NAME] [--tmp]
// Arguments from the command line, all of them recorded; then the same training from that record, with one value
// changed, and with none.
import { ExParser, type ParsedArgs } from 'exman'
import { loadTensorflow, type Tensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { loadDigits } from './shared/digits'

const ROOT = join('experiments', 'exparser')

const parser = new ExParser({
  root: ROOT, // without it: the folder `exman` beside the script
  description: 'Trains on handwritten digits.',
  automark: ['units'],
  seedFrom: 'seed',
})
  .arg('--lr', { type: 'float', default: 0.01, help: 'learning rate' })
  .arg('--units', { type: 'int', default: 16, help: 'of the hidden layer' })
  .arg('--epochs', { type: 'int', default: 3 })
  .arg('--seed', { type: 'int', default: 7, help: 'of the weights and the order of the rows' })
  .arg('--plot', { action: 'store_true', volatile: true, help: 'print a bar for each epoch; not recorded' })
  .registerSetter('weights', ({ units }) => (784 + 1) * units + (units + 1) * 10)
  .registerValidator(({ lr }) => lr > 0 && lr < 1, 'the learning rate is between 0 and 1, not {lr}')

const parse = (words?: string[]) => parser.parse_args(words)
type Args = ReturnType<typeof parse>

/** Trains as the arguments say. An error would move the run to fails/, with what it says and what was printed. */
async function train(tf: Tensorflow, args: Args): Promise<void> {
  const { train, validation } = loadDigits(tf, 50)
  await args.run.safely(async () => {
    const model = args.run.seeded(() => buildModel(tf, args))
    assert.equal(model.countParams(), args.weights)
    await args.run.fit(model, train.x, train.y, {
      epochs: args.epochs,
      validationData: [validation.x, validation.y],
      verbose: 0,
      callbacks: { onEpochEnd: (_, logs) => console.log(progress(args.plot, Number(logs?.val_acc))) },
    })
  })
}

function buildModel(tf: Tensorflow, { lr, units }: Args) {
  const model = tf.sequential()
  model.add(tf.layers.dense({ units, activation: 'relu', inputShape: [784] }))
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  model.compile({ optimizer: tf.train.adam(lr), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  return model
}

function progress(isPlot: boolean, accuracy: number): string {
  const bar = isPlot ? '#'.repeat(Math.round(accuracy * 40)) : ''
  return `  val_acc ${accuracy.toFixed(4)} ${bar}`.trimEnd()
}

/** What the training came to, but for the times that it took. */
function outcome({ run }: ParsedArgs<object>): string {
  return JSON.stringify(run.readLog().map((row) => ({ ...row, seconds: 0 })))
}

async function main(): Promise<void> {
  const first = parse()
  console.log(`The arguments of ${relative(ROOT, first.run.dir)}:`)
  console.log(readFileSync(first.run.path('params.yaml'), 'utf8').replaceAll(/^/gm, '  ').trimEnd())
  const tf = await loadTensorflow()
  await train(tf, first)

  const record = first.run.path('params.yaml')
  const lr = first.lr === 0.02 ? 0.01 : 0.02
  console.log(`Again, by --config ${relative('.', record)} --lr ${lr}:`)
  const changed = parse(['--config', record, '--lr', String(lr)])
  await train(tf, changed)

  console.log('And by --config alone:')
  const same = parse(['--config', record])
  await train(tf, same)

  assert.deepEqual({ ...changed, plot: first.plot }, { ...first, lr })
  assert.deepEqual(same.run.params, first.run.params)
  assert.equal(outcome(same), outcome(first))
  assert.notEqual(outcome(changed), outcome(first))
  assert.match(readFileSync(same.run.path('log.txt'), 'utf8'), /val_acc/)
  console.log('OK three runs; the third, from the record of the first, has the same log to the last digit')
}

void main()
