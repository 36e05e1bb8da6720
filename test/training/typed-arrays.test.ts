import { tf } from './tiny'

test('what the backend computes is of the typed arrays that tfjs knows', async () => {
  for (const [dtype, type] of [
    ['float32', Float32Array],
    ['int32', Int32Array],
  ] as const) {
    const doubled = tf.tensor1d([1, 2], dtype).add(tf.ones([2], dtype))
    expect(doubled.dataSync()).toBeInstanceOf(type)
    expect(await doubled.data()).toBeInstanceOf(type)
  }
})
