import { ExperimentManager, openRun } from '../../src'
import { backendHere } from '../backends'
import { scratch } from '../faults/scratch'
import { runScript } from './children'
import { predicted, tf } from './tiny'

const one = tf.ones([1, 1])

test.each<[string, object, object]>([
  ['end', { code: 0 }, { status: 'done', epochs: 2, error: null, sessions: [{ end: 'done', toEpoch: 2 }] }],
  [
    'throw',
    { code: 1 },
    {
      status: 'failed',
      error: { name: 'TypeError', message: 'a mistake' },
      sessions: [{ end: 'failed', toEpoch: 1 }],
    },
  ],
  [
    'exit',
    { code: 0 },
    { status: 'failed', error: { code: 'EXMAN_PROCESS_EXITED' }, sessions: [{ end: 'failed', toEpoch: 1 }] },
  ],
  [
    'exit with 3',
    { code: 3 },
    { status: 'failed', error: { code: 'EXMAN_PROCESS_EXITED' }, sessions: [{ end: 'failed' }] },
  ],
  ['SIGKILL', { signal: 'SIGKILL' }, { status: 'lost', error: null, sessions: [{ end: null }] }],
  ['SIGTERM', { signal: 'SIGTERM' }, { status: 'lost', error: null, sessions: [{ end: null }] }],
  ['SIGINT', { signal: 'SIGINT' }, { status: 'lost', error: null, sessions: [{ end: null }] }],
])('a process that ends in a fit by %j', async (way, end, expected) => {
  const child = await runScript('training-ends', { args: [way, scratch()] })
  expect(child).toMatchObject(end)
  const run = await openRun(child.output)
  expect({ ...run.record, status: run.status }).toMatchObject(expected)
  expect(run.record.sessions).toMatchObject([{ versions: { backend: backendHere } }])
  expect(run.readLog().map(({ epoch }) => epoch)).toEqual(way === 'end' ? [1, 2] : [1])
})

test.each<[string, object, object]>([
  ['exit', { code: 0 }, { status: 'failed', error: { code: 'EXMAN_PROCESS_EXITED' } }],
  ['exit with 3', { code: 3 }, { status: 'failed', error: { code: 'EXMAN_PROCESS_EXITED' } }],
  ['nothing left to do', { code: 0 }, { status: 'failed', error: { code: 'EXMAN_PROCESS_EXITED' } }],
  ['throw', { code: 1 }, { status: 'failed', error: { name: 'TypeError', message: 'a mistake' } }],
  ['SIGKILL', { signal: 'SIGKILL' }, { status: 'lost', error: null }],
])(
  'a process that ends in the body of expm.run by %j never leaves it as done',
  async (how, end, expected) => {
    const expBaseDir = scratch()
    expect(await runScript('body-ends', { args: [how, expBaseDir] })).toMatchObject(end)
    const [run] = await new ExperimentManager({ expBaseDir }).find({ model: 1, training: 2 })
    expect({ ...run!.record, status: run!.status }).toMatchObject({ ...expected, result: null })
    expect(run!.readLog()).toHaveLength(1)
  },
)

test('what was saved before a kill is whole, and the run goes on', async () => {
  const child = await runScript('training-ends', { args: ['SIGKILL', scratch()] })
  const run = await openRun(child.output)
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  await model.fit(one, one, { epochs: 2, initialEpoch: 1, verbose: 0, callbacks: run.callbacks() })
  expect(run.record).toMatchObject({
    status: 'done',
    epochs: 2,
    sessions: [{ end: 'lost' }, { end: 'done', fromEpoch: 1, toEpoch: 2 }],
  })
  expect(predicted(await run.loadModel('last'), one)).toEqual(predicted(model, one))
})
