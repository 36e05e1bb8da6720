// npx tsx examples/hand-written-loop.ts
// A training loop of one's own: what the callbacks do in a fit is done by run.log, run.saveModel and run.finish.
import type { Scalar } from '@tensorflow/tfjs'
import { ExperimentManager } from 'exman'
import { loadTensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'

const params = { model: { kind: 'line' }, training: { lr: 0.5, epochs: 40 } }

async function main(): Promise<void> {
  const tf = await loadTensorflow()
  const x = tf.linspace(0, 1, 64).reshape([64, 1])
  const y = x.mul(3).add(1)

  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  const optimizer = tf.train.sgd(params.training.lr)
  const lossOf = () => tf.losses.meanSquaredError(y, model.apply(x) as typeof y).asScalar()

  const { run } = new ExperimentManager().prepare(params, { monitor: 'loss' })
  await run.safely(async () => {
    for (let epoch = 1; epoch <= params.training.epochs; epoch++) {
      const loss: Scalar = optimizer.minimize(lossOf, true)!
      run.log({ loss: (await loss.data())[0]! })
      loss.dispose()
      if (epoch % 10 === 0) await run.saveModel(model)
    }
    const [weight, bias] = model.getWeights().map((tensor) => tensor.dataSync()[0])
    run.finish({ weight, bias })
  })

  const { weight, bias } = run.record.result as { weight: number; bias: number }
  const loaded = await run.loadModel('best')
  assert.equal(run.status, 'done')
  assert.equal(run.readLog().length, 40)
  assert.ok(existsSync(run.path('models', 'last', 'model.json')))
  assert.ok(Math.abs(loaded.getWeights()[0]!.dataSync()[0]! - weight) < 1e-6)
  console.log(`OK ${run.id}: y = ${weight.toFixed(2)} x + ${bias.toFixed(2)}, as saved and loaded`)
}

void main()
