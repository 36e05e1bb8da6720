/** Projects with scripts that train, as people have them: each in a folder of its own, run by real processes. */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RunRecord } from '../../../src'
import { compiled, nodeModules, script } from '../../compiled'

jest.setTimeout(120_000)

const env = {
  ...process.env,
  NODE_PATH: nodeModules,
  EXMAN_SOURCES: join(compiled, 'src/index.js'),
  GIT_CONFIG_GLOBAL: '/dev/null',
  TZ: 'UTC',
}

/** How a process ended, and what it printed. */
export interface Ended {
  code: number | null
  out: string
  err: string
}

/** A script of ExParser: a loop by hand, whose numbers its arguments make. */
export const PARSED = `
const { ExParser } = require(process.env.EXMAN_SOURCES)
const parser = new ExParser({ root: require('node:path').join(__dirname, 'exman'), prog: 'train' })
parser.add_argument('--lr', { type: 'float', default: 0.5 })
parser.add_argument('--layers', { type: 'int', action: 'append', default: [] })
parser.add_argument('--note', { default: 'none' })
parser.add_argument('--gpu', { type: 'int', default: 0, volatile: true })
parser.add_argument('--fail', { type: 'int', default: 0, volatile: true })
const args = parser.parse_args()
args.run.log({ val_loss: args.lr })
console.log('gpu ' + args.gpu + (process.env.EXMAN_PARAMS ?? ''))
if (args.fail > 0) process.exit(args.fail)
`

// What a loop written by hand needs of TensorFlow.js, which takes long to load.
const TF = `
const nothing = () => undefined
class CustomCallback {}
for (const hook of ['setParams', 'setModel', 'onTrainBegin', 'onTrainEnd', 'onEpochBegin', 'onEpochEnd', 'onBatchBegin', 'onBatchEnd'])
  CustomCallback.prototype[hook] = nothing
const tf = { CustomCallback, CallbackList: class {}, version: { tfjs: '4.22.0' }, getBackend: () => 'cpu', registerCallbackConstructor: nothing }
`

/** A script of ExperimentManager that runs what the command line says, if it is not asked for something else. */
export const MANAGED = `
const { ExperimentManager } = require(process.env.EXMAN_SOURCES)
${TF}
const expm = new ExperimentManager({ tf, rerunnable: process.argv[2] !== 'deaf' })
const params = { model: { units: 2 }, training: { lr: Number(process.argv[3] ?? 0.5), tag: 'a b' } }
const { run } = expm.prepare(params, { data: process.env.DATA ? [process.env.DATA] : [] })
run.log({ val_loss: run.params.training.lr })
run.finish()
`

/** The same for a whole grid, by \`expm.run\`. */
export const GRID = `
const { ExperimentManager, grid } = require(process.env.EXMAN_SOURCES)
${TF}
const expm = new ExperimentManager({ tf, rerunnable: true })
const base = { model: { units: 2 }, training: { lr: 0.5 } }
const main = async () => {
  for (const params of grid(base, { 'training.lr': [0.5, 0.25, 0.125] })) {
    const { result, reused } = await expm.run(params, (run) => {
      run.log({ val_loss: run.params.training.lr })
      return run.params.training.lr
    }, { seed: 3 })
    console.log(result, reused)
  }
}
void main()
`

/** A script that trains a model; its seed is drawn. */
export const TRAINED = `
const tf = require('@tensorflow/tfjs')
tf.enableProdMode()
const { ExperimentManager } = require(process.env.EXMAN_SOURCES)
const expm = new ExperimentManager({ tf, rerunnable: true, checkpoint: false })
const params = { model: { units: 3 }, training: { lr: 0.1 } }
void expm.run(params, async (run) => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] }), tf.layers.dense({ units: 1 })] })
  model.compile({ optimizer: tf.train.adam(run.params.training.lr), loss: 'meanSquaredError' })
  const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]])
  await run.fit(model, x, tf.tensor2d([[0], [1], [1], [0]]), { epochs: 3, batchSize: 2, validationData: [x, x.sum(1, true)] })
  return model.getWeights().map((weight) => [...weight.dataSync()])
})
`

/** Writes files below a folder. */
export function write(folder: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** Runs node to its end. */
export function node(
  cwd: string,
  words: readonly string[],
  more: Record<string, string> = {},
): Promise<Ended> {
  return ended(spawn(process.execPath, [...words], { cwd, env: { ...env, ...more } }))
}

/** Runs the \`exman\` command to its end. */
export function exman(cwd: string, words: readonly string[], more?: Record<string, string>): Promise<Ended> {
  return node(cwd, [...script('exman-words'), ...words], more)
}

/** Starts the \`exman\` command as a group of processes of its own, as a shell does. */
export function startExman(cwd: string, words: readonly string[]) {
  const child = spawn(process.execPath, [...script('exman-words'), ...words], { cwd, env, detached: true })
  return { child, ended: ended(child) }
}

function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout!.on('data', (data: Buffer) => out.push(data.toString()))
  child.stderr!.on('data', (data: Buffer) => err.push(data.toString()))
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, out: out.join(''), err: err.join('') })),
  )
}

/** The records of all runs below a folder, the oldest first. */
export function recordsIn(folder: string): RunRecord[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/run.json') && !path.includes('index/'))
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as RunRecord)
    .sort((a, b) => a.sequence! - b.sequence!)
}

/** The parameters of the run that was made last below a root, as they are stored. */
export function newestParams(root: string): string {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)(hyperparameters\.json|params\.yaml)$/.test(path),
  )
  const { id } = recordsIn(root).at(-1)!
  return readFileSync(
    join(
      root,
      paths.find((path) => path.includes(id))!,
    ),
    'utf8',
  )
}
