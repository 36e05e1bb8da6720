/** Runs that were trained, moved by a rekey, and found again by their parameters. */
import { ExperimentManager, openRun, planRekey } from '../../../src'
import { compiled, rowsOf, TWO_EPOCHS, x, y } from '../../training/tiny'
import { scratch } from '../../faults/scratch'
import { leave } from '../../manager/stored'

const PARAMS = { model: { units: 2 }, training: { lr: 0.1, warmup: 0 }, data: { fold: 1 } }
const FOUR_EPOCHS = { ...TWO_EPOCHS, epochs: 4 }

const never = () => {
  throw new Error('the body ran')
}

test('expm.run with the new options gives the result that was stored before the rekey', async () => {
  const root = scratch()
  const before = new ExperimentManager({ expBaseDir: root, monitor: 'loss' })
  const first = await before.run(PARAMS, async (run) => {
    const { history } = await run.fit(compiled(), x, y, { ...TWO_EPOCHS })
    return { loss: history['loss']!.at(-1) }
  })
  const plan = await planRekey(root, {
    monitoredParamKeys: ['data', 'training'],
    ids: 'python',
    neutralParams: { 'training.warmup': 0 },
  })
  const { moved } = await plan.apply()
  const after = new ExperimentManager({ ...plan.options, expBaseDir: root, monitor: 'loss' })
  const { result, reused, run } = await after.run(PARAMS, never)
  expect([result, reused, run.id]).toEqual([first.result, true, moved[0]!.to])
  // The neutral parameter is no part of the key.
  const grown = { ...PARAMS, training: { lr: 0.1 } }
  expect((await after.find(grown)).map(({ id }) => id)).toEqual([moved[0]!.to])
})

test.each(['resume: true', 'its old id'])(
  'a run that was interrupted goes on after a rekey, by %s',
  async (how) => {
    const root = scratch()
    const before = new ExperimentManager({ expBaseDir: root, monitor: 'loss' })
    const left = await leave(before, 'lost', { params: PARAMS })
    const plan = await planRekey(root, { monitoredParamKeys: ['model', 'training', 'data'] })
    const { moved } = await plan.apply()
    const after = new ExperimentManager({ ...plan.options, expBaseDir: root, monitor: 'loss' })
    const { run } = after.prepare(PARAMS, { resume: how === 'resume: true' ? true : left.id })
    expect(run.id).toBe(moved[0]!.to)
    await run.fit(compiled(), x, y, FOUR_EPOCHS)
    expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
    const reopened = await openRun(left.id, { root })
    expect([reopened.id, reopened.status, reopened.record.id]).toEqual([moved[0]!.to, 'done', left.id])
  },
)
