import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRun, openRuns, planRekey, watchRuns, type RekeyOptions } from '../../../src'
import { chosenRuns } from '../../../src/cli/chosen-runs'
import { faultyDisk, under } from '../../faults/faulty-disk'
import { scratch } from '../../faults/scratch'
import { coded } from '../../run/runs'
import { jsonAt, plant, runAt } from './planted'

const params = (lr: number, fold: number, more: object = {}) => ({
  ...{ model: { units: 8 }, training: { lr }, data: { fold } },
  ...more,
})

async function rekey(root: string, options: RekeyOptions): Promise<Map<string, string>> {
  const { moved } = await (await planRekey(root, options)).apply()
  return new Map(moved.map(({ from, to }) => [from, to]))
}

const BY_ALL = { monitoredParamKeys: ['model', 'training', 'data'] }
const BY_DATA = { monitoredParamKeys: ['data'] }

function planted() {
  const root = join(scratch(), 'root')
  const ids = plant(root, [
    { params: params(0.1, 1), run: runAt('14-02') },
    { params: params(0.1, 2), run: runAt('14-03') },
    { params: params(0.2, 2), run: runAt('14-03') },
    { params: params(0.2, 3, { debug: true }), run: runAt('14-04') },
  ])
  return { root, ids }
}

test('each run is found by the id that it had, whole or by its beginning, by the table and by openRun', async () => {
  const { root, ids } = planted()
  const now = await rekey(root, BY_ALL)
  const runs = await openRuns(root, { trials: true })
  for (const id of ids) {
    expect(runs.find(id).id).toBe(now.get(id))
    expect(runs.find(`${id}/`).id).toBe(now.get(id))
    expect((await openRun(id, { root })).dir).toBe(join(root, now.get(id)!))
  }
  const [first] = ids
  expect(runs.find(ids[2]!.slice(0, -1)).id).toBe(now.get(ids[2]!))
  expect(runs.where({ 'data.fold': 1 }).find(first!).id).toBe(now.get(first!))
  for await (const watched of watchRuns(root)) {
    expect(watched.find(first!).id).toBe(now.get(first!))
    break
  }
})

test('a name that was of several runs is ambiguous, and tells what they are called now', async () => {
  const { root, ids } = planted()
  const now = await rekey(root, BY_ALL)
  const runs = await openRuns(root)
  const experiment = ids[0]!.split('/')[0]!
  expect(() => runs.find(experiment)).toThrow(coded('EXMAN_RUN_AMBIGUOUS', now.get(ids[1]!)))
  expect(() => runs.find('exp-7')).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
})

test('an experiment stands for those that it became', async () => {
  const { root, ids } = planted()
  const now = await rekey(root, BY_ALL)
  const runs = await openRuns(root)
  const became = ids.slice(0, 2).map((id) => now.get(id)!)
  const experiment = ids[0]!.split('/')[0]!
  expect([...runs.ofExperiment(experiment)].map(({ id }) => id).sort()).toEqual(became.toSorted())
  const chosen = chosenRuns(runs, [experiment], {})
  expect(chosen.map(({ record, isNamed }) => [record.id, isNamed]).sort()).toEqual(
    became.map((id) => [id, false]).sort(),
  )
  expect(runs.ofExperiment(became[0]!.split('/')[0]!)).toHaveLength(1)
  expect(runs.ofExperiment('exp-7-8')).toHaveLength(0)
})

test('names of both generations are found after two rekeys', async () => {
  const { root, ids } = planted()
  const first = await rekey(root, BY_ALL)
  const second = await rekey(root, BY_DATA)
  const runs = await openRuns(root, { trials: true })
  for (const id of ids) {
    const now = second.get(first.get(id)!)!
    expect([id, first.get(id)!, now].map((name) => runs.find(name).id)).toEqual([now, now, now])
    expect((await openRun(id, { root })).dir).toBe(join(root, now))
    const experiments = [id, first.get(id)!].map((name) => name.split('/').at(-2)!)
    for (const name of experiments) expect([...runs.ofExperiment(name)].map((run) => run.id)).toContain(now)
  }
})

