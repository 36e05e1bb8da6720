import { join } from 'node:path'
import { ExParser, openRun } from '../../src'
import type { Acknowledged } from '../fixtures/named-power'
import { indexFaults, runsOf } from '../fixtures/named-root'
import { numberOf, startRun } from '../fixtures/named-setup'
import { expectWarnings } from '../warnings'
import { script } from './children'
import { dialogue } from './dialogue'
import { afterPowerCut, copyOf, newDisk, unmountAll } from './disk-image'
import { scratch } from './scratch'
import { describeWith } from './tools'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

afterEach(unmountAll)

/** What of the acknowledged runs is not to be found below a root, or does not go on: in words, one for each thing. */
async function missing(root: string, told: Acknowledged[]): Promise<string[]> {
  const lost: string[] = []
  try {
    for (const { number, holder, params, rows } of told) {
      const found = runsOf(root).filter((run) => run.number === number)
      if (found.length !== 1 || found[0]!.holder !== holder) lost.push(`run ${number} in ${holder}/`)
      const run = await openRun(String(number), { root })
      if (JSON.stringify(run.params) !== JSON.stringify(params)) lost.push(`the arguments of run ${number}`)
      if (run.readLog().length < rows) lost.push(`the rows of run ${number}`)
    }
    // Links are a convenience, which this mends.
    new ExParser({ root }).restoreIndex()
    lost.push(...indexFaults(root))
    const next = startRun(root)
    next.finish()
    if (numberOf(next) !== told.length + 1) lost.push('the number of the last run')
  } catch (error) {
    lost.push((error as Error).message)
  }
  return lost
}

/** Cuts the power at each acknowledgement, and gives what was missing then. */
async function cutPower(syncs: string): Promise<{ steps: number; lost: string[] }> {
  const { image, dir } = newDisk()
  let steps = 0
  const lost: string[] = []
  const onLine = async (line: string) => {
    steps += 1
    const told = JSON.parse(line) as Acknowledged[]
    lost.push(...(await afterPowerCut(copyOf(image), (disk) => missing(join(disk, 'root'), told))))
  }
  await dialogue(script('named-power', syncs, join(dir, 'root')), onLine, { cwd: scratch() })
  return { steps, lost }
}

describeWith(
  ['mounts of images'],
  'a power cut after a start, a row, a failure or a run that goes on',
  () => {
    test('takes no run, no argument, no row and no number', async () => {
      expect(await cutPower('all')).toEqual({ steps: 6, lost: [] })
    })

    // So the test above would tell it if a sync were missing.
    test.each(['none', 'files', 'folders'])(
      'takes something when of all syncs %s reach the disk',
      async (syncs) => {
        expectWarnings()
        const { steps, lost } = await cutPower(syncs)
        expect(steps).toBe(6)
        expect(lost).not.toEqual([])
      },
    )
  },
)
