import { checkMetrics } from '../../src/run/metrics'

test('numbers pass, NaN and the infinities too; what is undefined is left out; the copy is a new object', () => {
  const values = { loss: 0.5, nan: NaN, up: Infinity, down: -Infinity, none: undefined, '': 1, 'a,b': 2 }
  const metrics = checkMetrics(values)
  expect(metrics).toEqual({ loss: 0.5, nan: NaN, up: Infinity, down: -Infinity, '': 1, 'a,b': 2 })
  expect(Object.keys(metrics)).not.toContain('none')
  expect(metrics).not.toBe(values)
})

const tensor = new (class Tensor {
  shape = []
  dtype = 'float32'
})()

test.each([
  [{ loss: '0.5' }, 'loss', 'The metric "loss" must be a number, got "0.5".'],
  [{ loss: null }, 'loss', 'The metric "loss" must be a number, got null.'],
  [{ loss: 1n }, 'loss', 'The metric "loss" must be a number, got 1n.'],
  [{ loss: [0.5] }, 'loss', 'The metric "loss" must be a number, got [0.5].'],
  [{ loss: tensor }, 'loss', 'For a tensor write (await tensor.data())[0].'],
  [{ epoch: 1 }, 'epoch', '"epoch" is a name with a meaning of its own'],
  [{ seconds: 1 }, 'seconds', '"seconds" is a name with a meaning of its own'],
  [{ checkpoint: 1 }, 'checkpoint', '"checkpoint" is a name with a meaning of its own'],
  [{ constructor: 1 }, 'constructor', '"constructor" is a name with a meaning of its own'],
  [JSON.parse('{"__proto__":1}'), '__proto__', '"__proto__" is a name with a meaning of its own'],
  [undefined, '', 'Metrics are an object such as { loss: 0.1 }, got undefined.'],
  [0.5, '', 'Metrics are an object such as { loss: 0.1 }, got 0.5.'],
  [[0.5], '', 'Metrics are an object such as { loss: 0.1 }, got [0.5].'],
  [new Map([['loss', 0.5]]), '', 'Metrics are an object such as { loss: 0.1 }, got Map(1).'],
  [new Date(0), '', 'Metrics are an object such as { loss: 0.1 }, got Date(1970-01-01T00:00:00.000Z).'],
])('%p is refused', (values: unknown, metric, text) => {
  const refused = expect.objectContaining({
    code: 'EXMAN_METRIC_INVALID',
    metric,
    message: expect.stringContaining(text) as string,
  }) as Error
  expect(() => checkMetrics(values)).toThrow(refused)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})
