// npm run demo
// Trains a small network on handwritten digits, four times, and shows what arrives on disk.
import { ExperimentManager } from 'exman'
import { backendReport, loadTensorflow } from 'exman/backend'
import { loadDigits } from './shared/digits'
import { printExperiments } from './shared/print-experiments'
import { printTree } from './shared/print-tree'

const base = {
  data: { set: 'mnist', train: 6000, validation: 1500 },
  model: { units: 32 },
  training: { optimizer: 'adam', lr: 0.003, batchSize: 64, epochs: 6 },
}
type Params = typeof base

const small = base
const large = { ...base, model: { units: 128 } }
const slow = { ...base, training: { ...base.training, lr: 0.0003 } }

async function main(): Promise<void> {
  const started = Date.now()
  const tf = await loadTensorflow()
  const { backend, skipped } = backendReport()!
  console.log(`TensorFlow.js ${tf.version.tfjs} on the backend "${backend}".`)
  for (const { backend: better, reason } of skipped) console.log(`  Not on "${better}": ${reason}`)

  const { train, validation } = loadDigits(tf, 750)
  console.log(`${train.x.shape[0]} digits to train with, ${validation.x.shape[0]} to validate with.`)

  const expm = new ExperimentManager({
    expBaseDir: 'demo-experiments',
    monitoredParamKeys: ['model', 'training'],
  })

  // The large network twice: two runs of one experiment.
  for (const params of [small, large, slow, large]) {
    const { run } = expm.prepare(params)
    console.log(`\n${run.id}`)

    const model = buildModel(params)
    await model.fit(train.x, train.y, {
      epochs: params.training.epochs,
      batchSize: params.training.batchSize,
      validationData: [validation.x, validation.y],
      verbose: 0,
      callbacks: run.callbacks(progress(params.training.epochs)),
    })
    model.dispose()
  }

  console.log(`\nWhat is on disk now:\n`)
  await printTree(expm, [small, large, slow])
  console.log(`\nThe experiments:\n`)
  await printExperiments(expm, [small, large, slow])
  console.log(`\nDone in ${Math.round((Date.now() - started) / 1000)} s.`)

  function buildModel({ model: { units }, training }: Params) {
    const model = tf.sequential()
    model.add(tf.layers.dense({ units, activation: 'relu', inputShape: [784] }))
    model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
    model.compile({
      optimizer: tf.train.adam(training.lr),
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    })
    return model
  }
}

/** Prints a line for each epoch. */
function progress(epochs: number) {
  let began = 0
  return {
    onEpochBegin() {
      began = Date.now()
    },
    onEpochEnd(index: number, logs?: Record<string, number>) {
      const metrics = ['loss', 'val_loss', 'val_acc'].map((name) => `${name} ${logs?.[name]?.toFixed(4)}`)
      const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`
      console.log(`  epoch ${index + 1}/${epochs}  ${metrics.join('  ')}  ${seconds}`)
    },
  }
}

void main()
