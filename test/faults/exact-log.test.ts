/** Trainings that were killed when their log and their newest checkpoint were of different epochs. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WAYS, type Case } from '../fixtures/exact-case'
import { editJson } from './exact-edit'
import { endingBelow, jsonIn, logIn, shapeOf } from './exact-ending'
import { epochOf, killedTraining, type Copy } from './exact-killed'
import { trainToTheEnd } from './exact-session'

jest.setTimeout(120_000)

const CASE: Case = { way: 'plain', optimizer: 'momentum', epochs: 12, slowsDown: true }
const epochs = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)
const logOf = ({ dir }: Copy) => shapeOf(logIn(dir)).epochs
const problemsOf = ({ dir }: Copy) =>
  (jsonIn(dir, 'run.json') as { problems: { code: string; message: string }[] }).problems

describe.each(WAYS)('a killed training (%s) that saves every third epoch', (way) => {
  const given: Case = { ...CASE, way, options: { checkpoint: { saveEvery: 3 } } }
  const killed = killedTraining(given, 8)

  test('has its log cut back to the checkpoint: each epoch is there once, and the end is the same', async () => {
    const copy = killed.copy()
    expect(logOf(copy).length).toBeGreaterThanOrEqual(8)
    const saved = epochOf(copy.newest[0]!)
    // That of epoch 6 may not have been on disk yet.
    expect([3, 6]).toContain(saved)
    const session = await trainToTheEnd(copy.root, given)
    expect(session.epochs).toEqual(epochs(saved, 11))
    expect(logOf(copy)).toEqual(epochs(1, 12))
    expect([session.errors, problemsOf(copy)]).toEqual(['', []])
    expect(endingBelow(copy.root)).toEqual(killed.straight)
  })
})

/** Cuts the log after the row of an epoch; that of epoch 0 is the header. */
function cutAfter({ dir }: Copy, epoch: number): void {
  const path = join(dir, 'training-logs.csv')
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, `${lines.slice(0, epoch + 1).join('\n')}\n`)
}

describe('a killed training', () => {
  const killed = killedTraining(CASE, 8)

  test('whose last row is torn keeps that beside, and comes to the same end', async () => {
    const copy = killed.copy()
    cutAfter(copy, epochOf(copy.newest[0]!))
    const torn = '9,0.31,0.2'
    appendFileSync(join(copy.dir, 'training-logs.csv'), torn)
    const session = await trainToTheEnd(copy.root, CASE)
    expect([session.errors, problemsOf(copy)]).toEqual(['', []])
    expect(readFileSync(join(copy.dir, 'training-logs.csv.torn-1'), 'utf8')).toBe(torn)
    expect(endingBelow(copy.root)).toEqual(killed.straight)
  })

  test('whose log lacks the row of its checkpoint gets that back from there, says so, and comes to the same end', async () => {
    const copy = killed.copy()
    const saved = epochOf(copy.newest[0]!)
    cutAfter(copy, saved - 1)
    const session = await trainToTheEnd(copy.root, CASE)
    expect(session.epochs).toEqual(epochs(saved, 11))
    expect(problemsOf(copy)).toMatchObject([{ code: 'EXMAN_EPOCH_MISMATCH' }])
    expect(problemsOf(copy)[0]!.message).toContain(
      `ended at epoch ${saved - 1}, and the checkpoint is of epoch ${saved}`,
    )
    expect(endingBelow(copy.root)).toEqual(killed.straight)
  })

  test.each<[string, (copy: Copy) => void, number]>([
    ['lacks several rows', (copy) => cutAfter(copy, 3), 3],
    ['has no row', (copy) => cutAfter(copy, 0), 0],
    ['is gone', ({ dir }) => rmSync(join(dir, 'training-logs.csv')), 0],
  ])('whose log %s says so, and trains to the same end', async (_title, damage, last) => {
    const copy = killed.copy()
    const saved = epochOf(copy.newest[0]!)
    damage(copy)
    const session = await trainToTheEnd(copy.root, CASE)
    expect(session.epochs).toEqual(epochs(saved, 11))
    expect(problemsOf(copy)).toMatchObject([{ code: 'EXMAN_EPOCH_MISMATCH' }])
    const { log, checkpoints } = endingBelow(copy.root)
    const isLeft = (_line: string, at: number) => at <= last || at >= saved
    expect(log).toEqual(killed.straight.log.filter(isLeft))
    expect(checkpoints).toEqual(killed.straight.checkpoints)
  })

  test.each<[string, (path: string) => void]>([
    ['gone', rmSync],
    ['behind', (path) => editJson(path, (scores) => Object.assign(scores, { epochs: 2, best: null }))],
  ])('whose performances.json is %s has it again, and comes to the same end', async (_title, damage) => {
    const copy = killed.copy()
    damage(join(copy.dir, 'performances.json'))
    const session = await trainToTheEnd(copy.root, CASE)
    expect([session.errors, problemsOf(copy)]).toEqual(['', []])
    expect(endingBelow(copy.root)).toEqual(killed.straight)
  })
})
