/** Trees that real trainings have made, in both layouts: done, gone on with, failed, diverged, marked, remembered, tried. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExperimentManager, ExParser, markRuns, noteRun, openRun, openRuns, type Run } from '../../src'
import { writeTree } from '../catalog/trees'
import { compiled, rejection, TWO_EPOCHS, x, y } from '../training/tiny'

const CHECKPOINTS = { checkpoint: { keepBest: 2, keepLast: 2 } }
const PARAMS = {
  model: { units: 2, extra: { dropout: 0 } },
  training: { lr: 0.1, debug: true },
  author: 'ann',
}

const stop = { onEpochEnd: () => Promise.reject(new Error('stop')) }

/** Waits for what git has to say, which is written when it comes. */
async function settled(...runs: Run[]): Promise<void> {
  for (const run of runs) await run.recorder.waitForGit()
}

/** Hash-keyed runs below a root; gives the one that went on, which has four checkpoints. */
export async function realKeyedTree(root: string): Promise<Run> {
  const options = { expBaseDir: root, monitor: 'loss', neutralParams: { 'model.extra.dropout': 0 } }
  const expm = new ExperimentManager({
    ...options,
    ignoredParams: ['training.debug', 'author'],
    ids: 'python',
  })
  const { run } = expm.prepare(PARAMS, CHECKPOINTS)
  await run.fit(compiled(), x, y, TWO_EPOCHS)
  const again = await openRun(run.dir, { monitor: 'loss', ...CHECKPOINTS })
  await again.fit(compiled(), x, y, { ...TWO_EPOCHS, epochs: 4 })
  again.finish({ accuracy: 0.5 })
  const other = new ExperimentManager(options)
  const failed = other.prepare(PARAMS, { seed: 7 }).run
  await rejection(failed.fit(compiled(), x, y, { ...TWO_EPOCHS, callbacks: [stop] }))
  failed.fail(new Error('stop'))
  const byHand = other.prepare({ ...PARAMS, model: { units: 3 } }).run
  for (const loss of [0.5, NaN, Infinity]) byHand.log({ loss, 'a,"b"': 1 })
  byHand.log({ val_acc: 0.25 }, 3)
  byHand.finish()
  const { run: remembered } = await other.run({ ...PARAMS, model: { units: 4 } }, (body) => {
    return body.fit(compiled(), x, y, TWO_EPOCHS).then(() => ({ accuracy: 0.75 }))
  })
  await other.run({ ...PARAMS, model: { units: 4 } }, () => 'never')
  const trial = other.prepare({ ...PARAMS, debug: true }).run
  await trial.fit(compiled(), x, y, TWO_EPOCHS)
  other.prepare({ ...PARAMS, model: { units: 5 } }).run.finish()
  await settled(run, again, failed, byHand, remembered, trial)
  const runs = await openRuns(root)
  markRuns(runs.take(2), 'for/paper')
  noteRun(runs.find('latest'), 'the one')
  return again
}

/** Numbered runs below a root: done, failed and gone on with, failed, tried, marked. Gives the first. */
export async function realNamedTree(root: string): Promise<Run> {
  const parser = new ExParser({ root, exit_on_error: false, automark: ['user'], monitor: 'loss' })
  parser.add_argument('--lr', { type: 'float', default: 0.1 })
  parser.add_argument('--user', { default: 'ann' })
  const fit = (run: Run) => run.fit(compiled(), x, y, TWO_EPOCHS)
  const { run } = parser.parse_args(['--lr', '1e-5'])
  await run.safely(() => fit(run))
  const mended = parser.parse_args(['--name', 'wide net']).run
  await mended.safely(() => Promise.reject(new Error('no'))).catch(() => undefined)
  const resumed = parser.parse_args(['--resume', '2']).run
  await resumed.safely(() => fit(resumed))
  const failed = parser.parse_args(['--user', 'bob']).run
  await failed.safely(() => fit(failed).then(() => Promise.reject(new Error('no')))).catch(() => undefined)
  const trial = parser.parse_args(['--tmp']).run
  await trial.safely(() => fit(trial))
  await settled(run, mended, resumed, failed, trial)
  const runs = await openRuns(root, { trials: true })
  markRuns(runs, 'pinned')
  noteRun(runs.find('3'), 'why?')
  return run
}

/** A tree of the Python tool, and beside it one of the Keras tool. */
export function pythonTrees(folder: string): void {
  const [first, failed] = ['000001-2020-03-03-15-52-10', '000002-2020-03-03-15-52-10-wide-net']
  const text = (id: number, name: string) =>
    `lr: 0.01\nlayers:\n- 64\n- 32\nnote: 'on'\nroot: runs/x\ntime: '2020-03-03T15:52:10'\nid: ${id}\nname: ${name}\n`
  const root = join(folder, 'python')
  writeTree(root, {
    [`runs/${first}/params.yaml`]: text(1, 'null'),
    [`runs/${first}/model.pt`]: 'weights',
    [`fails/${failed}/params.yaml`]: text(2, 'wide-net'),
    [`fails/${failed}/traceback.txt`]: 'RuntimeError: CUDA out of memory',
    'index/notes.txt': 'mine',
  })
  symlinkSync(`../runs/${first}/params.yaml`, join(root, `index/${first}.yaml`))
  const mark = join(root, 'marked/for/paper', first)
  mkdirSync(dirname(mark), { recursive: true })
  symlinkSync(join(root, 'runs', first), mark)
  const files = {
    'hyperparameters.json': { lr: 0.5 },
    'performances.json': [{ epoch: 0, loss: 0.5, elapsed: 33.1 }],
    'training-logs.csv': 'epoch,loss\n0,0.5\n1,nan\n',
  }
  writeTree(join(folder, 'keras', 'exp--1-2', 'run--20-03-03--15-52'), files)
}
