// Makes trees of thousands of runs, as trainings would have left them, in seconds: for benchmarks and tests of listings.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonText } from '../src/files/json-text'
import { identify } from '../src/identity/identify'
import { resolveIdentity } from '../src/identity/identity-options'
import { namedFolder } from '../src/layout/named-folder'
import { runFolder } from '../src/layout/run-folder'
import { paramsText } from '../src/run/named/params-file'

const MINUTE = 60_000
const FIRST = Date.UTC(2026, 0, 5, 8, 0)
const RATES = [0.1, 0.03, 0.01, 0.003, 0.001]
const UNITS = [16, 32, 64, 128]
/** Epochs of each run, unless told otherwise. */
const EPOCHS = 12

/** Seeds of each experiment. */
export const SEEDS = 4

/** Writes a root with this many hash-keyed runs, four seeds an experiment. */
export function keyedTree(root: string, runs: number, epochs = EPOCHS): void {
  format(root, 'keyed')
  for (let index = 0; index < runs; index += SEEDS) {
    const params = paramsOf(index / SEEDS, epochs)
    const { name, ids, monitored, groups } = identify(params, resolveIdentity({}))
    const dir = join(root, name)
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'experiment.json'), jsonText({ format: 1, ids, monitored, groups }))
    for (let seed = 0; seed < SEEDS && index + seed < runs; seed++) {
      const at = FIRST + (index + seed) * MINUTE
      const run = runFolder(new Date(at))
      writeRun(join(dir, run), { id: `${name}/${run}`, index: index + seed, at, seed, epochs })
      writeFileSync(join(dir, run, 'hyperparameters.json'), jsonText(params))
    }
  }
}

/** Writes a root with this many numbered runs. */
export function namedTree(root: string, runs: number, epochs = EPOCHS): void {
  format(root, 'named')
  for (let index = 0; index < runs; index++) {
    const at = FIRST + index * MINUTE
    const run = namedFolder({ number: index + 1, moment: new Date(at) })
    const dir = join(root, 'runs', run)
    writeRun(dir, { id: run, index, at, seed: null, epochs })
    const { training, model, data } = paramsOf(index, epochs)
    const facts = {
      root: `runs/${run}`,
      id: index + 1,
      name: null,
      time: '2026-01-05T08:00:00',
      commit: null,
      tmp: false,
    }
    writeFileSync(
      join(dir, 'params.yaml'),
      paramsText({ ...training, ...model, data }, facts, new Set(['lr'])),
    )
  }
}

function format(root: string, layout: string): void {
  mkdirSync(join(root, '.exman'), { recursive: true })
  const created = new Date(FIRST).toISOString()
  writeFileSync(
    join(root, '.exman', 'format.json'),
    jsonText({ format: 1, layout, created, by: 'exman 0.1.0' }),
  )
}

// No two are equal, and they vary in a few places as those of a search do.
function paramsOf(index: number, epochs: number) {
  return {
    training: {
      lr: RATES[index % RATES.length]!,
      batchSize: 32 * (1 + (index % 3)),
      optimizer: index % 2 === 0 ? 'adam' : 'sgd',
      epochs,
      warmup: index,
    },
    model: {
      units: UNITS[index % UNITS.length]!,
      layers: [64, 32],
      dropout: 0.1 * (index % 5),
      activation: 'relu',
    },
    data: { path: 'data/train.csv', augment: true },
  }
}

interface RunFacts {
  id: string
  index: number
  at: number
  seed: number | null
  epochs: number
}

function writeRun(dir: string, { id, index, at, seed, epochs }: RunFacts): void {
  mkdirSync(dir, { recursive: true })
  const [started, ended] = [new Date(at).toISOString(), new Date(at + 33_000).toISOString()]
  const record = {
    format: 1,
    id,
    status: 'done',
    created: started,
    sequence: at,
    seed,
    epochs,
    sessions: [
      {
        started,
        ended,
        fromEpoch: 0,
        toEpoch: epochs,
        end: 'done',
        process: {
          host: 'gpu3',
          pid: 4121,
          start: '837465',
          boot: 'b7',
          pidns: '4026531836',
          slurm: null,
          argv: ['node', 'train.js'],
          cwd: '.',
        },
        versions: { exman: '0.1.0', node: '20.20.2', tfjs: '4.22.0', backend: 'tensorflow', lockfile: null },
        settings: {},
        git: { commit: '3f2a9c51e0b74d8896a1', branch: 'main', dirty: false, diff: null, notes: [] },
      },
    ],
    result: { accuracy: 0.9 + (index % 97) / 1000 },
    error: null,
    problems: [],
  }
  writeFileSync(join(dir, 'run.json'), jsonText(record))
  writeFileSync(join(dir, 'performances.json'), jsonText(scoresOf(index, epochs)))
  writeFileSync(join(dir, 'training-logs.csv'), logOf(index, epochs))
}

const lossAt = (index: number, epoch: number) =>
  Number(((1 + (index % 89) / 89) / (epoch + 1) + 0.01 * epoch).toFixed(6))

function metricsAt(index: number, epoch: number) {
  const loss = lossAt(index, epoch)
  return { loss, acc: 1 - loss / 2, val_loss: loss * 1.1, val_acc: 1 - loss / 1.9 }
}

function scoresOf(index: number, count: number) {
  const epochs = Array.from({ length: count }, (_, epoch) => ({
    epoch: epoch + 1,
    ...metricsAt(index, epoch + 1),
  }))
  const best = epochs.reduce((a, b) => (b.val_loss < a.val_loss ? b : a))
  const last = epochs.at(-1)!
  const metrics = Object.fromEntries(
    Object.entries(last).flatMap(([name, value]) =>
      name === 'epoch'
        ? []
        : [[name, { min: value, minEpoch: 7, max: 1.5, maxEpoch: 1, last: value, mean: 0.4 }]],
    ),
  )
  return {
    format: 1,
    monitor: 'val_loss',
    mode: 'min',
    epochs: count,
    elapsedSeconds: 33.1,
    best: { ...best, checkpoint: null },
    last: { ...last, checkpoint: null },
    metrics,
  }
}

function logOf(index: number, epochs: number): string {
  const rows = Array.from({ length: epochs }, (_, at) => {
    const { loss, acc, val_loss, val_acc } = metricsAt(index, at + 1)
    return [at + 1, (at + 1) * 2.75, loss, acc, val_loss, val_acc].join(',')
  })
  return ['epoch,seconds,loss,acc,val_loss,val_acc', ...rows, ''].join('\n')
}
