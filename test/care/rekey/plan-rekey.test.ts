import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRun, openRuns, planRekey, type RekeyOptions } from '../../../src'
import { FolderLock } from '../../../src/files'
import { keyedRun, namedRun, writeTree } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'
import { coded, tree } from '../../run/runs'
import { contentOf, jsonAt, nameOf, plant, runAt } from './planted'

const newRoot = (): string => join(scratch(), 'root')
const params = (lr: number, fold: number, more: object = {}) => ({
  ...{ model: { units: 8 }, training: { lr }, data: { fold } },
  ...more,
})
const BY_DATA: RekeyOptions = { monitoredParamKeys: ['model', 'training', 'data'] }
const ALL = { monitored: ['model', 'training', 'data'] }

async function rekeyed(root: string, options: RekeyOptions) {
  const plan = await planRekey(root, options)
  return { plan, done: await plan.apply() }
}

describe('a plan', () => {
  test('says where each run goes, and changes nothing', async () => {
    const root = newRoot()
    const ids = plant(root, [
      { params: params(0.1, 1), run: runAt('14-02') },
      { params: params(0.1, 2), run: runAt('14-03') },
      { params: params(0.2, 2, { debug: true }), run: runAt('14-04') },
    ])
    const before = contentOf(root)
    const plan = await planRekey(root, BY_DATA)
    const [first, second, trial] = [params(0.1, 1), params(0.1, 2), params(0.2, 2)].map((each) =>
      nameOf(each, ALL),
    )
    expect(plan.moves).toEqual([
      { from: ids[2], to: `debug/${trial}/${runAt('14-04')}` },
      { from: ids[0], to: `${first}/${runAt('14-02')}` },
      { from: ids[1], to: `${second}/${runAt('14-03')}` },
    ])
    expect(plan).toMatchObject({ stays: [], finished: null, assumed: ['neutralParams', 'ignoredParams'] })
    expect(plan.experiments).toContainEqual({ from: nameOf(params(0.1, 1)), to: first, runs: 1 })
    expect(contentOf(root)).toEqual(before)
  })

  test('gives the call that finds the runs from then on', async () => {
    const root = newRoot()
    plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    const { options, constructorCall } = await planRekey(root, {
      ...{ monitoredParamKeys: ['model'], ids: 'python', ignoredParams: ['model.name'] },
      neutralParams: { 'model.dropout': 0, 'model.kind': "it's" },
    })
    expect(options).toEqual({
      ...{ monitoredParamKeys: ['model'], ids: 'python', ignoredParams: ['model.name'] },
      neutralParams: { 'model.dropout': 0, 'model.kind': "it's" },
    })
    expect(constructorCall).toBe(
      `new ExperimentManager({ expBaseDir: '${root}', monitoredParamKeys: ['model'], ids: 'python', ` +
        `neutralParams: { 'model.dropout': 0, 'model.kind': 'it\\'s' }, ignoredParams: ['model.name'] })`,
    )
  })

  test('takes groups and ids that are not given from the experiments', async () => {
    const root = newRoot()
    const keyed = { monitored: ['data', 'training'], ids: 'python' as const }
    plant(root, [{ params: params(0.1, 1), run: runAt('14-02'), keyed }])
    const { options, moves } = await planRekey(root, { ignoredParams: ['comment'] })
    expect(options).toMatchObject({ monitoredParamKeys: keyed.monitored, ids: 'python', neutralParams: {} })
    expect(moves).toEqual([])
  })

  test('wants them given where the experiments do not agree', async () => {
    const root = newRoot()
    plant(root, [
      { params: params(0.1, 1), run: runAt('14-02') },
      { params: params(0.1, 1), run: runAt('14-02'), keyed: { monitored: ['data'] } },
    ])
    await expect(planRekey(root)).rejects.toThrow(coded('EXMAN_OPTION_INVALID', 'keyed in 2 ways: ["'))
    expect((await planRekey(root, { monitoredParamKeys: ['data'] })).moves).toHaveLength(1)
  })

  test('moves no run that is where it belongs', async () => {
    const root = newRoot()
    plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    const before = contentOf(root)
    const { plan, done } = await rekeyed(root, { neutralParams: { 'training.warmup': 0 } })
    expect([plan.moves, plan.stays, done.moved]).toEqual([[], [], []])
    expect(contentOf(root)).toEqual(before)
  })

  test.each([
    [
      'a group is missing',
      { model: { units: 8 }, training: { lr: 1 } },
      'The monitored group "data" is not among',
    ],
    ['the parameters are none', [1, 2], 'does not hold the parameters of a run'],
    ['the parameters are cut', '{ "model"', 'is not JSON'],
  ])('leaves a run of which %s', async (_, stored, why) => {
    const root = newRoot()
    const [id] = plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    writeTree(root, { [`${id}/hyperparameters.json`]: stored })
    const { moves, stays } = await planRekey(root, BY_DATA)
    expect(moves).toEqual([])
    expect(stays).toEqual([{ id, why: expect.stringContaining(why) as string }])
  })

  test('leaves a run without parameters, one behind a link, and one whose folder was renamed', async () => {
    const [root, outside] = [newRoot(), scratch()]
    const [id] = plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    const experiment = id!.split('/')[0]!
    writeTree(root, { [`${experiment}/my-best/hyperparameters.json`]: params(0.1, 1) })
    mkdirSync(join(root, experiment, runAt('14-03')))
    symlinkSync(outside, join(root, experiment, runAt('14-04')))
    const { moves, stays } = await planRekey(root, BY_DATA)
    expect(moves.map(({ from }) => from)).toEqual([id])
    expect(stays.map(({ why }) => why)).toEqual([
      expect.stringContaining('renamed by hand'),
      expect.stringContaining('has no hyperparameters.json'),
      expect.stringContaining('is a link'),
    ])
  })

  test('leaves a run that a process holds', async () => {
    const root = newRoot()
    const [id] = plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    const { lock } = FolderLock.acquire(join(root, id!))
    const { moves, stays } = await planRekey(root, BY_DATA)
    expect(moves).toEqual([])
    expect(stays[0]!.why).toContain(`Process ${process.pid} on `)
    lock!.release()
    expect((await planRekey(root, BY_DATA)).moves).toHaveLength(1)
  })

  test.each([
    [{ monitoredParamKeys: [] }, 'is empty'],
    [{ ids: 'md5' }, '"ids" option'],
    [{ ignoredParams: ['training'] }, 'takes away the whole monitored group'],
    [{ monitored: ['a'] }, 'no option "monitored"'],
  ])('refuses the options %j', async (options, text) => {
    const root = newRoot()
    plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    await expect(planRekey(root, options as RekeyOptions)).rejects.toThrow(text)
  })

  test('refuses what is no root of ExperimentManager', async () => {
    const [empty, numbered, linked, keyed] = [scratch(), newRoot(), scratch(), newRoot()]
    await namedRun(numbered)
    plant(keyed, [])
    symlinkSync(join(keyed, '.exman'), join(linked, '.exman'))
    for (const [root, text] of [
      [empty, 'it has no folder .exman'],
      [numbered, 'its runs are numbered'],
      [linked, 'it has no folder .exman'],
    ] as const)
      await expect(planRekey(root, BY_DATA)).rejects.toThrow(coded('EXMAN_ROOT_INVALID', text))
    await expect(planRekey('', BY_DATA)).rejects.toThrow(coded('EXMAN_OPTION_INVALID'))
    const format = join(keyed, '.exman/format.json')
    renameSync(format, join(empty, 'format.json'))
    symlinkSync(join(empty, 'format.json'), format)
    await expect(planRekey(keyed, BY_DATA)).rejects.toThrow(coded('EXMAN_FILE_INVALID', 'a link'))
  })
})

