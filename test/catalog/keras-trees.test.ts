/** Trees of the Keras tool that the hash-keyed layout comes from. */
import { join } from 'node:path'
import { scratch } from '../faults/scratch'
import { recordsOf, writeTree } from './trees'

const EXPERIMENT = 'exp--52663881-19659650'
const PARAMS = { training: { lr: 0.01 }, model: { units: 32 } }
const SCORES = [{ epoch: 6, loss: 0.08, val_loss: 0.09, elapsed: 33.1 }]
const LOG = 'epoch,loss,val_loss\n0,0.5,0.4\n1,0.25,nan\n'

function kerasTree(files: Record<string, unknown>): string {
  const root = join(scratch(), 'experiments')
  writeTree(root, files)
  return root
}

const inRun = (files: Record<string, unknown>, run = 'run--20-03-03--15-52') =>
  Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`${EXPERIMENT}/${run}/${name}`, content]),
  )

test('a run is a record: epochs count from 1 on, its best row and its time are in the scores', async () => {
  const files = { 'hyperparameters.json': PARAMS, 'performances.json': SCORES, 'training-logs.csv': LOG }
  const root = kerasTree(inRun(files))
  expect(await recordsOf(root)).toEqual([
    {
      ...{ id: `${EXPERIMENT}/run--20-03-03--15-52`, dir: join(root, EXPERIMENT, 'run--20-03-03--15-52') },
      ...{ root, experiment: EXPERIMENT, status: 'unknown', seed: null, marks: [], note: null, result: null },
      ...{ started: new Date(2020, 2, 3, 15, 52).toISOString(), seconds: 33.1, epochs: 2, params: PARAMS },
      ...{ monitor: 'loss', mode: 'min', bestEpoch: 7, metrics: { loss: 0.08, val_loss: 0.09 } },
      ...{ last: { loss: 0.25, val_loss: NaN }, problem: null },
    },
  ])
})

test.each<[title: string, row: object, expected: object]>([
  [
    'as Python prints it',
    { loss: 0.25, epoch: 1, elapsed: '1 day, 0:01:02.5' },
    { seconds: 86462.5, bestEpoch: 2 },
  ],
  ['without a day', { loss: 0.25, epoch: 1, elapsed: '2:00:33' }, { seconds: 7233 }],
  ['in other words', { loss: 0.25, elapsed: 'long' }, { seconds: null }],
])('the time of its scores %s', async (_title, row, expected) => {
  const files = { 'hyperparameters.json': PARAMS, 'performances.json': [row], 'training-logs.csv': LOG }
  expect(await recordsOf(kerasTree(inRun(files)))).toMatchObject([{ ...expected, problem: null }])
})

test('a row without its epoch is found in the log by its loss', async () => {
  const files = {
    'hyperparameters.json': PARAMS,
    'performances.json': [{ loss: 0.25 }],
    'training-logs.csv': LOG,
  }
  expect(await recordsOf(kerasTree(inRun(files)))).toMatchObject([{ bestEpoch: 2 }])
})

test('a run that has just begun has parameters only', async () => {
  const root = kerasTree(inRun({ 'hyperparameters.json': PARAMS }))
  expect(await recordsOf(root)).toMatchObject([
    { params: PARAMS, epochs: 0, monitor: null, metrics: {}, last: {} },
  ])
})

test('its trial stands in debug/ itself, and is shown on demand', async () => {
  const trial = { 'debug/hyperparameters.json': { debug: true }, 'debug/training-logs.csv': LOG }
  const root = kerasTree({ ...inRun({ 'hyperparameters.json': PARAMS }), ...trial })
  expect(await recordsOf(root)).toHaveLength(1)
  expect(await recordsOf(root, { trials: true })).toContainEqual(
    expect.objectContaining({
      id: 'debug',
      params: { debug: true },
      epochs: 2,
      experiment: null,
      problem: null,
    }),
  )
})

test.each([
  ['hyperparameters.json', '{ "training": '],
  ['performances.json', '[{'],
])('a %s that is cut is a problem that names it', async (name, content) => {
  const files = { 'hyperparameters.json': PARAMS, 'performances.json': SCORES, 'training-logs.csv': LOG }
  const root = kerasTree({
    ...inRun({ ...files, [name]: content }),
    ...inRun(files, 'run--20-03-04--15-52'),
  })
  const [damaged, other] = await recordsOf(root)
  expect(damaged).toMatchObject({ problem: { code: 'EXMAN_FILE_INVALID', file: name }, epochs: 2 })
  expect(other).toMatchObject({ problem: null, metrics: { loss: 0.08 } })
})
