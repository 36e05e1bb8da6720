/** A training that goes on without a part of what it was comes to another end: so the tests of exactness can fail. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../fixtures/exact-case'
import { editJson, signAgain } from './exact-edit'
import { endingBelow, type Ending } from './exact-ending'
import { epochOf, killedTraining } from './exact-killed'
import { trainToTheEnd } from './exact-session'

jest.setTimeout(120_000)

/** Its learning rate falls at epoch 7, and early stopping ends it at epoch 12. */
const CASE: Case = { way: 'run', optimizer: 'adam', epochs: 24, stopsEarly: true, slowsDown: true }
const killed = killedTraining(CASE, 8)

/** What it comes to when it goes on after something was changed in its newest checkpoint and in its run.json. */
async function endAfter(change: (checkpoint: string, run: string) => void, given = CASE): Promise<Ending> {
  const { root, dir, newest } = killed.copy()
  change(newest[0]!, dir)
  signAgain(newest[0]!)
  const { epochs } = await trainToTheEnd(root, given)
  expect(epochs[0]).toBe(epochOf(newest[0]!))
  return endingBelow(root)
}

const inState = (edit: (state: Record<string, Record<string, unknown>>) => unknown) => (checkpoint: string) =>
  editJson(join(checkpoint, 'training-state.json'), edit)

test('goes on to the same end with nothing changed but the manifest, written again', async () => {
  expect(await endAfter(() => undefined)).toEqual(killed.straight)
  expect(killed.straight.epochs).toBe(12)
})

interface Control {
  without: string
  change: (checkpoint: string, run: string) => void
  given?: Case
}

test.each<Control>([
  {
    without: 'what the optimizer had gathered',
    change: (checkpoint) => {
      const path = join(checkpoint, 'training-state.bin')
      writeFileSync(path, Buffer.alloc(readFileSync(path).length))
    },
  },
  {
    without: "Adam's powers of beta alone",
    change: inState(({ optimizer }) => {
      const tensors = optimizer!['tensors'] as { name: string }[]
      optimizer!['tensors'] = tensors.filter(({ name }) => !name.startsWith('accBeta'))
    }),
  },
  {
    without: 'the learning rate in force',
    change: inState((state) => Object.assign(state, { learningRate: 0.02 })),
  },
  {
    without: 'the order of the rows',
    change: inState((state) => Object.assign(state, { shuffleFrom: state['epoch'] })),
  },
  {
    without: 'what early stopping has seen',
    change: inState(({ callbacks }) => delete callbacks!['EarlyStopping']),
  },
  {
    without: 'what a callback of the user has seen',
    change: inState(({ callbacks }) => delete callbacks!['Tracker']),
  },
  {
    without: 'its seed',
    change: (checkpoint, run) => {
      inState((state) => Object.assign(state, { seed: 8 }))(checkpoint)
      editJson(join(run, 'run.json'), (record) => Object.assign(record, { seed: 8 }))
    },
    given: { ...CASE, seed: 8 },
  },
])('comes to another end without $without', async ({ change, given }) => {
  const { straight } = killed
  const { log, scores, checkpoints } = await endAfter(change, given)
  expect(log).not.toEqual(straight.log)
  expect(scores).not.toEqual(straight.scores)
  expect(checkpoints).not.toEqual(straight.checkpoints)
})
