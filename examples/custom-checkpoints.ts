// npx tsx examples/custom-checkpoints.ts
// Which metric decides, and which checkpoints stay: the three best by accuracy, the last, and every fifth.
import type { LayersModel, Scalar } from '@tensorflow/tfjs'
import { ExperimentManager } from 'exman'
import { loadTensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { loadDigits } from './shared/digits'

const params = { model: { units: 16 }, training: { lr: 0.005, epochs: 12 } }

async function main(): Promise<void> {
  const tf = await loadTensorflow()
  const { train, validation } = loadDigits(tf, 50)

  const model = tf.sequential()
  model.add(tf.layers.dense({ units: params.model.units, activation: 'relu', inputShape: [784] }))
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  const compile = (target: LayersModel) =>
    target.compile({
      optimizer: tf.train.adam(0.005),
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    })
  compile(model)

  const expm = new ExperimentManager({
    monitor: 'val_acc', // mode 'auto' knows that more accuracy is better
    checkpoint: { keepBest: 3, keepLast: 1, keepEvery: 5 },
  })
  const callbacks = expm.prepare(params)
  const { run } = callbacks
  await model.fit(train.x, train.y, {
    epochs: params.training.epochs,
    validationData: [validation.x, validation.y],
    verbose: 0,
    callbacks,
  })

  const kept = readdirSync(run.path('models')).filter((name) => name.startsWith('model.'))
  console.log(kept.sort().join('\n'))

  // A checkpoint holds no loss function: compile what was loaded before evaluating it.
  const best = await run.loadModel('best')
  compile(best)
  const [, acc] = best.evaluate(validation.x, validation.y) as Scalar[]
  const accuracy = acc!.dataSync()[0]!
  const ofEpochFive = await run.loadModel(5)

  for (const epoch of ['05', '10', '12']) assert.ok(kept.some((name) => name.startsWith(`model.${epoch}-`)))
  assert.ok(Math.abs(accuracy - Number(run.scores?.best?.val_acc)) < 1e-6)
  assert.equal(ofEpochFive.getWeights().length, 4)
  console.log(`OK the best of ${kept.length} checkpoints has val_acc ${accuracy.toFixed(4)}, as recorded`)
}

void main()
