import * as fc from 'fast-check'
import { fitted } from '../../../src/report-page/charts/frame/fitted'
import { labelPlace } from '../../../src/report-page/charts/frame/label-place'
import { layoutOf, sideBySide } from '../../../src/report-page/charts/frame/layout'
import { spreadApart } from '../../../src/report-page/charts/frame/spread-apart'
import { textPixels } from '../../../src/plot/theme/letters'
import { times } from '../../soak'

const layout = { left: 50, right: 350, top: 20, bottom: 220 }

test.each<[string, Parameters<typeof labelPlace>[1], readonly [number, number]]>([
  ['below at the right of it', { place: [100, 100], taken: [], layout, prefer: 'below' }, [109, 115]],
  ['above', { place: [100, 100], taken: [], layout, prefer: 'above' }, [109, 85]],
  ['at the left in the right half', { place: [300, 100], taken: [], layout, prefer: 'below' }, [211, 115]],
  ['above where below is no room', { place: [100, 215], taken: [], layout, prefer: 'below' }, [109, 200]],
  [
    'on the other side of a number',
    { place: [190, 100], taken: [[230, 115]], layout, prefer: 'below' },
    [101, 115],
  ],
])('a label stands %s', (_, wish, expected) => {
  expect(labelPlace(80, wish)).toEqual(expected)
})

test('numbers that would cover each other move apart, as little as needs be', () => {
  expect(spreadApart([100, 102, 200], 18, [0, 300])).toEqual([92, 110, 200])
  expect(spreadApart([5, 200, 1], 18, [0, 300])).toEqual([18, 200, 0])
  expect(spreadApart([299], 18, [0, 300])).toEqual([299])
  expect(spreadApart([], 18, [0, 300])).toEqual([])
})

test('they keep their order, their distance and their room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 16 }), (places) => {
      const moved = spreadApart(places, 18, [0, 300])
      const order = places.map((_, at) => at).sort((a, b) => moved[a]! - moved[b]!)
      order.forEach((at, index) => {
        expect(moved[at]).toBeGreaterThanOrEqual(0)
        expect(moved[at]).toBeLessThanOrEqual(300)
        if (index === 0) return
        const before = order[index - 1]!
        expect(moved[at]! - moved[before]!).toBeGreaterThanOrEqual(18 - 1e-9)
        expect(places[at]).toBeGreaterThanOrEqual(places[before]!)
      })
    }),
    { numRuns: times(300, 20_000) },
  )
})

test.each<[string, number, 'start' | 'end', string]>([
  ['val_loss', 200, 'start', 'val_loss'],
  ['training.optimizer.name', 100, 'start', 'training.optim…'],
  ['training.optimizer.name', 100, 'end', '…ptimizer.name'],
  ['training.optimizer.name', 0, 'end', '…'],
  ['😀😀😀😀', 30, 'start', '😀…'],
])('%s in %p pixels, its %s kept: %s', (text, width, keep, expected) => {
  expect(fitted(text, width, 12, keep)).toBe(expected)
  if (width > 20) expect(textPixels(fitted(text, width, 12, keep), 12)).toBeLessThanOrEqual(width)
})

test('plots stand beside each other while each has room', () => {
  expect(sideBySide(800, 2, { least: 340, gap: 12 })).toEqual({ across: 2, width: 394 })
  expect(sideBySide(600, 2, { least: 340, gap: 12 })).toEqual({ across: 1, width: 600 })
  expect(sideBySide(0, 2, { least: 340, gap: 12 }).across).toBe(1)
})

test('a plot in no room has a size all the same', () => {
  const { left, right, top, bottom } = layoutOf(
    { width: 0, height: 0 },
    { left: 50, right: 10, top: 20, bottom: 40 },
  )
  expect([right - left, bottom - top]).toEqual([1, 1])
})
