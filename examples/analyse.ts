// npx tsx examples/analyse.ts
// A question to many runs: what accuracy does each learning rate reach, in the mean over its seeds? It asks the runs of the
// demo (npm run demo) where there are any; else those that it trains itself the first time: two rates, three seeds each.
import { ExperimentManager, grid, openRun, openRuns, type CatalogRecord, type Cell, type Run } from 'exman'
import { loadTensorflow } from 'exman/backend'
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadDigits } from './shared/digits'

const DEMO = 'demo-experiments'
const OWN = join('experiments', 'analyse')
const SEEDS = [1, 2, 3]

const base = { model: { units: 16 }, training: { optimizer: 'adam', lr: 0.01, epochs: 3 } }

/** Trains what is not done yet: a second start finds all of it done. */
async function trainAll(): Promise<void> {
  const tf = await loadTensorflow()
  const { train, validation } = loadDigits(tf, 50)
  const expm = new ExperimentManager({ expBaseDir: OWN })
  for (const params of grid(base, { 'training.lr': [0.01, 0.0003] }))
    for (const seed of SEEDS) await expm.run(params, (run) => trainOne(run, params), { seed })

  async function trainOne(run: Run, { model: { units }, training }: typeof base) {
    const model = tf.sequential()
    model.add(tf.layers.dense({ units, activation: 'relu', inputShape: [784] }))
    model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
    const optimizer = tf.train.adam(training.lr)
    model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
    const validationData: [typeof validation.x, typeof validation.y] = [validation.x, validation.y]
    await run.fit(model, train.x, train.y, { epochs: training.epochs, validationData, verbose: 0 })
    model.dispose()
    return { val_acc: run.scores?.best?.val_acc }
  }
}

/** What the log of a run says of its best epoch. */
async function loggedAccuracy(record: CatalogRecord): Promise<number | undefined> {
  const log = (await openRun(record)).readLog()
  return log.find(({ epoch }) => epoch === record.bestEpoch)?.val_acc
}

const text = (cell: Cell) => JSON.stringify(cell)
const digits = (value: number | null) => value?.toFixed(4) ?? 'none'
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

async function main(): Promise<void> {
  const root = existsSync(DEMO) ? DEMO : OWN
  if (root === OWN) await trainAll()
  const runs = (await openRuns(root)).where({ status: 'done', val_acc: { missing: false } })
  console.log(`${runs.length} runs in ${root}. They differ in ${runs.differing().join(', ')}.`)

  // By the network as well, where there is more than one: a mean over different networks would say little.
  const rows = runs.groupBy('training.lr', 'model.units').aggregate('val_acc')
  for (const { 'training.lr': lr, 'model.units': units, n, mean, std } of rows)
    console.log(`  lr ${text(lr)}, ${text(units)} units: n ${n}, std ${digits(std)}, val_acc ${digits(mean)}`)

  // The same function over every folder.
  assert.deepEqual(await runs.map(loggedAccuracy), runs.values('val_acc'))
  assert.equal(sum(rows.map(({ n }) => n)), runs.length)
  const { n, 'training.lr': lr } = rows.reduce((a, b) => (b.mean! > a.mean! ? b : a))
  console.log(`OK ${runs.length} runs; the best in the mean are the ${n} with lr ${text(lr)}`)
}

void main()
