import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree } from '../../../bench/tree'
import { openRuns } from '../../../src/catalog/open-runs'
import type { RunTable } from '../../../src/catalog/run-table'
import { reportData, type ReportMaking } from '../../../src/plot/report/report-data'
import { keyedRun, namedRun, tableOf, aRecord } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'
import { unpacked } from './unpacked'

const made = '2026-01-05T08:00:00.000Z'

const dataOf = (runs: RunTable, making: Partial<ReportMaking> = {}) =>
  reportData(runs, {
    title: undefined,
    made,
    onUnreadable: (id, error) => {
      throw new Error(`${id} cannot be read`, { cause: error })
    },
    ...making,
  })

test('a tree as a report: columns, curves, and what is shown at first', async () => {
  const root = join(scratch(), 'digits')
  await keyedRun(root, { training: { lr: 0.1 } })
  await keyedRun(
    root,
    { training: { lr: 0.01 } },
    { epochs: [{ loss: 3 }, { loss: NaN, val_loss: 7 }, { loss: 1 }] },
  )
  const runs = await openRuns(root)
  const data = await dataOf(runs)
  expect(data).toMatchObject({
    ...{ format: 1, title: 'digits', made, runs: 2, monitor: 'val_loss', problems: [] },
    modes: { loss: 'min', val_loss: 'min' },
    overview: runs.overview().selected,
  })
  expect(data.version).toMatch(/^\d+\.\d+\.\d+/)
  expect(data.overview).toEqual(expect.arrayContaining(['id', 'val_loss', 'training.lr']))
  const [loss, val_loss] = data.curves
  expect([loss!.metric, val_loss!.metric]).toEqual(['loss', 'val_loss'])
  expect(
    unpacked(loss!).map(({ run, places }) => [run, places.map(({ from, values }) => [from, ...values])]),
  ).toEqual([
    [
      0,
      [
        [1, expect.closeTo(0.5, 3)],
        [2, 0.25],
      ],
    ],
    [1, [[1, 3], [2], [3, expect.closeTo(1, 3)]]],
  ])
  expect(unpacked(val_loss!).at(-1)).toEqual({ run: 1, places: [{ from: 2, to: 2, values: [7] }] })
  // All of it is JSON.
  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
})

test('for enough experiments it tells how closely each parameter goes with each metric', async () => {
  const root = scratch()
  keyedTree(root, 48)
  const { importance, columns } = await dataOf(await openRuns(root))
  expect(Object.keys(importance)[0]).toBe('val_loss')
  expect(Object.keys(importance).sort()).toEqual(['acc', 'loss', 'val_acc', 'val_loss'])
  const params = columns.filter(({ part }) => part === 'param').map(({ name }) => name)
  expect(params).toEqual(expect.arrayContaining(importance['val_loss']!.map(({ parameter }) => parameter)))
  expect(importance['val_loss']!.find(({ parameter }) => parameter === 'training.warmup')).toMatchObject({
    isSigned: true,
    n: 12,
  })
})

test('a parameter that was not selected is told of nowhere', async () => {
  const root = scratch()
  keyedTree(root, 48)
  const data = await dataOf((await openRuns(root)).select('val_loss', 'training.lr'))
  expect(data.overview).toEqual(['val_loss', 'training.lr'])
  expect(
    Object.values(data.importance)
      .flat()
      .map(({ parameter }) => parameter),
  ).toEqual(['training.lr'])
  expect(JSON.stringify(data)).not.toContain('warmup')
})

test('a log that cannot be read keeps nobody from the others, and is told of by no path of this machine', async () => {
  const root = scratch()
  const [linked, broken] = [
    await namedRun(root, []),
    await namedRun(root, ['--lr', '1']),
    await namedRun(root, ['--lr', '2']),
  ]
  const log = (run: { dir: string }) => join(run.dir, 'training-logs.csv')
  const runs = await openRuns(root)
  rmSync(log(linked))
  symlinkSync(log(broken), log(linked))
  writeFileSync(log(broken), 'a,b\n1,2\n')
  const heard: string[] = []
  const data = await dataOf(runs, { onUnreadable: (id, { code }) => heard.push(`${id} ${code}`) })
  expect(data.curves.map(({ runs }) => runs)).toEqual([[2], [2]])
  expect(heard).toEqual([`${linked.id} EXMAN_FILE_INVALID`, `${broken.id} EXMAN_FILE_INVALID`])
  expect(data.problems).toEqual([
    `${linked.id}: The log is left out. Could not read runs/${linked.id}/training-logs.csv: it is a link, which is not followed.`,
    `${broken.id}: The log is left out. runs/${broken.id}/training-logs.csv is not the log of a training: its first line does not begin with "epoch".`,
  ])
  expect(JSON.stringify(data)).not.toContain(root)
})

test('what the catalog could not read is told, with the root where there are several', async () => {
  const problem = {
    code: 'EXMAN_FILE_INVALID',
    file: 'run.json',
    message: 'Could not read /a/x/exp/run/run.json: it is empty.',
  }
  const records = [aRecord({ root: '/a/x', problem }), aRecord({ root: '/a/y' })]
  const { problems, title } = await dataOf(tableOf(records))
  expect(title).toBe('x, y')
  expect(problems).toEqual([
    'x/exp-1-2/run--20-03-03--15-52: Could not read x/exp/run/run.json: it is empty.',
  ])
})

test('no runs are a report, too', async () => {
  expect(await dataOf(tableOf([]))).toMatchObject({
    ...{ title: 'No runs', runs: 0, monitor: null, curves: [], importance: {} },
    columns: [{ name: 'id' }],
  })
})

test('while many logs are read others get their turn, and hear how far it is', async () => {
  const root = scratch()
  keyedTree(root, 400, 60)
  const runs = await openRuns(root)
  const heard: [number, number][] = []
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  await dataOf(runs, { onProgress: (done, total) => heard.push([done, total]) })
  clearInterval(timer)
  expect(heard.at(-1)).toEqual([400, 400])
  expect(heard.length).toBeGreaterThan(2)
  expect(turns).toBeGreaterThan(1)
})
