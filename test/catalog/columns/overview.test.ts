import { aRecord, tableOf } from '../trees'

const run = (lr: number, val_loss: number, fields: Parameters<typeof aRecord>[0] = {}) =>
  aRecord({
    ...{
      params: { lr, units: 32 },
      metrics: { loss: 1, acc: val_loss / 2, val_loss },
      monitor: 'val_loss',
      mode: 'min',
    },
    ...{ epochs: 2, seconds: 3 },
    ...fields,
  })

const shown = (...records: ReturnType<typeof run>[]) =>
  tableOf(records)
    .overview()
    .columns()
    .map(({ name }) => name)

const BEFORE = ['id', 'status', 'epochs', 'val_loss']

test('shows what tells the runs apart, with the monitored metric in front', () => {
  expect(shown(run(0.1, 2), run(0.2, 3))).toEqual([...BEFORE, 'lr', 'acc', 'seconds'])
})

test('of one run it shows everything', () => {
  expect(shown(run(0.1, 2))).toEqual([...BEFORE, 'lr', 'units', 'loss', 'acc', 'seconds'])
})

test('the monitored metric is shown also where all are equal', () => {
  expect(shown(run(0.1, 2), run(0.1, 2))).toEqual([...BEFORE, 'seconds'])
})

test('of several roots it shows which, and marks and notes where there are any', () => {
  const other = run(0.1, 2, { root: '/other', marks: ['good'], note: 'mine' })
  expect(shown(run(0.1, 2), other)).toEqual(['root', ...BEFORE, 'seconds', 'marks', 'note'])
})

test('an empty table shows nothing, and does not fail', () => {
  expect(shown()).toEqual([])
})
