import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree } from '../../../bench/tree'
import { openRuns } from '../../../src/catalog/open-runs'
import { readCurves } from '../../../src/plot/figure/read-curves'
import { scratch } from '../../faults/scratch'
import { aRun } from './some-runs'

/** Runs whose logs have these texts; one that is undefined has none. */
function runsWith(...logs: (string | undefined)[]) {
  const root = scratch()
  return logs.map((log, number) => {
    const dir = join(root, `run-${number}`)
    mkdirSync(dir)
    if (log !== undefined) writeFileSync(join(dir, 'training-logs.csv'), log)
    return aRun('exp', number, { dir })
  })
}

const LOG = 'epoch,seconds,loss,"a,b"\n1,0.5,3,7\n2,1,,NaN\n3,1.5,-Infinity,8\n4,2,1,9\n'

test('a curve has the epochs at which its metric was logged; what is not finite is NaN', async () => {
  const { ofRuns, logged, step } = await readCurves(runsWith(LOG), ['loss', 'a,b', 'acc'])
  expect(ofRuns).toEqual([
    [
      {
        metric: 'loss',
        epochs: [1, 3, 4],
        values: [3, NaN, 1],
        lowest: { epoch: 4, value: 1 },
        highest: { epoch: 1, value: 3 },
      },
      {
        metric: 'a,b',
        epochs: [1, 2, 3, 4],
        values: [7, NaN, 8, 9],
        lowest: { epoch: 1, value: 7 },
        highest: { epoch: 4, value: 9 },
      },
    ],
  ])
  expect([[...logged], step]).toEqual([['loss', 'a,b'], 1])
})

test('a log that is not there, or has other metrics, has no curves', async () => {
  const { ofRuns } = await readCurves(runsWith(undefined, '', 'epoch,seconds,acc\n1,1,1\n', LOG), ['loss'])
  expect(ofRuns.map((curves) => curves?.length)).toEqual([0, 0, 0, 1])
})

test('a log that cannot be read keeps nobody from the others', async () => {
  const [first, second, third, ...others] = runsWith(LOG, undefined, 'no log at all\n', LOG)
  mkdirSync(join(second!.dir, 'training-logs.csv'))
  const linked = aRun('exp', 9, { dir: scratch() })
  symlinkSync(join(first!.dir, 'training-logs.csv'), join(linked.dir, 'training-logs.csv'))
  const { ofRuns } = await readCurves([first!, second!, third!, linked, ...others], ['loss'])
  expect(ofRuns.map((curves) => curves?.length)).toEqual([1, undefined, undefined, undefined, 1])
})

test('of very many values each second, fourth, … epoch is held, the same of all runs, with the extremes', async () => {
  const rows = Array.from({ length: 1000 }, (_, at) => `${at + 1},1,${at === 500 ? -5 : at}`)
  const log = `epoch,seconds,loss\n${rows.join('\n')}\n`
  const { ofRuns, step } = await readCurves(runsWith(log, log, log, log), ['loss'], undefined, 1100)
  const [first, ...others] = ofRuns.map((curves) => curves![0]!)
  expect(step).toBe(4)
  expect(first!.epochs.slice(0, 3)).toEqual([1, 4, 8])
  expect(first).toMatchObject({ lowest: { epoch: 501, value: -5 }, highest: { epoch: 1000, value: 999 } })
  expect(others.every(({ epochs }) => epochs.length === first!.epochs.length)).toBe(true)
  expect(4 * first!.epochs.length).toBeLessThanOrEqual(1100)
})

test('reading many logs gives turns to the rest of the program, and tells how far it is', async () => {
  const root = scratch()
  keyedTree(root, 800)
  const runs = await openRuns(root, { cache: false })
  const heard: [number, number][] = []
  let turns = 0
  const ticking = setInterval(() => (turns += 1), 1)
  const { ofRuns } = await readCurves(runs.records, ['val_loss'], (done, total) => heard.push([done, total]))
  clearInterval(ticking)
  expect(ofRuns.filter((curves) => curves?.[0]?.values.length === 12)).toHaveLength(800)
  expect(turns).toBeGreaterThan(0)
  expect(heard.length).toBeGreaterThan(1)
  expect(heard.at(-1)).toEqual([800, 800])
  expect(heard).toEqual(heard.toSorted(([a], [b]) => a - b))
})
