import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { markRuns, openRuns, planPrune, type PruneOptions } from '../../../src'
import { scratch } from '../../faults/scratch'
import { wholeTree } from '../trash/whole-tree'
import { commit, prunableRun, type Course } from './prunable-run'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, object>
const checkpointsIn = (models: string) => readdirSync(models).filter((name) => /^(model|aside)\./.test(name))

async function pruned(root: string, options: PruneOptions = {}) {
  const plan = await planPrune(await openRuns(root), options)
  return { plan, outcome: await plan.apply() }
}

/** A root with a best run of its own, so that the one that is looked at is not the best. */
async function rootWith(course: Course = {}) {
  const root = join(scratch(), 'root')
  const best = await prunableRun(root, { values: [0.01], index: 40 })
  return { root, best, run: await prunableRun(root, course) }
}

test.each<[string, PruneOptions, Course, number[]]>([
  ['the best and the last stay', {}, {}, [2, 4]],
  ['so many of the best', { keepBest: 2 }, {}, [2, 4]],
  ['so many of the last', { keepLast: 3 }, {}, [2, 3, 4]],
  ['multiples of epochs, too', { keepEvery: 3 }, {}, [2, 3, 4]],
  ['only the last', { keepBest: 0 }, {}, [4]],
  ['only the best', { keepLast: 0 }, {}, [2]],
  ['of an unfinished run the last, whatever the rule', { keepLast: 0 }, { status: 'interrupted' }, [2, 4]],
  ['of a killed run, too', { keepLast: 0 }, { status: 'running' }, [2, 4]],
  [
    'and the last from which it can go on',
    { keepBest: 0 },
    { status: 'interrupted', unresumable: [4] },
    [3, 4],
  ],
  ['of a failed run, what the rule says', { keepLast: 0 }, { status: 'failed' }, [2]],
  ['the last, where none has a value to be best by', { keepLast: 0 }, { values: [NaN, NaN, NaN] }, [3]],
  ['the last, where there are no such multiples', { keepBest: 0, keepLast: 0, keepEvery: 9 }, {}, [4]],
])('%s', async (_, options, course, epochs) => {
  const { root, run } = await rootWith(course)
  const { plan, outcome } = await pruned(root, options)
  expect(checkpointsIn(run.models)).toEqual(epochs.map((epoch) => run.names[epoch - 1]))
  expect(outcome.leftAlone).toEqual([])
  expect(outcome.pruned).toEqual(plan.steps)
})

test('the plan says what goes and what it takes, and changes nothing', async () => {
  const { root, run } = await rootWith()
  const before = wholeTree(root)
  const plan = await planPrune(await openRuns(root))
  const [step] = plan.steps
  expect(step).toMatchObject({ id: run.id, dir: run.dir, bytes: plan.bytes })
  expect(step!.remove.map(({ name, what }) => [name, what])).toEqual([
    [run.names[0], 'checkpoint'],
    [run.names[2], 'checkpoint'],
  ])
  const sizes = [0, 2].map((at) => {
    const dir = join(run.models, run.names[at]!)
    return readdirSync(dir).reduce((sum, name) => sum + readFileSync(join(dir, name)).length, 0)
  })
  expect(step!.remove.map(({ bytes }) => bytes)).toEqual(sizes)
  expect(wholeTree(root)).toEqual(before)
})

test('the best run of the root keeps its best checkpoint, whatever the rule', async () => {
  const { root, best } = await rootWith()
  await commit(best.models, 2, 0.9)
  await pruned(root, { keepBest: 0 })
  expect(checkpointsIn(best.models)).toEqual([best.names[0], 'model.02-0.9000'])
})

test('nothing names what has gone: neither the pointers nor performances.json, which is otherwise as it was', async () => {
  const { root, run } = await rootWith()
  const before = json(join(run.dir, 'performances.json'))
  await pruned(root, { keepBest: 0 })
  expect(json(join(run.models, 'best.json'))).toMatchObject({ checkpoint: run.names[3], epoch: 4 })
  expect(existsSync(join(run.models, 'best/model.json'))).toBe(true)
  expect(json(join(run.dir, 'performances.json'))).toEqual({
    ...before,
    best: { ...before['best'], checkpoint: null },
  })
})

test('a damaged checkpoint never counts, stays, and is told of', async () => {
  const { root, run } = await rootWith()
  const damaged = [run.names[1]!, run.names[3]!]
  // Of the right size, so that only its content tells.
  writeFileSync(join(run.models, damaged[0]!, 'weights.bin'), Buffer.alloc(8192))
  rmSync(join(run.models, damaged[1]!, 'weights.bin'))
  const { plan } = await pruned(root)
  // The next best, and the next to last, are the same.
  expect(checkpointsIn(run.models)).toEqual(run.names.slice(1))
  expect(plan.left.map(({ checkpoint }) => checkpoint).sort()).toEqual(damaged)
  expect(plan.left[0]!.why).toMatch(/weights\.bin has other content/)
})

test('one without a manifest stays, and is told of', async () => {
  const { root, run } = await rootWith()
  rmSync(join(run.models, run.names[0]!, 'manifest.json'))
  const { plan } = await pruned(root)
  expect(checkpointsIn(run.models)).toEqual([run.names[0], run.names[1], run.names[3]])
  expect(plan.left).toEqual([
    { id: run.id, checkpoint: run.names[0], why: 'manifest.json is missing or unreadable' },
  ])
})

