// npx tsx examples/fit-dataset.ts
// The same callbacks with model.fitDataset, for data that comes in batches.
import { ExperimentManager } from 'exman'
import { loadTensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { loadDigits } from './shared/digits'

const params = { model: { units: 16 }, training: { lr: 0.01, batchSize: 32, epochs: 3 } }

async function main(): Promise<void> {
  const tf = await loadTensorflow()
  const { train, validation } = loadDigits(tf, 50)
  const rows = tf.data.zip({
    xs: tf.data.array(await train.x.array()),
    ys: tf.data.array(await train.y.array()),
  })
  const batches = rows.shuffle(400, 'digits').batch(params.training.batchSize)

  const model = tf.sequential()
  model.add(tf.layers.dense({ units: params.model.units, activation: 'relu', inputShape: [784] }))
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  model.compile({ optimizer: tf.train.adam(params.training.lr), loss: 'categoricalCrossentropy' })

  const callbacks = new ExperimentManager().prepare(params)
  await model.fitDataset(batches, {
    epochs: params.training.epochs,
    validationData: [validation.x, validation.y],
    verbose: 0,
    callbacks,
  })

  const { run } = callbacks
  assert.equal(run.status, 'done')
  assert.deepEqual(
    run.readLog().map(({ epoch }) => epoch),
    [1, 2, 3],
  )
  assert.ok(existsSync(run.path('models', 'best', 'weights.bin')))
  console.log(`OK ${run.id}: val_loss ${run.scores?.best?.val_loss}`)
}

void main()
