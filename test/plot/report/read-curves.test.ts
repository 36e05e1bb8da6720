import { keyedTree } from '../../../bench/tree'
import { openRuns } from '../../../src/catalog/open-runs'
import { packCurves } from '../../../src/plot/report/pack-curves'
import { readCurves } from '../../../src/plot/report/read-curves'
import { curvesOf } from '../../../src/report-page/data/curves'
import { scratch } from '../../faults/scratch'
import { unpacked } from './unpacked'

const onUnreadable = () => {
  throw new Error('A log cannot be read.')
}

test('of more values than can be held, the extremes of each curve stay', async () => {
  const root = scratch()
  keyedTree(root, 40, 50)
  const { records } = await openRuns(root)
  const whole = await readCurves(records, { onUnreadable })
  const thin = await readCurves(records, { onUnreadable }, { most: 2000, thinnedTo: 800 })
  expect([...thin.keys()]).toEqual([...whole.keys()])
  let held = 0
  for (const [metric, curves] of thin)
    curves.forEach((curve, at) => {
      const all = whole.get(metric)![at]!
      held += curve.values.length
      expect([curve.run, curve.first, curve.last]).toEqual([all.run, 1, 50])
      expect([Math.min(...curve.values), Math.max(...curve.values)]).toEqual([
        Math.min(...all.values),
        Math.max(...all.values),
      ])
    })
  expect(held).toBeLessThanOrEqual(2000)
})

test.each([
  ['whole', { together: 600_000, each: 4000 }],
  ['thinned', { together: 1000, each: 4000 }],
])('the page unpacks %s curves as the contract says', async (_, room) => {
  const root = scratch()
  keyedTree(root, 20, 50)
  const curves = packCurves(await readCurves((await openRuns(root)).records, { onUnreadable }), room)
  const page = curvesOf({ data: { curves } })
  for (const packed of curves)
    for (const { run, places } of unpacked(packed)) {
      const { epochs, values } = page.get(packed.metric)!.of(run)!
      const told = places.flatMap((place) => place.values.map((value) => ({ ...place, value })))
      expect(values).toHaveLength(told.length)
      told.forEach(({ from, to, value }, at) => {
        expect(values[at]).toBeCloseTo(value, 9)
        expect(epochs[at]).toBeGreaterThanOrEqual(from)
        expect(epochs[at]).toBeLessThanOrEqual(to)
      })
    }
})