describe('apply', () => {
  test('parts one experiment into several, and joins several to one', async () => {
    const root = newRoot()
    const ids = plant(root, [
      { params: params(0.1, 1), run: runAt('14-02') },
      { params: params(0.1, 2), run: runAt('14-02-2') },
      { params: params(0.2, 1), run: runAt('14-02') },
    ])
    const [first, second] = [1, 2].map((fold) => nameOf(params(0.1, fold), { monitored: ['data'] }))
    const { done } = await rekeyed(root, { monitoredParamKeys: ['data'] })
    expect(done).toMatchObject({ left: [] })
    expect(done.removed.toSorted()).toEqual([...new Set(ids.map((id) => id.split('/')[0]!))].sort())
    // Of the two of one minute the one that is first by name keeps it.
    const [kept, other] = [ids[0]!, ids[2]!].sort()
    expect(new Map(done.moved.map(({ from, to }) => [from, to]))).toEqual(
      new Map([
        [kept, `${first}/${runAt('14-02')}`],
        [other, `${first}/${runAt('14-02')}-2`],
        [ids[1], `${second}/${runAt('14-02-2')}`],
      ]),
    )
    expect(existsSync(join(root, '.exman/rekey.json'))).toBe(false)
    expect(tree(root).filter((name) => name.endsWith('.lock'))).toEqual([])
  })

  test('moves folders as they are, with all that is in them', async () => {
    const root = newRoot()
    const [id] = plant(root, [
      {
        params: params(0.1, 1),
        run: runAt('14-02'),
        files: { 'plots/roc.svg': '<svg/>', 'my notes.txt': 'ü' },
      },
    ])
    const before = contentOf(join(root, id!))
    const { done } = await rekeyed(root, BY_DATA)
    expect(contentOf(join(root, done.moved[0]!.to))).toEqual(before)
  })

  test('keeps an experiment in which the user has put something', async () => {
    const root = newRoot()
    const [id] = plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    const experiment = id!.split('/')[0]!
    writeFileSync(join(root, experiment, 'notes.txt'), 'mine')
    const { done } = await rekeyed(root, BY_DATA)
    expect(done.removed).toEqual([])
    expect(tree(join(root, experiment))).toEqual(['experiment.json', 'notes.txt'])
  })

  test('gives an experiment whose name another has the next free one', async () => {
    const root = newRoot()
    plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    const name = nameOf(params(0.1, 1), ALL)
    writeTree(root, {
      [`${name}/experiment.json`]: { format: 1, ids: 'object-hash', monitored: ['x'], groups: {} },
    })
    const { done } = await rekeyed(root, BY_DATA)
    expect(done.moved[0]!.to).toBe(`${name}~2/${runAt('14-02')}`)
    expect(jsonAt(root, `${name}~2`, 'experiment.json')).toMatchObject({ monitored: ALL.monitored })
  })

  test('never goes through a link that has the name of an experiment', async () => {
    const [root, outside] = [newRoot(), scratch()]
    plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
    symlinkSync(outside, join(root, nameOf(params(0.1, 1), ALL)))
    const { done } = await rekeyed(root, BY_DATA)
    expect(done.moved[0]!.to).toContain('~2/')
    expect(tree(outside)).toEqual([])
  })

  test('tells how far it is', async () => {
    const root = newRoot()
    plant(root, [
      { params: params(0.1, 1), run: runAt('14-02') },
      { params: params(0.1, 2), run: runAt('14-03') },
    ])
    const steps: number[][] = []
    const plan = await planRekey(root, BY_DATA)
    await plan.apply({ onProgress: (...step) => steps.push(step) })
    expect(steps).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  test('leaves what is no longer as it was planned, and tells why', async () => {
    const root = newRoot()
    const ids = plant(root, [
      { params: params(0.1, 1), run: runAt('14-02') },
      { params: params(0.1, 2), run: runAt('14-03') },
      { params: params(0.1, 3), run: runAt('14-04') },
      { params: params(0.1, 4), run: runAt('14-05') },
      { params: params(0.1, 5), run: runAt('14-06') },
    ])
    const plan = await planRekey(root, BY_DATA)
    const held = FolderLock.acquire(join(root, ids[0]!))
    writeTree(root, {
      [`${ids[1]}/hyperparameters.json`]: params(0.1, 9),
      [`${plan.moves[2]!.to}/mine.txt`]: 'mine',
      [`${nameOf(params(0.1, 4), ALL)}/experiment.json`]: {
        format: 1,
        ids: 'x',
        monitored: ['x'],
        groups: {},
      },
    })
    const [late] = plant(root, [{ params: params(0.1, 1), run: runAt('14-59') }])
    const { moved, left, removed } = await plan.apply()
    held.lock!.release()
    expect(moved.map(({ from }) => from)).toEqual([ids[4]])
    expect(new Map(left.map(({ id, why }) => [id, why]))).toEqual(
      new Map([
        [ids[0], expect.stringContaining(`Process ${process.pid} on `)],
        [ids[1], expect.stringContaining('its parameters make it exp-')],
        [ids[2], expect.stringContaining('there is a folder')],
        [ids[3], expect.stringContaining('another experiment has the name')],
        [late, 'It has come since the moves were planned. Rekey again.'],
        [plan.moves[2]!.to, 'It has no hyperparameters.json.'],
      ]),
    )
    expect(removed).toEqual([])
    // What stays is found by its own name, and no alias leads to what is not there.
    expect(tree(root).filter((name) => name.endsWith('aliases.json'))).toHaveLength(1)
    const again = await rekeyed(root, BY_DATA)
    expect(again.done).toMatchObject({ left: [] })
    expect(again.plan.moves.length).toBeGreaterThanOrEqual(4)
  })

  test('a run that begins with the old options between plan and apply is left and told of', async () => {
    const root = newRoot()
    await keyedRun(root, { data: { fold: 1 } })
    const plan = await planRekey(root, BY_DATA)
    const late = await keyedRun(root, { data: { fold: 1 } })
    const { moved, left } = await plan.apply()
    expect([moved.length, left]).toEqual([
      1,
      [{ id: late.id, why: expect.stringContaining('has come since') as string }],
    ])
    expect(existsSync(late.dir)).toBe(true)
    expect((await openRun(late.id, { root })).record.id).toBe(late.id)
    expect((await openRuns(root)).length).toBe(2)
  })
})
