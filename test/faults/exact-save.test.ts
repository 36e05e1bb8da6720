/** Trainings that are killed at a moment of the save of a checkpoint, and started again. */
import { join } from 'node:path'
import { openRun } from '../../src'
import { listCheckpoints } from '../../src/checkpoint/manifest'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { WAYS, type Case } from '../fixtures/exact-case'
import { MOMENTS, type Moment } from '../fixtures/exact-moments'
import { endingBelow, runBelow, type Ending } from './exact-ending'
import { trainCase, trainToTheEnd } from './exact-session'
import { scratch } from './scratch'
import { slice } from '../soak'

jest.setTimeout(120_000)

// A metric that only rises: each epoch is the best so far, so that each save moves both pointers.
const options = { monitor: 'age', mode: 'max' } as const
const CASE: Case = { way: 'run', optimizer: 'sgd', epochs: 5, slowsDown: true, options }
const MIDDLE = 3

const moments = Object.keys(MOMENTS) as Moment[]
/** From then on the new checkpoint is there. */
const IN_PLACE = moments.indexOf('before best.json is replaced')

const straights = new Map<string, Promise<Ending>>()
function straightOf(given: Case): Promise<Ending> {
  const key = JSON.stringify(given)
  const train = async () => {
    const root = scratch()
    await trainToTheEnd(root, given)
    return endingBelow(root)
  }
  const known = straights.get(key) ?? train()
  straights.set(key, known)
  return known
}

/** Trains until the kill; gives the root, and the epochs of the checkpoints that are listed then, each proven whole. */
async function killAt(
  moment: Moment,
  epoch: number,
  given: Case,
): Promise<{ root: string; listed: number[] }> {
  const root = scratch()
  const fixture: [string, ...string[]] = ['exact-killed-save', String(epoch), moment]
  const { signal, errors } = await trainCase(root, given, { fixture })
  expect([signal, errors]).toEqual(['SIGKILL', ''])
  const models = join(runBelow(root), 'models')
  const listed = listCheckpoints(models)
  for (const { name } of listed) await verifyCheckpoint(join(models, name))
  return { root, listed: listed.map((checkpoint) => checkpoint.epoch) }
}

/** Kills, looks at what is there, and starts again. */
async function expectExact(moment: Moment, epoch: number, given: Case): Promise<void> {
  const straight = await straightOf(given)
  const { root, listed } = await killAt(moment, epoch, given)
  // No part of a checkpoint is ever listed; the one before goes only when the new one is there.
  expect(listed.at(-1)).toBe(moments.indexOf(moment) >= IN_PLACE ? epoch : epoch - 1)
  const run = await openRun(runBelow(root))
  expect(run.status).toBe('lost')
  ;(await run.loadModel('last')).dispose()
  ;(await run.loadModel('best')).dispose()
  const { epochs, errors } = await trainToTheEnd(root, given)
  expect(errors).toBe('')
  expect(epochs.at(0)).toBe(listed.at(-1) === given.epochs ? undefined : listed.at(-1))
  expect(endingBelow(root)).toEqual(straight)
}

test.each(slice(moments, 2))(
  'killed %s, a training goes on from the newest whole checkpoint, and ends as if nothing had been',
  (moment) => expectExact(moment, MIDDLE, CASE),
)

test.each(slice(moments.slice(IN_PLACE - 1), 3))(
  'killed %s, in the save of its last epoch, a training leaves nothing undone when it is started again',
  (moment) => {
    const way = WAYS[moments.indexOf(moment) % WAYS.length]!
    return expectExact(moment, CASE.epochs, { ...CASE, way })
  },
)
