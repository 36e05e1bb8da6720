// `prepare()` in an experiment that exists, against the bare making of a folder with three synced files.
// Git and the loading of tfjs are taken out of it, as they come once a process and beside the training.
import * as tf from '@tensorflow/tfjs'
import { join } from 'node:path'
import { ExperimentManager, type RunCallbacks } from 'exman'
import { folderSynced } from './floor'
import { compare } from './measure'
import { fileSystem, inNewFolder } from './place'
import { remark, tellRatio } from './result'

const params = {
  model: { units: 64, layers: [64, 32] },
  training: { lr: 0.01, batchSize: 32, optimizer: 'adam' },
}

void inNewFolder(async (folder) => {
  const expm = new ExperimentManager({ expBaseDir: 'experiments', tf })
  expm.prepare(params).run.finish()
  const text = JSON.stringify(params, null, 2)
  let callbacks: RunCallbacks<typeof params>
  const times = await compare(
    { run: (call) => folderSynced(join(folder, `floor-${call}`), { a: text, b: text, c: text }) },
    {
      run: () => {
        callbacks = expm.prepare(params)
      },
      after: () => callbacks.run.finish(),
    },
    20,
  )
  remark(`Records are written on ${fileSystem(folder)}.`)
  tellRatio('`prepare` / a folder, three synced files and the sync of the parent', times, 2)
})
