// What checkpoints of 25 MB cost a fit that goes on meanwhile, against copying their bytes out.
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { inNewFolder } from './place'
import { milliseconds, remark, tellNumber, tellRatio } from './result'
import { fitsThatSave, modelToSave } from './saving-fits'

/** Copies all weights, and the moments that the optimizer keeps, into one buffer. */
function copyOut(model: tf.LayersModel): Buffer {
  const adam = model.optimizer as unknown as Record<string, { variable: tf.Variable }[]>
  const moments = [...adam['accumulatedFirstMoment']!, ...adam['accumulatedSecondMoment']!]
  const tensors = [
    ...model.weights.map((weight) => weight.read()),
    ...moments.map(({ variable }) => variable),
  ]
  const buffer = Buffer.allocUnsafe(tensors.reduce((sum, { size }) => sum + 4 * size, 0))
  let end = 0
  for (const tensor of tensors) {
    const data = tensor.dataSync()
    buffer.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), end)
    end += data.byteLength
  }
  return buffer
}

void inNewFolder(async () => {
  tf.enableProdMode()
  await tf.setBackend('wasm')
  const model = modelToSave(tf)
  const costs = await fitsThatSave(tf, model, () => void copyOut(model))
  const size = (copyOut(model).length / 1e6).toFixed(1)
  remark(`A checkpoint has ${size} MB; it is saved after each epoch of ${milliseconds(costs.epoch)} on wasm.`)
  const name = 'a checkpoint of 25 MB, what it adds to the fit / copying its bytes out'
  tellRatio(name, { floor: costs.floor, subject: costs.save }, 2)
  tellNumber('of that: the fit stands still between two epochs', milliseconds(costs.pause))
  tellNumber('the wait for the last save, once a fit (its share is in the above)', milliseconds(costs.tail))
})
