import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHolder } from '../../src/files'
import { limit, times } from '../soak'
import { race } from './race'
import { deadLock } from './scenarios'
import { scratch, strays } from './scratch'

jest.setTimeout(limit(60))

const CLAIMS = times(40, 200)

test(`${CLAIMS} processes that claim the same name get ${CLAIMS} folders`, async () => {
  const dir = scratch()
  const names = await race('files-race', ['claim', dir], CLAIMS)
  expect(new Set(names).size).toBe(CLAIMS)
  expect(
    readdirSync(dir)
      .filter((name) => name.startsWith('run'))
      .sort(),
  ).toEqual(names.sort())
})

test('of 12 processes that make the same file one makes it, and the others find it whole', async () => {
  const dir = scratch()
  const answers = await race('files-race', ['create', dir], 12)
  const text = readFileSync(join(dir, 'a.json'), 'utf8')
  expect(answers.sort().reverse()).toEqual(['made', ...Array<string>(11).fill(text)])
  expect(strays(dir)).toEqual([])
})

describe.each([
  [times(20, 200), 'a dead process holds', deadLock],
  [8, 'is free', () => undefined],
  [8, 'has a damaged lock', () => '{"format":1,"ho'],
  [8, 'a dead process holds, whose successor died, too,', deadSuccessor],
])('of %d processes that lock a folder that %s', (count, _title, lockOf) => {
  test('exactly one gets it, and the others name it', async () => {
    const dir = scratch()
    const text = lockOf(dir)
    if (text !== undefined) writeFileSync(join(dir, '.lock'), text)
    const answers = await race('files-race', ['lock', dir], count)
    const winner = readHolder(dir)!.pid
    expect(answers.sort()).toEqual(['got it', ...Array<string>(count - 1).fill(`held by ${winner}`)])
    expect(strays(dir)).toEqual([])
  })
})

/** A dead lock, and beside it what a process left that died while it took the lock over. */
function deadSuccessor(dir: string): string {
  const text = deadLock(dir)
  const digest = createHash('sha256').update(text).digest('hex')
  writeFileSync(join(dir, `.lock-${digest.slice(0, 16)}`), deadLock(dir, { since: 'later' }))
  return text
}
