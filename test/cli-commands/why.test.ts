import { keyedRun, recordsOf } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { exman } from './run-program'

/** Two rates with two sizes, two seeds each but for one; one more run has failed. */
async function tree(): Promise<string> {
  const root = scratch()
  for (const [lr, units, loss] of [
    [0.1, 16, 1],
    [0.1, 16, 3],
    [0.01, 16, 1],
    [0.1, 32, 4],
    [0.01, 32, 2],
  ] as const)
    await keyedRun(root, { training: { lr }, model: { units } }, { epochs: [{ val_loss: loss }] })
  await keyedRun(
    root,
    { training: { lr: 0.1 }, model: { units: 64 } },
    {
      epochs: [{ val_loss: 7 }],
      end: (run) => run.fail(new Error('out of memory')),
    },
  )
  return root
}

test('exman why tells what separates an experiment from its neighbours, and what each parameter did', async () => {
  const root = await tree()
  const records = await recordsOf(root)
  const [a, , b, c, d, e] = records.map(({ experiment }) => experiment!)
  const { code, out, err } = await exman(['why', a!], { cwd: root })
  expect([code, err]).toEqual([0, ''])
  expect(out).toBe(`${a}
  val_loss 2 ± 1.4, 2 runs; less is better

Nearest experiments
  ${b}  val_loss 1: -1 better, 1 run
    training.lr  0.1 -> 0.01
  ${c}  val_loss 4: +2 worse, 1 run
    model.units  16 -> 32
  ${e}  val_loss has no value, 0 of 1 run counted
    model.units  16 -> 64
  ${d}  val_loss 2: no change, 1 run
    model.units  16 -> 32
    training.lr  0.1 -> 0.01

One parameter changed, nothing else
  parameter    from  to    effect       std   pairs  runs
  model.units  16    32    +1.5 worse   0.71      2     5
  training.lr  0.1   0.01  -1.5 better  0.71      2     5

  effect: how val_loss changed, on average over the pairs of experiments that differ in this alone

Runs that do not count: 1 not done.
`)
})

test('--json prints all of it, and --metric, --mode, --limit and --where choose', async () => {
  const root = await tree()
  const words = ['why', 'latest', '--metric', 'epochs', '--mode', 'max', '--limit', '1', '--json']
  const { out } = await exman([...words, '--where', 'status = done'], { cwd: root })
  expect(JSON.parse(out)).toMatchObject({
    ...{ metric: 'epochs', mode: 'max', experiments: 4, mean: 1, leftOut: { notDone: 0, withoutMetric: 0 } },
    neighbours: [{ runs: 1, effect: 0, isBetter: null }],
  })
})

test('--ignored leaves parameters out, and without any pair it is told of', async () => {
  const root = await tree()
  const { out } = await exman(['why', 'best', '--ignored', 'training.lr'], { cwd: root })
  expect(out).not.toContain(' -> 0.1')
  expect(out).toContain('\nNot compared: training.lr.\n')
  const where = ['--where', 'training.lr = 0.01 or status = failed']
  expect((await exman(['why', 'best', ...where, '-n', '1'], { cwd: root })).out).toContain('model.units  ')
  const alone = [
    '--where',
    'training.lr = 0.01 and model.units = 16 or training.lr = 0.1 and model.units = 32',
  ]
  expect((await exman(['why', 'best', ...alone], { cwd: root })).out).toContain('left out by --ignored')
})

test('a lone experiment has nothing to be compared with', async () => {
  const root = scratch()
  await keyedRun(root)
  const { code, out } = await exman(['why', 'best'], { cwd: root })
  expect([code, out]).toEqual([0, expect.stringContaining('the only experiment')])
})

test.each([
  ['no experiment', ['why'], "missing required argument 'experiment'"],
  ['an experiment that there is not', ['why', 'nothing'], 'EXMAN_RUN_NOT_FOUND'],
  ['one of several', ['why', 'exp-'], 'EXMAN_RUN_AMBIGUOUS'],
  ['a metric that there is not', ['why', 'best', '-m', 'val_los'], 'EXMAN_COLUMN_UNKNOWN'],
  ['an ignored parameter that there is not', ['why', 'best', '--ignored', 'lr'], 'EXMAN_OPTION_INVALID'],
  ['no count', ['why', 'best', '-n', '0'], 'positive integer'],
])('%s is wrong use', async (_, words, why) => {
  const { code, err } = await exman(words, { cwd: await tree() })
  expect([code, err]).toEqual([2, expect.stringContaining(why)])
})
