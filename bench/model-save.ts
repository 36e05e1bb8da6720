// What checkpoints of 25 MB cost a fit on the native backend, against `model.save` of tfjs-node, which a fit waits for.
import type * as Tensorflow from '@tensorflow/tfjs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import nodeUtil from 'node:util'
import { inNewFolder } from './place'
import { milliseconds, remark, tell, tellNumber, tellRatio } from './result'
import { fitsThatSave, modelToSave, type Tf } from './saving-fits'

const NAME = 'a checkpoint of 25 MB on tfjs-node, what it adds to the fit / `model.save`'

/** tfjs-node; `undefined` where its native part was not built. */
function native(): Tf | undefined {
  // tfjs-node calls it; Node 23 and newer have it no more.
  Object.assign(nodeUtil, { isNullOrUndefined: (value: unknown) => value == null })
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  try {
    // Required, so that its types need not be there: it is optional.
    return createRequire(__filename)('@tensorflow/tfjs-node') as Tf
  } catch {
    return undefined
  }
}

async function saveByTfjs(model: Tensorflow.LayersModel, folder: string): Promise<void> {
  await model.save(`file://${folder}`, { includeOptimizer: true })
}

void inNewFolder(async (folder) => {
  const tf = native()
  if (tf === undefined) {
    remark('tfjs-node has no native part here, so `model.save` was not measured.')
    return tell({ name: NAME, subject: 'skipped', floor: '', outcome: '', limit: '0.2 ×', isHeld: null })
  }
  const model = modelToSave(tf)
  const costs = await fitsThatSave(tf, model, () => saveByTfjs(model, join(folder, 'saved')))
  remark(`On tfjs-node an epoch takes ${milliseconds(costs.epoch)}.`)
  remark(
    '`model.save` of tfjs-node neither syncs nor hashes, and the fit waits for it. A checkpoint does both, beside the fit.',
  )
  tellRatio(NAME, { floor: costs.floor, subject: costs.save }, 0.2)
  tellNumber('of that: the fit stands still between two epochs', milliseconds(costs.pause))
  tellNumber('the wait for the last save, once a fit (its share is in the above)', milliseconds(costs.tail))
})
