/** A root with two runs in which nothing depends on when and where the test runs, but for local times. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePointer } from '../../src/checkpoint/pointers'
import { startedText } from '../../src/cli/print/amounts'
import { commitAll } from '../checkpoint/checkpoints'
import { scratch } from '../faults/scratch'
import { writeTree } from '../catalog/trees'

const [FIRST_DAY, SECOND_DAY] = ['2026-11-21T13:02:00.000Z', '2026-11-22T09:30:00.000Z']

/** The ids of the two runs, the older first. */
export const FAILED = 'exp-11-22/run--26-11-21--14-02'
export const DONE = 'exp-33-44/run--26-11-22--10-30'

const PROCESS = {
  ...{ host: 'gpu3', pid: 4121, start: null, boot: null, machine: 'x64, 8 processors' },
  ...{ argv: ['node', 'train.js', '--fold', '1'], cwd: '.', slurm: { job: '77', restart: 0 } },
}
const VERSIONS = {
  exman: '0.1.0',
  node: '20.20.2',
  tfjs: '4.22.0',
  backend: 'tensorflow',
  lockfile: 'sha256:0123456789abcdef',
}
const GIT = { commit: '3f2a9c51e0b74d8896a1', branch: 'main', dirty: true }

const SESSION = {
  ...{ started: FIRST_DAY, ended: '2026-11-21T13:02:20.000Z', fromEpoch: 0, toEpoch: 2, end: 'interrupted' },
  ...{
    process: PROCESS,
    versions: VERSIONS,
    settings: { NODE_OPTIONS: '--max-old-space-size=4096' },
    git: GIT,
  },
}

const FAILED_RECORD = {
  ...{ format: 1, id: FAILED, status: 'failed', created: FIRST_DAY, sequence: 1, seed: 7, epochs: 3 },
  sessions: [
    SESSION,
    {
      ...SESSION,
      started: '2026-11-21T14:00:00.000Z',
      ended: '2026-11-21T14:00:10.000Z',
      fromEpoch: 2,
      toEpoch: 3,
      end: 'failed',
    },
  ],
  result: null,
  error: {
    name: 'RangeError',
    message: 'too far\nat last',
    stack: 'RangeError: too far\nat last\n    at fit (train.js:1:2)',
  },
  problems: [{ at: '2026-11-21T14:00:05.000Z', code: 'EXMAN_WRITE_SKIPPED', message: 'The disk was full.' }],
}

const DONE_RECORD = {
  ...{ format: 1, id: DONE, status: 'done', created: SECOND_DAY, sequence: 2, seed: 8, epochs: 2 },
  sessions: [
    {
      ...{ started: SECOND_DAY, ended: '2026-11-22T09:31:40.000Z', fromEpoch: 0, toEpoch: 2, end: 'done' },
      ...{ process: { ...PROCESS, slurm: null }, versions: { ...VERSIONS, backend: 'wasm' }, settings: {} },
      git: { ...GIT, commit: 'c0ffee51e0b74d8896a1', dirty: false },
    },
  ],
  ...{ result: { accuracy: 0.9375, classes: ['a', 'b'] }, error: null, problems: [] },
}

const PARAMS = {
  training: { lr: 0.001234567, optimizer: 'adam', epochs: '12' },
  model: { layers: [64, 32], dropout: 0 },
  'data.path': 'data/train.csv',
}

const summary = (values: number[]) => ({
  min: Math.min(...values),
  minEpoch: values.indexOf(Math.min(...values)) + 1,
  max: Math.max(...values),
  maxEpoch: values.indexOf(Math.max(...values)) + 1,
  last: values.at(-1)!,
  mean: values.reduce((sum, value) => sum + value) / values.length,
})

function recorded(losses: number[], valLosses: number[]): Record<string, unknown> {
  const best = valLosses.indexOf(Math.min(...valLosses))
  const epoch = (at: number) => ({
    epoch: at + 1,
    loss: losses[at]!,
    val_loss: valLosses[at]!,
    checkpoint: null,
  })
  const rows = losses.map((loss, at) => `${at + 1},${(at + 1) * 10},${loss},${valLosses[at]!}\n`)
  return {
    'performances.json': {
      ...{
        format: 1,
        monitor: 'val_loss',
        mode: 'min',
        epochs: losses.length,
        elapsedSeconds: losses.length * 10,
      },
      ...{ best: epoch(best), last: epoch(losses.length - 1) },
      metrics: { loss: summary(losses), val_loss: summary(valLosses) },
    },
    'training-logs.csv': `epoch,seconds,loss,val_loss\n${rows.join('')}`,
  }
}

/** Writes the tree and gives its folder. */
export async function fixedTree(): Promise<string> {
  const root = join(scratch(), 'root')
  const files = {
    [FAILED]: {
      ...recorded([0.5, 0.25, 0.125], [0.75, 0.5, 0.625]),
      ...{ 'run.json': FAILED_RECORD, 'hyperparameters.json': PARAMS, 'changes.diff': '+ new line' },
    },
    [DONE]: {
      ...recorded([0.5, 0.3], [0.75, 0.4]),
      'run.json': DONE_RECORD,
      'hyperparameters.json': { ...PARAMS, training: { ...PARAMS.training, lr: 0.01, epochs: 12 }, seed: 8 },
    },
  }
  for (const [id, content] of Object.entries(files)) writeTree(join(root, id), content)
  await addCheckpoints(join(root, FAILED, 'models'))
  return root
}

async function addCheckpoints(models: string): Promise<void> {
  const names = await commitAll(models, { 2: 0.5, 3: 0.625 })
  writePointer(models, 'best', { name: names[0]!, epoch: 2 })
  writePointer(models, 'last', { name: names[1]!, epoch: 3 })
  for (const name of readdirSync(models).filter((each) => each.startsWith('model.'))) {
    const path = join(models, name, 'manifest.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"created": ".*?"/, `"created": "${FIRST_DAY}"`))
  }
}

/** What was printed of the tree, as it would be in UTC and below /experiments. */
export function anywhere(text: string, root: string): string {
  const moments = [FIRST_DAY, SECOND_DAY, '2026-11-21T14:00:00.000Z', '2026-11-21T14:00:05.000Z'] as const
  return moments.reduce(
    (shown, iso) => shown.replaceAll(startedText(iso), iso.slice(0, 16).replace('T', ' ')),
    text.replaceAll(root, '/experiments'),
  )
}