test('what moves back has its old name again, and that of between as an alias', async () => {
  const { root, ids } = planted()
  const between = await rekey(root, BY_ALL)
  const back = await rekey(root, { monitoredParamKeys: ['model', 'training'] })
  const runs = await openRuns(root, { trials: true })
  for (const id of ids) {
    expect(back.get(between.get(id)!)).toBe(id)
    expect(runs.find(between.get(id)!).id).toBe(id)
  }
  const experiment = ids[0]!.split('/')[0]!
  expect(jsonAt(root, experiment, 'aliases.json')).toMatchObject({
    aliases: ids
      .slice(0, 2)
      .map((id) => between.get(id)!.split('/')[0])
      .sort(),
  })
})

test('runs that came together and part again have their old names back', async () => {
  const { root, ids } = planted()
  const joined = await rekey(root, BY_DATA)
  const [one, other] = [ids[1]!, ids[2]!]
  expect(joined.get(other)).toBe(`${joined.get(one)}-2`)
  const back = await rekey(root, { monitoredParamKeys: ['model', 'training'] })
  expect([one, other].map((id) => back.get(joined.get(id)!))).toEqual([one, other])
})

test('the name that a run had goes to no other', async () => {
  const root = join(scratch(), 'root')
  const ids = plant(root, [
    { params: params(0.1, 1), run: runAt('14-02') },
    { params: params(0.1, 2), run: runAt('14-02-2') },
  ])
  const away = await rekey(root, BY_DATA)
  const stays = away.get(ids[1]!)!
  rmSync(join(root, stays, 'hyperparameters.json'))
  const keyed = { monitored: ['data'] }
  const [late] = plant(root, [{ params: params(0.1, 3), run: runAt('14-02-2'), keyed }])
  const back = await rekey(root, { monitoredParamKeys: ['model', 'training'] })
  expect(back.get(late!)).toBe(`${ids[0]!}-3`)
  expect(await openRun(ids[1]!, { root }).catch((error: unknown) => error)).toMatchObject({
    code: 'EXMAN_FILE_INVALID',
  })
})

test('names of now win over those of before', async () => {
  const { root, ids } = planted()
  await rekey(root, BY_ALL)
  const again = plant(root, [{ params: params(0.1, 1), run: runAt('14-02') }])
  expect(again[0]).toBe(ids[0])
  expect((await openRuns(root)).find(ids[0]!).id).toBe(ids[0])
  expect((await openRun(ids[0]!, { root })).dir).toBe(join(root, ids[0]!))
})

test('a whole id from before never stands for a run of now that merely begins so', async () => {
  const root = join(scratch(), 'root')
  const ids = plant(root, [
    { params: params(0.1, 1), run: runAt('14-02') },
    { params: { model: { units: 8 }, training: { lr: 0.1 } }, run: runAt('14-02-2') },
  ])
  const now = await rekey(root, BY_ALL)
  const runs = await openRuns(root)
  expect(runs.find(ids[0]!).id).toBe(now.get(ids[0]!))
  expect(runs.find(ids[1]!).id).toBe(ids[1])
})

test('an id that two experiments claim is ambiguous', async () => {
  const { root, ids } = planted()
  const now = await rekey(root, BY_ALL)
  const [one, other] = [now.get(ids[0]!)!, now.get(ids[2]!)!]
  const aliases = { format: 1, aliases: [], runs: { [ids[0]!]: other.split('/')[1] } }
  writeFileSync(join(root, other.split('/')[0]!, 'aliases.json'), JSON.stringify(aliases))
  await expect(openRun(ids[0]!, { root })).rejects.toThrow(coded('EXMAN_RUN_AMBIGUOUS', one))
  const runs = await openRuns(root)
  expect(() => runs.find(ids[0]!)).toThrow(coded('EXMAN_RUN_AMBIGUOUS', other))
})

