/** Trainings on a real disk whose power is cut, and that go on when it is back. */
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Case } from '../fixtures/exact-case'
import { script } from './children'
import { dialogue } from './dialogue'
import { afterPowerCut, copyOf, newDisk, unmountAll } from './disk-image'
import { endingBelow, type Ending } from './exact-ending'
import { trainToTheEnd } from './exact-session'
import { scratch } from './scratch'
import { describeWith } from './tools'

jest.setTimeout(120_000)

const EPOCHS = 6
const CASE: Case = { way: 'run', optimizer: 'adam', epochs: EPOCHS, slowsDown: true }
/** A cut in the middle of an epoch comes so many milliseconds after it began, at the latest. */
const WITHIN = 40

interface Cut {
  copy: string
  /** The epochs that were complete, as the training had said. */
  completed: number
}

afterEach(unmountAll)

/** Trains on a disk, and copies that as epochs begin and in the middle of them; gives also what it has come to. */
async function trainCut(given: Case, syncs: string): Promise<{ cuts: Cut[]; straight: Ending }> {
  const { image, dir } = newDisk()
  const root = join(dir, 'root')
  const cuts: Cut[] = []
  const cut = (completed: number, child?: ChildProcess) => {
    // A checkpoint may be under way in the background.
    child?.kill('SIGSTOP')
    cuts.push({ copy: copyOf(image), completed })
    child?.kill('SIGCONT')
  }
  const later: Promise<void>[] = []
  const onLine = (line: string, child: ChildProcess) => {
    const [, epoch] = /^epoch (\d+)$/.exec(line) ?? []
    const completed = Number(epoch)
    if (completed % 2 === 0) cut(completed, child)
    else if (epoch !== undefined) later.push(pause(Math.random() * WITHIN).then(() => cut(completed, child)))
  }
  await dialogue(script('exact-power', root, JSON.stringify(given), syncs), onLine, { cwd: scratch() })
  await Promise.all(later)
  cut(EPOCHS)
  return { cuts, straight: endingBelow(root) }
}

/** Goes on after each cut; gives what it came to, and how many epochs each had lost of those whose checkpoint was there. */
async function goOn(given: Case, cuts: readonly Cut[]): Promise<{ endings: Ending[]; lost: number[] }> {
  const endings: Ending[] = []
  const lost: number[] = []
  for (const { copy, completed } of cuts) {
    await afterPowerCut(copy, async (disk) => {
      const root = join(disk, 'root')
      const { epochs } = await trainToTheEnd(root, given)
      endings.push(endingBelow(root))
      // When an epoch begins, the checkpoint of the one before may still be on its way; at the end none is.
      const saved = completed === EPOCHS ? EPOCHS : completed - 1
      lost.push(Math.max(0, saved - (epochs[0] ?? EPOCHS)))
    })
  }
  return { endings, lost }
}

describeWith(
  ['mounts of images'],
  'a training whose power is cut as an epoch begins, or in the middle of one,',
  () => {
    test('goes on from the last checkpoint that was acknowledged, or a newer one, and ends as if nothing had been', async () => {
      const { cuts, straight } = await trainCut(CASE, 'all')
      expect(cuts).toHaveLength(EPOCHS + 1)
      const { endings, lost } = await goOn(CASE, cuts)
      expect(lost).toEqual(cuts.map(() => 0))
      expect(endings).toEqual(cuts.map(() => straight))
    })

    // So the test above would tell it if a sync were missing.
    test('goes on from further back, or from nothing, when nothing was synced', async () => {
      const { cuts } = await trainCut(CASE, 'none')
      const { lost } = await goOn(CASE, cuts)
      expect(Math.max(...lost)).toBeGreaterThan(1)
    })
  },
)
