// npx tsx examples/quick-start.ts
// The main way: parameters in, callbacks out, everything on disk.
import { ExperimentManager } from 'exman'
import { loadTensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { loadDigits } from './shared/digits'

const params = {
  model: { units: 16 },
  training: { optimizer: 'adam', lr: 0.01, epochs: 3 },
}

async function main(): Promise<void> {
  const tf = await loadTensorflow()
  const { train, validation } = loadDigits(tf, 50)

  const model = tf.sequential()
  model.add(tf.layers.dense({ units: params.model.units, activation: 'relu', inputShape: [784] }))
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  model.compile({
    optimizer: tf.train.adam(params.training.lr),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  })

  const expm = new ExperimentManager({ expBaseDir: 'experiments' })
  const callbacks = expm.prepare(params)
  await model.fit(train.x, train.y, {
    epochs: params.training.epochs,
    validationData: [validation.x, validation.y],
    verbose: 0,
    callbacks,
  })

  const { run } = callbacks
  console.log(`${run.id} is ${run.status}`)
  console.table(run.readLog())

  assert.equal(run.status, 'done')
  assert.equal(run.readLog().length, 3)
  assert.ok(existsSync(run.path('models', 'best', 'model.json')))
  console.log(`OK best epoch ${run.scores?.best?.epoch}, val_loss ${run.scores?.best?.val_loss}`)
}

void main()
