import { kerasRows } from '../../../src/catalog/read/keras-facts'
import { readMetrics } from '../../../src/catalog/read/metrics'

test('metrics are the numbers of an epoch, those that JSON lacks as they were', () => {
  const epoch = {
    epoch: 7,
    loss: 0.5,
    a: 'NaN',
    b: 'Infinity',
    c: '-Infinity',
    checkpoint: 'model.07',
    note: 'x',
    n: null,
  }
  expect(readMetrics(epoch)).toEqual({ loss: 0.5, a: NaN, b: Infinity, c: -Infinity })
})

test.each([[null], [undefined], [{}], [[]]])('%j has none', (epoch) => expect(readMetrics(epoch)).toEqual({}))

// Y1
test('names of what every object has are names like others, and __proto__ is none', () => {
  const found = readMetrics(JSON.parse('{ "constructor": 1, "toString": 2, "__proto__": 3 }') as object)
  expect(Object.entries(found)).toEqual([
    ['constructor', 1],
    ['toString', 2],
  ])
  expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
})

describe('the log of the Keras tool', () => {
  test('counts its epochs from 1 on, and on where a second fit began at 0 again', () => {
    const log = 'epoch,loss\n0,0.5\n1,0.25\n0,0.2\n'
    expect(kerasRows(log).map(({ epoch, metrics }) => [epoch, metrics['loss']])).toEqual([
      [1, 0.5],
      [2, 0.25],
      [3, 0.2],
    ])
  })

  test('leaves out a second header, a cell without a number and the name __proto__', () => {
    const log = 'epoch,loss,__proto__,acc\r\nepoch,loss\r\n0,0.5,1,\r\nx\r\n1,nan,1,inf\r\n2,-inf,1,1e-3'
    expect(kerasRows(log).map(({ metrics }) => metrics)).toEqual([
      { loss: 0.5 },
      { loss: NaN, acc: Infinity },
      { loss: -Infinity, acc: 0.001 },
    ])
  })

  test('that is empty has no rows', () => expect(kerasRows('')).toEqual([]))
})
