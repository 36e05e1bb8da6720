/** Real trainings that were killed, and whose checkpoints are damaged before they go on. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Case } from '../fixtures/exact-case'
import { DAMAGES, flipBit } from './exact-damages'
import { endingBelow, jsonIn, runBelow } from './exact-ending'
import { epochOf, killedTraining } from './exact-killed'
import { trainCase, trainToTheEnd } from './exact-session'
import { slice } from '../soak'

jest.setTimeout(120_000)

const options = { checkpoint: { keepLast: 3 } }
const CASE: Case = { way: 'plain', optimizer: 'adam', epochs: 12, slowsDown: true, options }

/** What a process has warned of, and what run.json says of damage. */
function told(errors: string, dir: string) {
  const { problems } = jsonIn(dir, 'run.json') as { problems: { code: string; message: string }[] }
  const warnings = errors.split('\n').filter((line) => line.includes('EXMAN_'))
  return { warnings, problems: problems.filter(({ code }) => code === 'EXMAN_CHECKPOINT_DAMAGED') }
}

describe('a killed training whose newest checkpoint', () => {
  const killed = killedTraining(CASE, 8)

  test.each(slice(DAMAGES, 4))(
    'has $has says why, and goes on from the one before to the same end',
    async ({ damage, reason }) => {
      const { root, dir, newest } = killed.copy()
      const [last, before] = newest as [string, string]
      expect(epochOf(before)).toBe(epochOf(last) - 1)
      damage(last, before)
      const { epochs, errors } = await trainToTheEnd(root, CASE)
      expect(epochs[0]).toBe(epochOf(before))
      const { warnings, problems } = told(errors, dir)
      expect(warnings).toEqual([expect.stringContaining('EXMAN_CHECKPOINT_DAMAGED')])
      expect(problems).toHaveLength(1)
      for (const text of [warnings[0], problems[0]!.message]) {
        expect(text).toContain(basename(last))
        expect(text).toMatch(reason)
      }
      expect(endingBelow(root)).toEqual(killed.straight)
      // It is not lost: who wants to look at it finds it.
      expect(readdirSync(join(dir, 'models'))).toContain(`aside.${basename(last)}`)
    },
  )

  test('and the one before it are damaged goes on from the third', async () => {
    const { root, dir, newest } = killed.copy()
    const [last, before, third] = newest as [string, string, string]
    flipBit(join(last, 'weights.bin'))
    rmSync(before, { recursive: true })
    mkdirSync(before)
    const { epochs, errors } = await trainToTheEnd(root, CASE)
    expect(epochs[0]).toBe(epochOf(third))
    const { warnings, problems } = told(errors, dir)
    expect([warnings.length, problems.length]).toEqual([2, 2])
    expect(endingBelow(root)).toEqual(killed.straight)
  })

  test('has a file more than was saved is as good as before', async () => {
    const { root, dir, newest } = killed.copy()
    writeFileSync(join(newest[0]!, 'notes.txt'), 'mine')
    const { epochs, errors } = await trainToTheEnd(root, CASE)
    expect([epochs[0], told(errors, dir)]).toEqual([epochOf(newest[0]!), { warnings: [], problems: [] }])
    expect(endingBelow(root)).toEqual(killed.straight)
  })
})

/** The digests of all files of a run, but for those that say who was there, and what a kill has left half made. */
function contentOf(dir: string): Record<string, string> {
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(dir, name)))
      .digest('hex')
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !/run\.json$|(^|\/)\./.test(name) && statSync(join(dir, name)).isFile(),
  )
  return Object.fromEntries(names.sort().map((name) => [name, digest(name)]))
}

describe.each(['plain', 'run'] as const)(
  'a killed training (%s) whose checkpoints are all damaged',
  (way) => {
    const given: Case = { ...CASE, way }
    const killed = killedTraining(given, 8)

    test('is refused with the reason, changes nothing, and goes on when they are whole again', async () => {
      const { root, dir, newest } = killed.copy()
      const weights = newest.map((checkpoint) => join(checkpoint, 'weights.bin'))
      const whole = weights.map((path) => readFileSync(path))
      weights.forEach(flipBit)
      const before = contentOf(dir)

      const refused = await trainCase(root, given)
      expect([refused.code, refused.epochs]).toEqual([1, []])
      expect(refused.errors).toContain("code: 'EXMAN_CHECKPOINT_INVALID'")
      expect(refused.errors).toContain('weights.bin has other content than was saved')
      expect(contentOf(dir)).toEqual(before)

      weights.forEach((path, at) => writeFileSync(path, whole[at]!))
      const { epochs } = await trainToTheEnd(root, given)
      expect(epochs[0]).toBe(epochOf(newest[0]!))
      expect(runBelow(root)).toBe(dir)
      expect(endingBelow(root)).toEqual(killed.straight)
    })
  },
)
