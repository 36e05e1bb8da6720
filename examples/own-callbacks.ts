// npx tsx examples/own-callbacks.ts
// exman's callbacks beside your own, in any mix: class instances, such as early stopping, and plain objects.
import { ExperimentManager } from 'exman'
import { loadTensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { loadDigits } from './shared/digits'

const params = { model: { units: 16 }, training: { lr: 0.02, epochs: 50, patience: 2 } }

async function main(): Promise<void> {
  const tf = await loadTensorflow()
  const { train, validation } = loadDigits(tf, 30)

  const model = tf.sequential()
  model.add(tf.layers.dense({ units: params.model.units, activation: 'relu', inputShape: [784] }))
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  model.compile({ optimizer: tf.train.adam(params.training.lr), loss: 'categoricalCrossentropy' })

  const { run } = new ExperimentManager().prepare(params)
  await model.fit(train.x, train.y, {
    epochs: params.training.epochs,
    validationData: [validation.x, validation.y],
    verbose: 0,
    callbacks: run.callbacks([
      tf.callbacks.earlyStopping({ monitor: 'val_loss', patience: params.training.patience }),
      {
        onEpochEnd(index: number, logs?: Record<string, number>) {
          console.log(`epoch ${index + 1}: val_loss ${logs?.val_loss?.toFixed(4)}`)
          // What is logged during a fit goes into the row of the epoch in progress.
          run.log({ learningRate: params.training.lr })
        },
      },
    ]),
  })

  const log = run.readLog()
  assert.equal(run.status, 'done')
  assert.ok(log.length < params.training.epochs)
  assert.equal(log.at(-1)?.learningRate, params.training.lr)
  console.log(`OK stopped after ${log.length} epochs; the best was epoch ${run.scores?.best?.epoch}`)
}

void main()
