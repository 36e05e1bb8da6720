import { MetricError } from '../../src/errors'
import { checkMetricNames, metricsOf } from '../../src/training/fit-metrics'

test('gives the metrics in the order of the progress bar, others after them, and leaves out what is no number', () => {
  const logs = { val_loss: 0.2, loss: 0.1, note: 'warm', own: 3 }
  expect(Object.entries(metricsOf(logs, ['loss', 'acc', 'val_loss']))).toEqual([
    ['loss', 0.1],
    ['val_loss', 0.2],
    ['own', 3],
  ])
})

test('refuses the name of a column of ours', () => {
  expect(() => metricsOf({ epoch: 1 }, [])).toThrow(MetricError)
  expect(() => checkMetricNames(['loss', 'seconds'])).toThrow(MetricError)
  expect(() => checkMetricNames(['loss'])).not.toThrow()
})
