import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { addRekey } from '../../src/cli/commands/rekey'
import { resolveIdentity } from '../../src/identity/identify'
import { writeJournal } from '../../src/care/rekey/journal'
import { contentOf, plant, runAt } from '../care/rekey/planted'
import { writeTree } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { exman } from './run-program'
import { runWords } from './fake-terminal'

const params = (lr: number, fold?: number) => ({
  ...{ model: { units: 8 }, training: { lr } },
  ...(fold === undefined ? {} : { data: { fold } }),
})

/** A working folder with a root in it. */
function planted(): { cwd: string; root: string; ids: string[] } {
  const cwd = scratch()
  const root = join(cwd, 'experiments')
  const ids = plant(root, [
    { params: params(0.1, 1), run: runAt('14-02') },
    { params: params(0.2, 1), run: runAt('14-02') },
    { params: params(0.1), run: runAt('14-03') },
  ])
  return { cwd, root, ids }
}

const PLAN = `2 runs to move:
  exp-27623474-58388460 -> exp-70331458  1 run
  exp-27623474-72240827 -> exp-70331458  1 run
1 run with another name (the old one is taken, or this is the one from before):
  exp-27623474-72240827/run--26-11-21--14-02 -> exp-70331458/run--26-11-21--14-02-2
1 run cannot move:
  exp-27623474-58388460/run--26-11-21--14-03: The monitored group "data" is not among the parameters. The parameters have "model", "training". Add the group, or monitor others.

From now on:
  new ExperimentManager({ monitoredParamKeys: ['data'] })
The tree does not record neutralParams and ignoredParams: what was not given is taken to be the default.
`

test('shows the plan, and without --yes changes nothing', async () => {
  const { cwd, root } = planted()
  const before = contentOf(root)
  const { code, out, err } = await exman(['rekey', '--monitored', 'data'], { cwd })
  expect({ out, err }).toEqual({ out: PLAN, err: 'Nothing was changed. Add --yes to do it.\n' })
  expect(code).toBe(1)
  expect(contentOf(root)).toEqual(before)
})

test.each([
  ['y\n', true],
  ['n\n', false],
])('asks at a terminal, and %j decides', async (answer, isDone) => {
  const { cwd, root } = planted()
  const { out, err } = await runWords(addRekey, ['rekey', '--monitored', 'data'], { cwd, answer })
  expect(err).toContain('Move 2 runs? [y/N] ')
  expect(out.includes('2 runs moved. 1 experiment was empty then, and is gone.\n')).toBe(isDone)
  expect(existsSync(join(root, 'exp-70331458'))).toBe(isDone)
})

test('with --yes it says what was done, and old names are found by the other commands', async () => {
  const { cwd, ids } = planted()
  const { out, err, code } = await exman(['rekey', '--monitored', 'data', '--yes'], { cwd })
  expect([out, err, code]).toEqual([
    `${PLAN}2 runs moved. 1 experiment was empty then, and is gone.\n`,
    '',
    1,
  ])
  const shown = await exman(['show', ids[1]!], { cwd })
  expect([shown.err, shown.out]).toEqual(['', expect.stringContaining('exp-70331458/run--26-11-21--14-02')])
  const again = await exman(['rekey', '--monitored', 'data', '--yes'], { cwd })
  expect(again.out).toContain('No run has to move.\n')
})

test('--json has all of the plan, and with --yes what was done', async () => {
  const { cwd, ids, root } = planted()
  const words = ['rekey', '--monitored', 'data', '--ids', 'python', '--json']
  const plan = JSON.parse((await exman(words, { cwd })).out) as { moves: { from: string }[] }
  expect(plan).toMatchObject({
    root,
    options: { monitoredParamKeys: ['data'], ids: 'python', neutralParams: {} },
    assumed: ['neutralParams', 'ignoredParams'],
    stays: [{ id: ids[2] }],
    constructorCall: `new ExperimentManager({ monitoredParamKeys: ['data'], ids: 'python' })`,
  })
  expect(plan.moves.map(({ from }) => from).sort()).toEqual(ids.slice(0, 2).sort())
  expect(existsSync(join(root, ids[0]!))).toBe(true)
  const { done } = JSON.parse((await exman([...words, '--yes'], { cwd })).out) as {
    done: { moved: unknown[] }
  }
  expect(done.moved).toHaveLength(2)
})

test('takes neutral and ignored parameters as they are written', async () => {
  const { cwd, root } = planted()
  const words = [
    '--neutral',
    'training.lr=0.1',
    '--neutral',
    'model.kind=cnn=2',
    '--ignored',
    'comment, model.name',
  ]
  const { out } = await exman(['rekey', ...words, '--json', '--root', root], { cwd })
  expect(JSON.parse(out)).toMatchObject({
    options: {
      monitoredParamKeys: ['model', 'training'],
      neutralParams: { 'training.lr': 0.1, 'model.kind': 'cnn=2' },
      ignoredParams: ['comment', 'model.name'],
    },
    assumed: [],
  })
})

test('without options it finishes what was interrupted, and nothing else', async () => {
  const { cwd, root, ids } = planted()
  expect(await exman(['rekey'], { cwd })).toMatchObject({
    code: 2,
    err: expect.stringContaining('No rekey was interrupted here.') as string,
  })
  const identity = resolveIdentity({ monitored: ['data'] })
  const text = 'A rekey that was interrupted is finished: 1 run moved.\n'
  const moves = [{ from: ids[0]!, to: `exp-70331458/${runAt('14-02')}` }]
  writeJournal(root, { identity, moves })
  expect(await exman(['rekey'], { cwd })).toEqual({ code: 0, out: text, err: '' })
  const more = [{ from: ids[1]!, to: `exp-70331458/${runAt('14-02-2')}` }]
  writeJournal(root, { identity, moves: more })
  const { out, err } = await exman(['rekey', '--json'], { cwd })
  expect([JSON.parse(out), err]).toMatchObject([
    { root, finished: { moved: more, left: [] } },
    text.replace('moved.', 'moved. 1 experiment was empty then, and is gone.'),
  ])
})

test.each([
  ['a value that is missing', ['--neutral', 'training.warmup'], 'EXMAN_OPTION_INVALID'],
  ['a path that cannot be read', ['--ignored', 'a..b'], 'EXMAN_OPTION_INVALID'],
  ['other ids', ['--ids', 'md5'], 'commander.invalidArgument'],
  ['a list with a gap', ['--monitored', 'model,,data'], 'commander.invalidArgument'],
])('refuses %s', async (_, words, error) => {
  const { cwd } = planted()
  expect(await runWords(addRekey, ['rekey', ...words], { cwd })).toMatchObject({ error, out: '' })
})

test('wants one root', async () => {
  const { cwd } = planted()
  plant(join(cwd, 'others'), [{ params: params(0.1, 1), run: runAt('14-02') }])
  const { code, err } = await exman(['rekey', '--monitored', 'data'], { cwd })
  expect([code, err]).toEqual([2, expect.stringContaining('works on one root, and here are 2')])
})

test('steers no terminal by what a tree holds', async () => {
  const { cwd, root, ids } = planted()
  writeTree(root, { [`${ids[0]!.split('/')[0]}/run--\u001b[2J/hyperparameters.json`]: params(0.1, 1) })
  const { out } = await exman(['rekey', '--monitored', 'data'], { cwd })
  expect(out).toContain('run--\\u001b[2J')
  expect(out).not.toContain('\u001b')
})
