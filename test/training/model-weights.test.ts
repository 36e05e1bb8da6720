import { checkFits, setWeights, storedTensor, storedWeights } from '../../src/training/model-weights'
import { bitsOf, chain, Flagged, stored } from './stored-model'
import { tf, untrained } from './tiny'

const { dense } = tf.layers
const small = () => chain(dense({ units: 3, inputShape: [3] }), dense({ units: 2 }))

describe('weights come back as they were, bit for bit', () => {
  const all = (kinds: Record<string, number[]>) =>
    Object.entries(kinds).map(([name, values]) => [name, Float32Array.from(values)] as const)

  test.each(
    all({
      'numbers of any size': [1e-45, -1e-38, 3.4e38, 0.1, 1 / 3, -7],
      'zeros of both signs': [0, -0, 0, -0, 1, -1],
      'what is not finite': [NaN, Infinity, -Infinity, 1, 2, 3],
    }),
  )('%s', async (_, kernel) => {
    const model = untrained()
    model.setWeights([tf.tensor2d(kernel, [3, 2]), tf.tensor1d([0.5, -0.5])])
    const again = untrained()
    const { weights } = await stored(model)
    setWeights(tf, again, weights)
    expect(bitsOf(again)).toEqual(bitsOf(model))
  })

  test('whatever constraint the layer has', async () => {
    const build = (kernelConstraint?: 'unitNorm') =>
      chain(dense({ units: 2, inputShape: [3], kernelConstraint }))
    const model = build()
    const constrained = build('unitNorm')
    const { weights } = await stored(model)
    setWeights(tf, constrained, weights)
    expect(bitsOf(constrained)).toEqual(bitsOf(model))
    // A layer's own way would have changed them.
    constrained.setWeights(model.getWeights())
    expect(bitsOf(constrained)).not.toEqual(bitsOf(model))
  })

  test('of all types', async () => {
    const build = () => chain(new Flagged({ inputShape: [3] }), dense({ units: 1 }))
    const [model, again] = [build(), build()]
    const [scale, count, flags] = [
      [1, 2, 3],
      [-7, 2 ** 30],
      [1, 0, 1, 1, 0],
    ]
    model.layers[0]!.setWeights([tf.tensor1d(scale), tf.tensor1d(count, 'int32'), tf.tensor1d(flags, 'bool')])
    const held = await stored(model)
    checkFits(again, held)
    setWeights(tf, again, held.weights)
    expect(again.layers[0]!.getWeights().map((tensor) => [tensor.dtype, [...tensor.dataSync()]])).toEqual([
      ['float32', scale],
      ['int32', count],
      ['bool', flags],
    ])
  })

  test('those that do not train, too, and in layers inside others', async () => {
    const build = () => {
      const inner = chain(dense({ units: 4, inputShape: [3] }), tf.layers.batchNormalization())
      return chain(inner, dense({ units: 2 }))
    }
    const [model, again] = [build(), build()]
    const held = await stored(model)
    checkFits(again, held)
    setWeights(tf, again, held.weights)
    expect(bitsOf(again)).toEqual(bitsOf(model))
  })

  test('and no tensor is left behind', async () => {
    const model = small()
    const { weights } = await stored(small())
    setWeights(tf, model, weights)
    const before = tf.memory().numTensors
    setWeights(tf, model, weights)
    expect(tf.memory().numTensors).toBe(before)
  })

  test('and are not those of the file, which may be written over', () => {
    const bytes = Buffer.from(new Uint8Array(new Float32Array([1, 2]).buffer))
    const tensor = storedTensor(tf, { name: 'a', dtype: 'float32', shape: [2], bytes })
    bytes.fill(0)
    expect([...tensor.dataSync()]).toEqual([1, 2])
  })
})

describe('storedWeights', () => {
  test('reads each weight from where it stands', () => {
    const weights = [
      { name: 'a', dtype: 'float32', shape: [2] },
      { name: 'b', dtype: 'bool', shape: [3] },
      { name: 'c', dtype: 'int32', shape: [] },
    ]
    const bin = Buffer.from(Array.from({ length: 15 }, (_, at) => at))
    const found = storedWeights(
      { weightsManifest: [{ weights: weights.slice(0, 1) }, { weights: weights.slice(1) }] },
      bin,
    )
    expect(found.map(({ name, bytes }) => [name, [...bytes]])).toEqual([
      ['a', [0, 1, 2, 3, 4, 5, 6, 7]],
      ['b', [8, 9, 10]],
      ['c', [11, 12, 13, 14]],
    ])
  })

  test.each([undefined, null, {}, []])('finds none in %j', (json) => {
    expect(storedWeights(json, Buffer.alloc(0))).toEqual([])
  })
})
