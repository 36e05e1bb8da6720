// npm run demo
// Trains small networks on handwritten digits, four learning rates with three sizes, each twice, and shows what arrives on disk
// and what comes of it.
import { ExperimentManager, grid, openRuns, plot, type Run } from 'exman'
import { backendReport, loadTensorflow } from 'exman/backend'
import { loadDigits } from './shared/digits'
import { printExperiments } from './shared/print-experiments'
import { printTree } from './shared/print-tree'

const base = {
  data: { set: 'mnist', train: 3200, validation: 800 },
  model: { units: 16 },
  training: { optimizer: 'adam', lr: 0.01, batchSize: 64, epochs: 4 },
}
type Params = typeof base

const experiments = [
  ...grid(base, { 'model.units': [16, 48, 128], 'training.lr': [0.03, 0.01, 0.003, 0.001] }),
]

async function main(): Promise<void> {
  const started = Date.now()
  const tf = await loadTensorflow()
  const { backend, skipped } = backendReport()!
  console.log(`TensorFlow.js ${tf.version.tfjs} on the backend "${backend}".`)
  for (const { backend: better, reason } of skipped) console.log(`  Not on "${better}": ${reason}`)

  const { train, validation } = loadDigits(tf, 400)
  console.log(`${train.x.shape[0]} digits to train with, ${validation.x.shape[0]} to validate with.\n`)

  const expm = new ExperimentManager({
    expBaseDir: 'demo-experiments',
    monitoredParamKeys: ['model', 'training'],
  })

  // Each twice: two runs of one experiment.
  for (const params of [...experiments, ...experiments]) {
    const { run } = expm.prepare(params)
    const model = buildModel(params)
    const began = Date.now()
    await model.fit(train.x, train.y, {
      epochs: params.training.epochs,
      batchSize: params.training.batchSize,
      validationData: [validation.x, validation.y],
      verbose: 0,
      callbacks: run.callbacks(),
    })
    model.dispose()
    console.log(lineOf(run, (Date.now() - began) / 1000))
  }

  console.log(`\nWhat is on disk now, of the first experiment:\n`)
  await printTree(expm, experiments.slice(0, 1))
  console.log(`\nThe experiments:\n`)
  await printExperiments(expm, experiments)
  const picture = await plot(await openRuns('demo-experiments'), 'val_acc ~ training.lr | model.units')
  console.log(`\n${picture.toText()}`)
  console.log(`Done in ${Math.round((Date.now() - started) / 1000)} s.`)

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

/** What a run was, and how good its best epoch. */
function lineOf({ id, params, scores }: Run<Params>, seconds: number): string {
  const { model, training } = params
  const best = scores!.best!
  const what = `${String(model.units).padStart(3)} units, lr ${String(training.lr).padEnd(5)}`
  return `${id.padEnd(46)} ${what} val_acc ${Number(best.val_acc).toFixed(4)}  ${seconds.toFixed(1)} s`
}

void main()
