// `prepare()` in an experiment that exists, against the bare making of a folder with three synced files.
// Git and the loading of tfjs are taken out of it, as they come once a process and beside the training.
import * as tf from '@tensorflow/tfjs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExperimentManager } from 'exman'
import { folderSynced } from './floor'
import { compare, machine } from './measure'

const params = {
  model: { units: 64, layers: [64, 32] },
  training: { lr: 0.01, batchSize: 32, optimizer: 'adam' },
}

async function main(): Promise<void> {
  // Outside a git work tree.
  const root = mkdtempSync(join(tmpdir(), 'exman-bench-'))
  process.chdir(root)
  const expm = new ExperimentManager({ expBaseDir: 'experiments', tf })
  expm.prepare(params).run.finish()
  const text = JSON.stringify(params, null, 2)
  let serial = 0
  process.stdout.write(`${machine()}\n`)
  await compare(
    'prepare',
    { calls: 20, run: () => folderSynced(join(root, `floor-${serial++}`), { a: text, b: text, c: text }) },
    { calls: 20, run: () => void expm.prepare(params) },
    2,
  )
  rmSync(root, { recursive: true })
}

void main()
