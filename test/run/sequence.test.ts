import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { byAge, nextSequence, rememberedNumber, rememberNumber } from '../../src/run/sequence'
import type { RunRecord } from '../../src/run/record'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const at = (ms: number) => new Date(ms)

function newRoot(): string {
  const root = scratch()
  mkdirSync(join(root, '.exman'))
  return root
}

test('it is the time while the clock goes forward, and one more where it does not', () => {
  const root = newRoot()
  const clock = [1000, 2000, 2000, 500, 1999, 3000]
  expect(clock.map((ms) => nextSequence(root, at(ms)))).toEqual([1000, 2000, 2001, 2002, 2003, 3000])
  const stored = readFileSync(join(root, '.exman/sequence.json'), 'utf8')
  expect(stored).toBe('{\n  "format": 1,\n  "sequence": 3000\n}\n')
})

test.each(['', '{"format"', '[]', '{"format":2}', '{"format":1}', '{"format":1,"sequence":"x"}', '\0\0'])(
  'with %j in its file the clock alone counts',
  (text) => {
    const root = newRoot()
    writeFileSync(join(root, '.exman/sequence.json'), text)
    expect(nextSequence(root, at(1000))).toBe(1000)
    expect(nextSequence(root, at(500))).toBe(1001)
  },
)

test('where its file cannot be written, the run has its number all the same', async () => {
  const root = newRoot()
  nextSequence(root, at(1000))
  let sequence = 0
  const broken = faultyDisk({ kind: 'fail', code: 'EACCES', failAt: 1, failFor: 9, only: ['openSync'] })
  expect(await under(broken, () => (sequence = nextSequence(root, at(500))))).toBeUndefined()
  expect([sequence, broken.struck.length]).toEqual([1001, 1])
})

test('a number that is remembered stays when runs are made, and only a higher one takes its place', () => {
  const root = newRoot()
  nextSequence(root, at(1000))
  rememberNumber(root, 7)
  rememberNumber(root, 5)
  expect(nextSequence(root, at(500))).toBe(1001)
  expect(rememberedNumber(root)).toBe(7)
  expect(rememberedNumber(newRoot())).toBe(0)
})

const record = (sequence: number | undefined, created: string, run = 'run--20-03-03--15-52') =>
  ({ sequence, created, id: `exp-1-2/${run}` }) as RunRecord

test.each([
  ['the sequence', record(1, '2021-01-01'), record(2, '2020-01-01')],
  ['the time where there is no sequence', record(undefined, '2020-01-01'), record(undefined, '2021-01-01')],
  [
    'the time of runs that share a number',
    record(1, '2020-01-01', 'run--20-03-03--15-52-9'),
    record(1, '2021-01-01'),
  ],
  [
    'the number in the name of runs that share one',
    record(1, '', 'run--20-03-03--15-52-9'),
    record(1, '', 'run--20-03-03--15-52-10'),
  ],
  ['a time that is none as the oldest', record(undefined, 'yesterday'), record(undefined, '2020-01-01')],
])('runs are sorted by %s', (_, older, newer) => {
  expect([newer, older].sort(byAge)).toEqual([older, newer])
  expect([older, newer].sort(byAge)).toEqual([older, newer])
})