test.each([
  ['is cut', '{ "format"'],
  [
    'leads out of its experiment',
    { format: 1, aliases: ['exp-1'], runs: { 'exp-1/run--26-11-21--14-02': '../../x' } },
  ],
  ['has no lists', { format: 1, aliases: 'exp-1', runs: [] }],
])('an aliases.json that %s is passed over', async (_, content) => {
  const { root, ids } = planted()
  const [path, run] = ids[0]!.split('/') as [string, string]
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(join(root, path, 'aliases.json'), text)
  const runs = await openRuns(root)
  expect(runs.find(ids[0]!).id).toBe(ids[0])
  expect(() => runs.find('exp-1/run--26-11-21--14-02')).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
  await expect(openRun(`exp-1/${run}`, { root })).rejects.toThrow(coded('EXMAN_RUN_NOT_FOUND'))
  // Names are carried on, never lost: what cannot be read keeps its runs where they are.
  const { moves, stays } = await planRekey(root, BY_ALL)
  expect(moves.map(({ from }) => from).sort()).toEqual(ids.slice(2).sort())
  expect(stays.map(({ id, why }) => [id, why.includes('aliases.json')])).toEqual(
    ids.slice(0, 2).map((id) => [id, true]),
  )
})

test('links are not followed to names of elsewhere', async () => {
  const { root, ids } = planted()
  const outside = planted()
  await rekey(outside.root, BY_DATA)
  for (const name of readdirSync(outside.root).filter((each) => each.startsWith('exp-')))
    symlinkSync(join(outside.root, name), join(root, `${name}-1`))
  const first = await rekey(root, BY_ALL)
  const runs = await openRuns(root)
  expect(runs.find(ids[0]!).id).toBe(first.get(ids[0]!))
})

test('aliases are read only when a name is not found otherwise', async () => {
  const { root, ids } = planted()
  const now = await rekey(root, BY_ALL)
  const disk = faultyDisk({ failAt: Infinity, kind: 'fail' })
  const read = () => disk.log.filter(({ path }) => path.endsWith('aliases.json')).length
  const fault = await under(disk, async () => {
    const runs = await openRuns(root, { trials: true })
    runs.find(now.get(ids[0]!)!)
    runs.find('latest')
    runs.find(now.get(ids[0]!)!.slice(0, -2))
    runs.ofExperiment(now.get(ids[0]!)!.split('/')[0]!)
    await openRun(now.get(ids[0]!)!, { root })
    expect(read()).toBe(0)
    runs.find(ids[0]!)
  })
  expect(fault).toBeUndefined()
  expect(read()).toBeGreaterThan(0)
})

test('a former name goes along with its run, and stays with one that stays', async () => {
  const root = join(scratch(), 'root')
  const ids = plant(root, [
    { params: params(0.1, 1), run: runAt('14-02') },
    { params: { model: { units: 8 }, training: { lr: 0.1 } }, run: runAt('14-03') },
  ])
  const first = await rekey(root, { monitoredParamKeys: ['model'] })
  const second = await rekey(root, BY_DATA)
  const [between, now] = [first.get(ids[0]!)!, second.get(first.get(ids[0]!)!)!]
  expect(jsonAt(root, between.split('/')[0]!, 'aliases.json')).toEqual({
    ...{ format: 1, aliases: [ids[0]!.split('/')[0]] },
    runs: { [ids[1]!]: runAt('14-03') },
  })
  expect(jsonAt(root, now.split('/')[0]!, 'aliases.json')).toEqual({
    ...{ format: 1, aliases: [between, ids[0]!].map((id) => id.split('/')[0]).sort() },
    runs: { [ids[0]!]: runAt('14-02'), [between]: runAt('14-02') },
  })
})
