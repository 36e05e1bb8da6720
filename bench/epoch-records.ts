// One epoch of records (a row of the log and the scores, durable), against one synced append and one synced replace.
import * as tf from '@tensorflow/tfjs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager } from 'exman'
import { appendSynced, replaceSynced } from './floor'
import { compare } from './measure'
import { metricsOf } from './metrics'
import { inNewFolder } from './place'
import { tellRatio } from './result'

void inNewFolder(async (folder) => {
  const { run } = new ExperimentManager({ tf }).prepare({ model: {}, training: {} })
  run.log(metricsOf(0))
  // What the floor writes is as long as what exman writes.
  const row = `${Object.values({ epoch: 1, seconds: 0.001, ...metricsOf(0) }).join(',')}\n`
  const scores = JSON.stringify(run.scores, null, 2)
  const [log, json] = [join(folder, 'log.csv'), join(folder, 'scores.json')]
  writeFileSync(log, '')
  const times = await compare(
    { run: (call) => (appendSynced(log, row), replaceSynced(json, scores, call)) },
    { run: (call) => run.log(metricsOf(call)) },
    100,
  )
  run.finish()
  tellRatio('records of an epoch / a synced append and a synced replace', times, 1.5)
})
