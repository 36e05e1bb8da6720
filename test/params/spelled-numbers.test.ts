import { restoreNumbers } from '../../src/params/spelled-numbers'

test.each<[unknown, unknown]>([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['nan', 'nan'],
  ['1', '1'],
  [0.5, 0.5],
  [null, null],
  [
    { loss: 'NaN', all: [1, '-Infinity', { deep: 'Infinity' }] },
    { loss: NaN, all: [1, -Infinity, { deep: Infinity }] },
  ],
])('reads %j as %p', (stored, value) => {
  expect(restoreNumbers(stored)).toEqual(value)
})
