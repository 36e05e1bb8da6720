// One epoch of records (a row of the log and the scores, durable), against one synced append and one synced replace.
import * as tf from '@tensorflow/tfjs'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExperimentManager } from 'exman'
import { appendSynced, replaceSynced } from './floor'
import { compare, machine } from './measure'

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'exman-bench-'))
  process.chdir(root)
  const { run } = new ExperimentManager({ tf }).prepare({ model: {}, training: {} })
  const metrics = () => ({
    loss: Math.random(),
    acc: Math.random(),
    val_loss: Math.random(),
    val_acc: Math.random(),
  })
  run.log(metrics())
  const row = `${Object.values(metrics()).join(',')}\n`
  const scores = JSON.stringify(run.scores, null, 2)
  const [log, json] = [join(root, 'log.csv'), join(root, 'scores.json')]
  writeFileSync(log, '')
  process.stdout.write(`${machine()}\n`)
  await compare(
    'epoch records',
    { calls: 50, run: (call) => (appendSynced(log, row), replaceSynced(json, scores, call)) },
    { calls: 50, run: () => run.log(metrics()) },
    1.5,
  )
  run.finish()
  rmSync(root, { recursive: true })
}

void main()
