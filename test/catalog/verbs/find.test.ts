import { relative } from 'node:path'
import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

const RUN = 'run--20-03-03--15-52'
const NAMED = '000012-2020-03-03-15-52-10-wide'
const IDS = [
  `exp-1-2/${RUN}`,
  `exp-1-2/${RUN}-2`,
  `exp-1-3/run--20-03-04--10-00`,
  NAMED,
  '000120-2020-03-03-15-52-10',
]
const table = tableOf(
  IDS.map((id, at) => aRecord({ id, metrics: { val_loss: -at % 3 }, monitor: 'val_loss', mode: 'min' })),
)

test.each([
  [IDS[0]!, 0],
  [`${IDS[0]}/`, 0],
  [`exp-1-2/${RUN}-`, 1],
  ['exp-1-3', 2],
  ['run--20-03-04', 2],
  ['12', 3],
  ['000012', 3],
  ['120', 4],
  ['000012-2020', 3],
  [`/experiments/${IDS[1]}`, 1],
  [`/experiments/${IDS[1]}/`, 1],
  [relative(process.cwd(), `/experiments/${IDS[1]}`), 1],
  ['latest', 4],
  ['best', 2],
])('%s is a run', (name, at) => expect(table.find(name).id).toBe(IDS[at]))

test('the latest is the one that was made last, however the table is sorted and cut', () => {
  expect(table.sortBy('id').find('latest').id).toBe(IDS[4])
  expect(table.sortBy('val_loss').take(2).find('latest').id).toBe(IDS[2])
  expect(table.where({ experiment: 'exp-1-2' }).sortBy('id', { descending: true }).find('latest').id).toBe(
    IDS[1],
  )
})

test('of a name that several have, all are told, and how many more', () => {
  expect(() => table.find('exp-1')).toThrow(
    coded(
      'EXMAN_RUN_AMBIGUOUS',
      `"exp-1" fits 3 runs: ${IDS.slice(0, 3).join(', ')}. Give more of the name.`,
    ),
  )
  const many = tableOf(Array.from({ length: 9 }, (_, at) => aRecord({ id: `exp-1/run--${at}` })))
  expect(() => many.find('run')).toThrow(coded('EXMAN_RUN_AMBIGUOUS', 'exp-1/run--4 and 4 more.'))
})

test('runs of one name in several roots are told by their folders', () => {
  const both = tableOf(['/a', '/b'].map((root) => aRecord({ id: NAMED, root })))
  expect(() => both.find('12')).toThrow(coded('EXMAN_RUN_AMBIGUOUS', `/a/${NAMED}, /b/${NAMED}`))
  expect(both.find(`/b/${NAMED}`).root).toBe('/b')
})

test.each([
  [`exp-1-2/${RUN.replace('15', '16')}`, `Did you mean "${IDS[0]}"?`],
  ['13', 'None of these 5 runs is "13"'],
  ['', 'None of these 5 runs is ""'],
  ['nothing like it', 'exman ls --all shows the runs there are.'],
  ['a\u001b[31mb', '\\u001b[31m'],
])('%j is no run, and a hint says which might be', (name, hint) => {
  expect(() => table.find(name)).toThrow(coded('EXMAN_RUN_NOT_FOUND', hint))
})

test('of no runs none is the latest', () => {
  expect(() => table.take(0).find('latest')).toThrow(coded('EXMAN_RUN_NOT_FOUND', 'None of these 0 runs'))
})