test('what was set aside goes, and what processes that were killed have left half-made', async () => {
  const { root, run } = await rootWith({ values: [0.5] })
  renameSync(join(run.models, await commit(run.models, 2, 0.7)), join(run.models, 'aside.model.02-0.7000'))
  for (const name of ['.staging-0123456789abcdef', '.removed-0123456789abcdef'])
    mkdirSync(join(run.models, name))
  writeFileSync(join(run.models, '.staging-0123456789abcdef/weights.bin'), Buffer.alloc(100))
  const { plan } = await pruned(root)
  expect(plan.steps[0]!.remove.map(({ what }) => what).sort()).toEqual(['aside', 'stray', 'stray'])
  expect(readdirSync(run.models).sort()).toEqual(['best', 'best.json', 'last', 'last.json', run.names[0]])
})

test('a user’s own files stay, and so does a checkpoint in which there are some', async () => {
  const { root, run } = await rootWith()
  mkdirSync(join(run.models, 'mine'))
  mkdirSync(join(run.models, 'model.old'))
  mkdirSync(join(run.models, 'aside.mine'))
  writeFileSync(join(run.models, 'model.h5'), 'mine')
  writeFileSync(join(run.models, run.names[0]!, 'notes.txt'), 'mine')
  mkdirSync(join(root, '../elsewhere'))
  symlinkSync('../../../../elsewhere', join(run.models, 'model.09-0.9000'))
  const before = wholeTree(run.models)
  const { plan } = await pruned(root)
  expect(wholeTree(run.models)).toEqual(
    Object.fromEntries(Object.entries(before).filter(([path]) => !path.startsWith(run.names[2]!))),
  )
  expect(plan.left).toEqual([
    { id: run.id, checkpoint: run.names[0], why: 'it holds notes.txt, which exman has not made' },
  ])
})

test('marked runs are passed over unless they are named', async () => {
  const { root, run } = await rootWith()
  const all = await openRuns(root)
  markRuns([all.find(run.id)], 'pinned')
  const runs = await openRuns(root)
  const plan = await planPrune(runs)
  expect(plan.steps).toEqual([])
  expect(plan.refused).toEqual([{ id: run.id, dir: run.dir, why: 'it is marked "pinned"' }])
  expect((await planPrune(runs, { named: [runs.find(run.id)] })).steps).toHaveLength(1)
})

test('what changed since the plan was made is left alone', async () => {
  const { root, run } = await rootWith()
  const other = await prunableRun(root, { index: 5 })
  const third = await prunableRun(root, { index: 6 })
  const runs = await openRuns(root)
  const plan = await planPrune(runs)
  markRuns([runs.find(run.id)], 'pinned')
  rmSync(join(other.models, other.names[1]!), { recursive: true })
  writeFileSync(join(third.dir, 'run.json'), readFileSync(join(third.dir, 'run.json'), 'utf8'))
  renameSync(join(third.dir, 'run.json'), join(third.dir, 'x'))
  renameSync(join(third.dir, 'x'), join(third.dir, 'run.json'))
  const { pruned, leftAlone } = await plan.apply()
  expect(pruned).toEqual([])
  expect(leftAlone.map(({ id, why }) => [id, why])).toEqual([
    [run.id, 'it is marked "pinned"'],
    [other.id, `${other.names[1]}, which was to stay, is no longer there`],
    [third.id, 'it has changed since the plan was made'],
  ])
  expect(checkpointsIn(run.models)).toEqual(run.names)
})

describe('with a limit for the root', () => {
  test('only as many go as it needs, of the oldest runs first', async () => {
    const { root, run } = await rootWith()
    const later = await prunableRun(root, { index: 5 })
    const runs = await openRuns(root)
    const all = await planPrune(runs)
    const { bytes } = (await planPrune(runs, { maxBytes: 0 })).roots[0]!
    const plan = await planPrune(runs, { maxBytes: bytes - all.steps[0]!.bytes - 1 })
    expect(plan.steps.map(({ id, remove }) => [id, remove.length])).toEqual([
      [run.id, 2],
      [later.id, 1],
    ])
    expect(plan.roots).toEqual([{ root, bytes, above: 0, trash: 0 }])
    expect((await planPrune(runs, { maxBytes: bytes })).steps).toEqual([])
  })

  test('what is still above it is told', async () => {
    const { root } = await rootWith()
    const runs = await openRuns(root)
    const all = await planPrune(runs)
    const plan = await planPrune(runs, { maxBytes: 1000 })
    const { bytes, above } = plan.roots[0]!
    expect(plan.steps).toEqual(all.steps)
    expect(above).toBe(bytes - plan.bytes - 1000)
  })
})

test.each<[string, object]>([
  ['no number', { keepBest: -1 }],
  ['part of one', { keepLast: 0.5 }],
  ['a rule that keeps nothing', { keepBest: 0, keepLast: 0 }],
  ['runs that are none', { named: ['x'] }],
])('refused: %s', async (_, options) => {
  const { root } = await rootWith()
  await expect(planPrune(await openRuns(root), options)).rejects.toMatchObject({
    code: 'EXMAN_OPTION_INVALID',
  })
})
