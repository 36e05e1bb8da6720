import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHolder } from '../../src/files'
import { script, start } from './children'
import { deadLock } from './scenarios'
import { scratch, strays } from './scratch'

/** Starts the processes, lets them all go at once, and gives what each printed. */
async function race(what: string, dir: string, count: number): Promise<string[]> {
  const started = []
  // A few at a time: it is the start that must not be slow, and the race that must be tight.
  for (let n = 0; n < count; n += 4) {
    const some = Array.from({ length: 4 }, (_, k) => start(script('files-race', what, dir, n + k)))
    started.push(...(await Promise.all(some)))
  }
  const answers = started.map(({ child }) => nextLine(child))
  writeFileSync(join(dir, 'go'), '')
  const lines = await Promise.all(answers)
  await Promise.all(started.map(({ child }) => end(child)))
  return lines
}

const nextLine = (child: ChildProcess) =>
  new Promise<string>((resolve) =>
    child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim())),
  )

const end = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('exit', resolve)
    child.stdin!.end('end\n')
  })

test('40 processes that claim the same name get 40 folders', async () => {
  const dir = scratch()
  const names = await race('claim', dir, 40)
  expect(new Set(names).size).toBe(40)
  expect(
    readdirSync(dir)
      .filter((name) => name.startsWith('run'))
      .sort(),
  ).toEqual(names.sort())
})

test('of 12 processes that make the same file one makes it, and the others find it whole', async () => {
  const dir = scratch()
  const answers = await race('create', dir, 12)
  const text = readFileSync(join(dir, 'a.json'), 'utf8')
  expect(answers.sort().reverse()).toEqual(['made', ...Array<string>(11).fill(text)])
  expect(strays(dir)).toEqual([])
})

describe.each([
  [20, 'a dead process holds', deadLock],
  [8, 'is free', () => undefined],
  [8, 'has a damaged lock', () => '{"format":1,"ho'],
  [8, 'a dead process holds, whose successor died, too,', deadSuccessor],
])('of %d processes that lock a folder that %s', (count, _title, lockOf) => {
  test('exactly one gets it, and the others name it', async () => {
    const dir = scratch()
    const text = lockOf(dir)
    if (text !== undefined) writeFileSync(join(dir, '.lock'), text)
    const answers = await race('lock', dir, count)
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
