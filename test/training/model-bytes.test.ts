import { TensorflowError } from '../../src'
import { modelBytes, tensorBytes } from '../../src/training/model-bytes'
import { backendHere } from '../backends'
import { compiled, predicted, tf, TWO_EPOCHS, weightsOf, x, y } from './tiny'

/** Loads what modelBytes gave, with tfjs alone. */
async function load({ json, weights }: Awaited<ReturnType<typeof modelBytes>>): Promise<tf.LayersModel> {
  const { weightsManifest, ...rest } = JSON.parse(JSON.stringify(json)) as tf.io.ModelJSON
  const weightData = new Uint8Array(Buffer.concat(weights.map(({ bytes }) => bytes))).buffer
  const weightSpecs = weightsManifest.flatMap((group) => group.weights)
  return tf.loadLayersModel(tf.io.fromMemory({ ...rest, weightSpecs, weightData }))
}

const dense = (units: number, rest = {}) => tf.layers.dense({ units, ...rest })
const apply = (layer: tf.layers.Layer, ...to: tf.SymbolicTensor[]) =>
  layer.apply(to.length === 1 ? to[0]! : to) as tf.SymbolicTensor

const MODELS: [string, () => tf.LayersModel, tf.Tensor | tf.Tensor[]][] = [
  ['sequential', () => compiled(), x],
  [
    'functional',
    () => {
      const input = tf.input({ shape: [3] })
      return tf.model({
        inputs: input,
        outputs: apply(dense(2), apply(dense(4, { activation: 'relu' }), input)),
      })
    },
    x,
  ],
  [
    'with two inputs and two outputs',
    () => {
      const inputs = [tf.input({ shape: [3] }), tf.input({ shape: [2] })]
      const joined = apply(tf.layers.concatenate(), ...inputs)
      return tf.model({ inputs, outputs: [apply(dense(2), joined), apply(dense(1), joined)] })
    },
    [x, y],
  ],
  [
    'with a shared layer',
    () => {
      const inputs = [tf.input({ shape: [3] }), tf.input({ shape: [3] })]
      const shared = dense(2)
      return tf.model({
        inputs,
        outputs: apply(tf.layers.add(), ...inputs.map((input) => apply(shared, input))),
      })
    },
    [x, x],
  ],
  [
    'with weights that are not trained',
    () =>
      tf.sequential({
        layers: [dense(2, { inputShape: [3], trainable: false }), tf.layers.batchNormalization()],
      }),
    x,
  ],
  [
    'with an embedding of integers',
    () =>
      tf.sequential({
        layers: [
          tf.layers.embedding({ inputDim: 5, outputDim: 2, inputLength: 3 }),
          tf.layers.flatten(),
          dense(2),
        ],
      }),
    tf.tensor2d([0, 1, 2, 3, 4, 0], [2, 3], 'int32'),
  ],
  [
    'inside a model',
    () => tf.sequential({ layers: [tf.sequential({ layers: [dense(4, { inputShape: [3] })] }), dense(2)] }),
    x,
  ],
  ['without weights', () => tf.sequential({ layers: [tf.layers.reLU({ inputShape: [3] })] }), x],
]

test.each(MODELS)('a model %s comes back from its bytes', async (_, build, inputs) => {
  const model = build()
  const loaded = await load(await modelBytes(tf, model))
  expect(predicted(loaded, inputs)).toEqual(predicted(model, inputs))
  expect(weightsOf(loaded)).toEqual(weightsOf(model))
})

test('the bytes are a copy, taken at the call', async () => {
  const model = compiled()
  const before = weightsOf(model)
  const copying = modelBytes(tf, model)
  model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)))
  expect(weightsOf(await load(await copying))).toEqual(before)
})

test('changing the bytes does not change the model', async () => {
  const model = compiled()
  const before = weightsOf(model)
  for (const { bytes } of (await modelBytes(tf, model)).weights) bytes.fill(0)
  expect(weightsOf(model)).toEqual(before)
})

test('no tensor is left behind', async () => {
  const model = compiled()
  const before = tf.memory().numTensors
  await modelBytes(tf, model)
  expect(tf.memory().numTensors).toBe(before)
})

test.each<[string, () => tf.Tensor, string]>([
  ['float32', () => tf.tensor1d([1.5, -2]), '0000c03f000000c0'],
  ['int32', () => tf.tensor1d([1, -2], 'int32'), '01000000feffffff'],
  ['bool', () => tf.tensor1d([true, false], 'bool'), '0100'],
  ['a scalar', () => tf.scalar(1.5), '0000c03f'],
  ['an empty one', () => tf.zeros([0, 3]), ''],
])('a tensor of %s is little-endian', async (_, make, hex) => {
  const tensor = make()
  const [copied] = await tensorBytes(tf, [{ name: 't', tensor }])
  expect(Buffer.from(copied!.bytes).toString('hex')).toBe(hex)
  expect(copied).toMatchObject({ name: 't', dtype: tensor.dtype, shape: tensor.shape })
})

test('a trained tf.sequential is saved as itself, not as the model inside that tfjs trains', async () => {
  const model = compiled()
  model.setUserDefinedMetadata({ author: 'me' })
  await model.fit(x, y, TWO_EPOCHS)
  const { json } = await modelBytes(tf, model)
  expect(json).toEqual({
    modelTopology: expect.objectContaining({ class_name: 'Sequential' }) as object,
    format: 'layers-model',
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
    convertedBy: null,
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: [
          { name: expect.stringMatching(/\/kernel$/) as string, shape: [3, 2], dtype: 'float32' },
          { name: expect.stringMatching(/\/bias$/) as string, shape: [2], dtype: 'float32' },
        ],
      },
    ],
    userDefinedMetadata: { author: 'me' },
  })
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a layer', tf.layers.flatten()],
  ['a promise of a model', Promise.resolve(compiled())],
  ['a list of models', [compiled()]],
  ['an object', {}],
  ['a path', 'models/best'],
])('%s is no model', async (_, model) => {
  const error = await modelBytes(tf, model as tf.LayersModel).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(TensorflowError)
  expect(error).toMatchObject({ code: 'EXMAN_MODEL_INVALID' })
  expect((error as Error).message).toMatch(/^Only a layers model \(.*\) can be saved, got /)
})

// wasm has no complex numbers at all.
const ODD_TYPES = backendHere === 'wasm' ? (['string'] as const) : (['string', 'complex64'] as const)

test.each(ODD_TYPES)('a tensor of %s is refused by name', async (dtype) => {
  const tensor = dtype === 'string' ? tf.tensor1d(['a']) : tf.complex([1], [2])
  await expect(tensorBytes(tf, [{ name: 'odd', tensor }])).rejects.toMatchObject({
    code: 'EXMAN_MODEL_INVALID',
    message: `The tensor odd has the type ${dtype}, which cannot be saved.`,
  })
})
