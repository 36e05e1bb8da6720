import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure, HeatMapFigure, ParallelFigure, PointsFigure } from '../../../src/plot/figure/figure'
import { lookOf } from '../../../src/plot/picture-options'
import { specOf } from '../../../src/plot/spec/spec-of'
import { categories, FIGURES, numbers } from '../figures'

const head = { subtitle: ['3 runs'] }
const best = { run: 'exp-1/run-3', text: '0.95' }

const points: PointsFigure = {
  ...head,
  kind: 'points',
  title: 'val_acc ~ lr | units',
  x: numbers('lr', { scale: 'log', ticks: [0.01, 0.1] }),
  y: numbers('val_acc'),
  color: categories('units', ['32', '64'], true),
  panel: categories('optimizer', ['adam']),
  isJoined: true,
  means: [{ x: 0.01, y: 0.9, low: 0.88, high: 0.92, n: 2, color: '32', panel: 'adam' }],
  points: [{ x: 0.1, y: 0.95, run: 'exp-1/run-3', color: '64', panel: 'adam' }],
  best: { ...best, x: 0.1, y: 0.95, color: '64', panel: 'adam' },
}

const heatMap: HeatMapFigure = {
  ...head,
  kind: 'heat-map',
  title: 'val_acc ~ lr * units',
  x: categories('lr', ['0.01', '0.1'], true),
  y: categories('units', ['32', '64'], true),
  color: numbers('val_acc'),
  panel: null,
  cells: [
    { x: '0.01', y: '32', value: 0.9, std: 0.01, n: 2 },
    { x: '0.1', y: '64', value: 0.95, std: null, n: 1 },
  ],
  best: { ...best, x: '0.1', y: '64' },
}

const parallel: ParallelFigure = {
  ...head,
  kind: 'parallel',
  title: 'val_acc over lr',
  axes: [
    { title: 'lr', scale: 'log', ticks: [{ share: 0, text: '0.01' }] },
    { title: 'val_acc', scale: 'linear', ticks: [{ share: 1, text: '1' }] },
  ],
  lines: [
    { run: 'exp-1/run-1', shares: [0.2, 0.9], value: 0.9, isBest: true },
    { run: 'exp-1/run-2', shares: [null, 0.5], value: 0.5, isBest: false },
  ],
  color: numbers('val_acc'),
}

const GOLDEN: readonly (readonly [string, Figure])[] = [
  ['points', points],
  ['curves', FIGURES['a curve of one epoch']],
  ['heat-map', heatMap],
  ['parallel', parallel],
  ['importance', { ...FIGURES.importance, bars: FIGURES.importance.bars.slice(0, 2) }],
]

// A picture that is meant to change changes its file here: what stands in it is what notebooks are given.
test.each(GOLDEN)('the specification of %s', (name, figure) => {
  const golden = JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as unknown
  expect(JSON.parse(JSON.stringify(specOf(figure, lookOf({}))))).toEqual(golden)
})
