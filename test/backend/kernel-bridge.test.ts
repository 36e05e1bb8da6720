import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { bridgeKernels } from '../../src/backend/kernel-bridge'

beforeAll(async () => {
  await tf.setBackend('wasm')
  bridgeKernels(tf, tf.findBackend('cpu'))
})
beforeEach(() => tf.engine().startScope())
afterEach(() => tf.engine().endScope())

const numbers = (shape: number[], seed: number): tf.Tensor => tf.randomUniform(shape, 0, 1, 'float32', seed)
const dense = (units: number): tf.layers.Layer =>
  tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed: 5 }) })

const images = (): tf.Sequential => {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 3 })
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer,
        inputShape: [8, 8, 1],
      }),
      tf.layers.depthwiseConv2d({ kernelSize: 3, depthwiseInitializer: kernelInitializer }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      dense(3),
    ],
  })
}

const words = (): tf.Sequential => {
  const embeddingsInitializer = tf.initializers.randomUniform({ minval: -1, maxval: 1, seed: 3 })
  return tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 10, outputDim: 4, inputLength: 5, embeddingsInitializer }),
      tf.layers.flatten(),
      dense(3),
    ],
  })
}

/** The losses of a few epochs, and how many tensors and bytes of wasm memory an epoch leaves behind. */
async function train(backend: string, build: () => tf.Sequential, inputs: () => tf.Tensor) {
  await tf.setBackend(backend)
  const model = build()
  model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
  const x = inputs()
  const y = numbers([16, 3], 11)
  const fit = (epochs: number) =>
    model.fit(x, y, { epochs, batchSize: 8, shuffle: false, verbose: 0, yieldEvery: 'never' })
  const first = await fit(1)
  const counts = (): number[] => [
    tf.memory().numTensors,
    tf.backend().numDataIds(),
    tf.findBackend('cpu').numDataIds(),
  ]
  const before = counts()
  const rest = await fit(5)
  return { losses: [...first.history.loss!, ...rest.history.loss!] as number[], before, after: counts() }
}

test.each([
  ['convolutions', images, () => numbers([16, 8, 8, 1], 7)],
  ['an embedding', words, () => numbers([16, 5], 7).mul(10).floor()],
])('%s train on wasm as in pure JavaScript, without a leak', async (_, build, inputs) => {
  const expected = await train('cpu', build, inputs)
  const { losses, before, after } = await train('wasm', build, inputs)
  expect(losses.at(-1)).toBeLessThan(losses[0]!)
  losses.forEach((loss, epoch) => expect(Math.abs(loss - expected.losses[epoch]!)).toBeLessThan(1e-5))
  expect(after).toEqual(before)
})

test('kernels that are wrong on wasm give what pure JavaScript gives', async () => {
  const run = async (backend: string): Promise<number[][]> => {
    await tf.setBackend(backend)
    const x = numbers([2, 4, 4, 4, 1], 3).sub<tf.Tensor5D>(2)
    const pool = (tensor: tf.Tensor5D): tf.Tensor => tf.maxPool3d(tensor, 2, 2, 'valid')
    const flat = (tensor: tf.Tensor): tf.Tensor =>
      tf.maxPool(tensor.reshape<tf.Tensor4D>([8, 4, 4, 1]), 3, 2, 'same')
    const gradients = [pool, flat].map((f) =>
      tf.grad((tensor) =>
        f(tensor as tf.Tensor5D)
          .square()
          .sum(),
      )(x),
    )
    return [pool(x), ...gradients].map((tensor) => [...tensor.dataSync()])
  }
  const [onCpu, onWasm] = [await run('cpu'), await run('wasm')]
  expect(onCpu[0]!.every((value) => value < 0)).toBe(true)
  expect(onWasm).toEqual(onCpu)
})

test('a kernel that takes its inputs by place is bridged too', async () => {
  await tf.setBackend('wasm')
  expect(tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([3, 2])).dataSync()).toEqual(
    new Float32Array([3, 3, 3, 3]),
  )
})

test('doing it again changes nothing', () => {
  const count = (): number => tf.getKernelsForBackend('wasm').length
  const before = count()
  bridgeKernels(tf, tf.findBackend('cpu'))
  expect(count()).toBe(before)
})
