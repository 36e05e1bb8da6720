import { jsonText } from '../../src/files'
import { checkpointFiles } from '../../src/training/checkpoint-files'
import { optimizerVariables } from '../../src/training/optimizer-state'
import { compiled, tf, TWO_EPOCHS, untrained, x, y } from './tiny'

const CALLBACKS = { EarlyStopping: [{ best: 'Infinity', wait: 1 }] }
const FACTS = {
  epoch: 2,
  seed: 7,
  samples: 12,
  shuffleDraws: 12,
  shuffleFrom: 0,
  resumable: true,
  stopped: false,
  callbacks: CALLBACKS,
}
const NO_FACTS = {
  epoch: 0,
  seed: null,
  samples: null,
  shuffleDraws: null,
  shuffleFrom: 0,
  resumable: false,
  stopped: false,
  callbacks: {},
}
const bytes = (file: object | undefined) => Buffer.concat(file as Uint8Array[])
const numbers = (file: object | undefined) => [...new Float32Array(new Uint8Array(bytes(file)).buffer)]

test('a checkpoint is four files', async () => {
  const files = await checkpointFiles(tf, compiled(), FACTS)
  expect(Object.keys(files)).toEqual([
    'model.json',
    'weights.bin',
    'training-state.json',
    'training-state.bin',
  ])
})

test('weights.bin holds the weights in the order of model.json, and nothing else', async () => {
  const model = compiled()
  const files = await checkpointFiles(tf, model, FACTS)
  const { weightsManifest } = files['model.json'] as tf.io.ModelJSON
  expect(weightsManifest).toMatchObject([
    { paths: ['weights.bin'], weights: [{ shape: [3, 2] }, { shape: [2] }] },
  ])
  expect(numbers(files['weights.bin'])).toEqual(
    model.getWeights().flatMap((weight) => [...weight.dataSync()]),
  )
})

test('training-state.json', async () => {
  const model = compiled({ optimizer: tf.train.momentum(0.05, 0.9) })
  await model.fit(x, y, TWO_EPOCHS)
  const files = await checkpointFiles(tf, model, FACTS)
  expect(jsonText(files['training-state.json'])).toBe(`{
  "format": 1,
  "epoch": 2,
  "seed": 7,
  "samples": 12,
  "shuffleDraws": 12,
  "shuffleFrom": 0,
  "resumable": true,
  "stopped": false,
  "learningRate": 0.05,
  "optimizer": {
    "class": "Momentum",
    "iterations": 6,
    "tensors": [
      {
        "name": "accumulations.0",
        "dtype": "float32",
        "shape": [
          3,
          2
        ],
        "offset": 0,
        "bytes": 24
      },
      {
        "name": "accumulations.1",
        "dtype": "float32",
        "shape": [
          2
        ],
        "offset": 24,
        "bytes": 8
      },
      {
        "name": "c",
        "dtype": "float32",
        "shape": [],
        "offset": 32,
        "bytes": 4
      }
    ]
  },
  "callbacks": {
    "EarlyStopping": [
      {
        "best": "Infinity",
        "wait": 1
      }
    ]
  }
}
`)
})

test('training-state.bin holds the tensors of the optimizer where training-state.json says', async () => {
  const optimizer = tf.train.adam()
  const model = compiled({ optimizer })
  await model.fit(x, y, TWO_EPOCHS)
  const files = await checkpointFiles(tf, model, FACTS)
  const state = files['training-state.json'] as {
    optimizer: { tensors: { name: string; offset: number; bytes: number }[] }
  }
  const whole = bytes(files['training-state.bin'])
  const found = state.optimizer.tensors.map(({ name, offset, bytes }) => ({
    name,
    values: numbers([whole.subarray(offset, offset + bytes)]),
  }))
  const live = optimizerVariables(optimizer).map(({ name, tensor }) => ({
    name,
    values: [...tensor.dataSync()],
  }))
  expect(found).toEqual(live)
  expect(whole.byteLength).toBe(4 + 4 + 2 * (24 + 8))
})

test('a model that is not compiled has no optimizer to save', async () => {
  const files = await checkpointFiles(tf, untrained(), NO_FACTS)
  expect(files['training-state.json']).toEqual({
    format: 1,
    ...NO_FACTS,
    learningRate: null,
    optimizer: null,
  })
  expect(bytes(files['training-state.bin'])).toHaveLength(0)
})

test('function losses and metrics are no matter', async () => {
  const loss = (labels: tf.Tensor, given: tf.Tensor) => given.sub(labels).abs().mean()
  const model = compiled({ loss, metrics: [loss] })
  await model.fit(x, y, TWO_EPOCHS)
  const files = await checkpointFiles(tf, model, FACTS)
  expect(jsonText(files['model.json'])).not.toContain('training_config')
  expect(numbers(files['weights.bin'])).toHaveLength(8)
})

test('weights and optimizer are of the same moment: that of the call', async () => {
  const optimizer = tf.train.momentum(0.1, 0.9)
  const model = compiled({ optimizer })
  const step = () => void optimizer.minimize(() => (model.apply(x) as tf.Tensor).sub(y).square().mean())
  step()
  const values = () =>
    [...model.getWeights(), ...optimizerVariables(optimizer).map(({ tensor }) => tensor)].flatMap(
      (tensor) => [...tensor.dataSync()],
    )
  const before = values()
  const copying = checkpointFiles(tf, model, FACTS)
  step()
  const files = await copying
  expect(values()).not.toEqual(before)
  expect([...numbers(files['weights.bin']), ...numbers(files['training-state.bin'])]).toEqual(before)
  expect(files['training-state.json']).toMatchObject({ optimizer: { iterations: 1 } })
})
