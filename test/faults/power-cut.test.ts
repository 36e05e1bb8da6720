import { join } from 'node:path'
import { ExperimentManager, openRun, type LogRow } from '../../src'
import { wholeCheckpoints } from '../../src/checkpoint/manifest'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import type { Acknowledged } from '../fixtures/files-power'
import { script } from './children'
import { dialogue } from './dialogue'
import { afterPowerCut, copyOf, newDisk, unmountAll } from './disk-image'
import { scratch } from './scratch'
import { expectWarnings } from '../warnings'
import { describeWith } from './tools'

const PARAMS = { model: { units: 3 }, training: 'power' }

afterEach(unmountAll)

// As JSON: node's own comparison tells objects of jest's world from those of its own.
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What of the acknowledged state is not to be found below a root: in words, one for each thing. */
async function missing(root: string, { id, rows, checkpoint, result }: Acknowledged): Promise<string[]> {
  const lost: string[] = []
  const demand = (isThere: boolean, what: string) => isThere || lost.push(what)
  try {
    const found = await new ExperimentManager({ expBaseDir: root }).find(PARAMS)
    demand(found.length === 1 && found[0]!.id === id, 'the run in the list')
    const run = await openRun(id, { root })
    demand(equal(run.params, PARAMS), 'the params')
    const log = run.readLog()
    demand(equal(log.slice(0, rows.length), rows), 'the rows')
    demand(run.scores === null ? rows.length === 0 : holds(run.scores, rows), 'the scores')
    demand(
      result === null || (equal(run.record.result, result) && run.record.status === 'done'),
      'the result',
    )
    const models = run.path('models')
    const whole = wholeCheckpoints(models)
    for (const { name } of whole)
      await verifyCheckpoint(join(models, name)).catch((error: Error) => lost.push(error.message))
    demand((whole.at(-1)?.epoch ?? 0) >= checkpoint, 'the newest checkpoint')
    if (checkpoint > 0) await run.loadModel('last')
    if (checkpoint > 0) await run.loadModel('best')
  } catch (error) {
    lost.push((error as Error).message)
  }
  return lost
}

/** Whether scores were made of at least these rows. */
function holds(scores: { epochs: number; last: { epoch: number; loss?: unknown } | null }, rows: LogRow[]) {
  const row = rows.find(({ epoch }) => epoch === scores.last?.epoch)
  return scores.epochs >= rows.length && (row === undefined || row['loss'] === scores.last?.loss)
}

/** Cuts the power at each acknowledgement of a training, and gives what was missing then. */
async function cutPower(syncs: string): Promise<{ steps: number; lost: string[] }> {
  const { image, dir } = newDisk()
  let steps = 0
  const lost: string[] = []
  await dialogue(
    script('files-power', syncs, join(dir, 'root')),
    async (line, child) => {
      steps += 1
      const acknowledged = JSON.parse(line) as Acknowledged
      // A checkpoint may be under way in the background.
      child.kill('SIGSTOP')
      const copy = copyOf(image)
      child.kill('SIGCONT')
      lost.push(...(await afterPowerCut(copy, (disk) => missing(join(disk, 'root'), acknowledged))))
    },
    { cwd: scratch() },
  )
  return { steps, lost }
}

describeWith(['mounts of images'], 'a power cut at any acknowledgement of a training', () => {
  test('takes nothing that was acknowledged: params, rows, scores, result and checkpoints are whole', async () => {
    expect(await cutPower('all')).toEqual({ steps: 13, lost: [] })
  })

  // So the test above would tell it if a sync were missing.
  test.each(['none', 'files', 'folders'])(
    'takes something when of all syncs %s reach the disk',
    async (syncs) => {
      expectWarnings()
      const { steps, lost } = await cutPower(syncs)
      expect(steps).toBe(13)
      expect(lost).not.toEqual([])
    },
  )
})
