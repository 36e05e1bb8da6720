/** Who may write to a run, and who may not: each time with processes that live, sleep or die. */
import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { parseStat } from '../../src/files/process-facts'
import { readRunRecord } from '../../src/run/record'
import type { Answer } from '../fixtures/holder-answer'
import { limit, times } from '../soak'
import { untilSo } from './children'
import { holderOf, startPeer, wanting, type Peer } from './holders'
import { race } from './race'
import { scratch } from './scratch'
import { changeLock, expectRefused, expectTaken, lockOf, readLock, runIn } from './taken'

jest.setTimeout(limit(120))

const TAKEOVER = { takeover: true } as const

/** As the system sees a process: `T` for one that is stopped, `Z` for one that is dead and not yet forgotten. */
const stateOf = (pid: number) => parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))!.state

describe('a holder that lives', () => {
  test.each([
    ['ask', {}],
    ['ask for a takeover', TAKEOVER],
  ])('refuses others that %s, until it gives the run back', async (_title, how) => {
    const holder = await holderOf()
    const { dir } = holder.first
    expectRefused(await wanting(dir, how), holder.first)
    expect(runIn(dir).status).toBe('running')
    expect(await holder.tell()).toMatchObject({ epochs: 2 })
    await holder.leave()
    expect(await wanting(dir, how)).toMatchObject({ epochs: 3 })
  })

  test('has the run of prepare before it logs anything, and until finish', async () => {
    const holder = await startPeer('holder-public', ['prepare', scratch()])
    const other = await startPeer('holder-public', ['open', holder.first.dir])
    expectRefused(other.first, holder.first)
    expect(await holder.tell()).toMatchObject({ epochs: 1 })
    expectRefused(await other.tell(), holder.first)
    await holder.tell('finish')
    expect(await other.tell()).toMatchObject({ epochs: 2 })
    expect(await holder.tell()).toMatchObject({ code: 'EXMAN_RUN_ENDED' })
  })

  test.each([
    ['an hour', 3600],
    ['a year', 365 * 24 * 3600],
  ])(
    'is not robbed when it has been stopped for %s, and goes on when it is woken',
    async (_title, seconds) => {
      const { first, child, tell, leave } = await holderOf()
      const { dir, pid } = first
      child.kill('SIGSTOP')
      const lock = readFileSync(lockOf(dir))
      const moment = new Date(Date.now() - seconds * 1000)
      changeLock(dir, { since: moment.toISOString() })
      utimesSync(lockOf(dir), moment, moment)
      for (const how of [{}, TAKEOVER]) {
        const answer = await wanting(dir, how)
        expectRefused(answer, first)
        expect(answer.message).toContain(moment.toISOString())
      }
      expect(stateOf(pid)).toBe('T')
      // Its own again: it only gives back what it wrote itself.
      writeFileSync(lockOf(dir), lock)
      child.kill('SIGCONT')
      expect(await tell()).toMatchObject({ epochs: 2 })
      await leave()
      expect(readRunRecord(dir)!.sessions).toMatchObject([{ end: 'done', toEpoch: 2 }])
      expect(await wanting(dir)).toMatchObject({ epochs: 3 })
    },
  )

  test('holds the folder when it is moved, but no copy of it', async () => {
    const holder = await holderOf()
    const { dir } = holder.first
    const [copy, moved] = [`${dir}-2`, `${dir}-3`]
    execFileSync('cp', ['-r', dir, copy])
    renameSync(dir, moved)
    for (const how of [{}, TAKEOVER]) expectRefused(await wanting(moved, how), holder.first)
    expectTaken(holder.first, await wanting(copy))
    renameSync(moved, dir)
    expectRefused(await wanting(dir), holder.first)
    expect(await holder.tell()).toMatchObject({ epochs: 2 })
    expect(readRunRecord(dir)!.sessions).toHaveLength(1)
  })
})

/** What a process logged that held a run and was killed. */
async function killedHolder(): Promise<Answer> {
  const { first, kill } = await holderOf()
  await kill()
  expect(runIn(first.dir).status).toBe('lost')
  return first
}

describe('a holder that is dead', () => {
  test('is followed by the next that asks: its session is lost, and another begins', async () => {
    const holder = await killedHolder()
    expectTaken(holder, await wanting(holder.dir))
  })

  test('is dead also while its parent has not noticed', async () => {
    // The shell waits for it, and would notice, so it is stopped.
    const { first, child } = await holderOf({ command: ['sh', '-c', '"$@"; exit', 'sh'] })
    expectRefused(await wanting(first.dir), first)
    child.kill('SIGSTOP')
    await untilSo(child, () => stateOf(child.pid!) === 'T')
    process.kill(first.pid, 'SIGKILL')
    const by = await wanting(first.dir)
    expect(stateOf(first.pid)).toBe('Z')
    expectTaken(first, by)
  })

  test('is dead though another process has its pid: when that started tells', async () => {
    const holder = await killedHolder()
    const { first: other } = await holderOf()
    const { start } = readLock(holder.dir)
    changeLock(holder.dir, { pid: other.pid, start: readLock(other.dir).start })
    expectRefused(await wanting(holder.dir), other)
    changeLock(holder.dir, { start })
    expectTaken(holder, await wanting(holder.dir))
  })

  test('is dead when the host has booted since, though a process has its pid and start', async () => {
    const { first } = await holderOf()
    const boot = '00000000-0000-4000-8000-000000000000'
    expectRefused(await wanting(first.dir), first)
    changeLock(first.dir, { boot, host: 'gpu3' })
    expectRefused(await wanting(first.dir), first, { host: 'gpu3', isUnknown: true })
    changeLock(first.dir, { boot, host: hostname() })
    expectTaken(first, await wanting(first.dir))
  })
})

/** The one of these that got the run; all others were refused, and told which it is. */
function winnerOf(answers: Answer[]): Answer {
  const [winner, ...more] = answers.filter(({ code }) => code === undefined)
  expect([winner, ...more]).toEqual([expect.anything()])
  expectRefused(
    answers.filter((answer) => answer !== winner),
    winner!,
  )
  return winner!
}

describe('of many that want the run of a holder', () => {
  const MANY = times(40, 200)

  test(`that is dead, ${MANY} at once, exactly one gets it, and the others are told which`, async () => {
    const holder = await killedHolder()
    const lines = await race('holder-peer', ['race', holder.dir], MANY)
    expectTaken(holder, winnerOf(lines.map((line) => JSON.parse(line) as Answer)))
  })

  test('that dies while they ask again and again, exactly one gets it, and none before', async () => {
    const holder = await holderOf()
    const { dir, pid } = holder.first
    const peers = await Promise.all(Array.from({ length: 5 }, () => startPeer('holder-peer', ['ask', dir])))
    const nextOfAll = () => Promise.all(peers.map(({ next }) => next()))
    const inVain = [peers.map(({ first }) => first), await nextOfAll(), await nextOfAll()]
    expectRefused(inVain.flat(), holder.first)
    expect(await holder.tell()).toMatchObject({ epochs: 2 })
    const killedAt = new Date().toISOString()
    await holder.kill()

    // What each was told before that is still to be read.
    const afterDeath = async ({ next }: Peer) => {
      let answer = await next()
      while (answer.message?.includes(` process ${pid} `)) answer = await next()
      return answer
    }
    const winner = winnerOf(await Promise.all(peers.map(afterDeath)))
    expect(winnerOf(await nextOfAll())).toMatchObject({ pid: winner.pid, epochs: 4 })
    // The winner last: what it gives back the others would take.
    const isWinner = ({ first }: Peer) => first.pid === winner.pid
    for (const isLast of [false, true])
      await Promise.all(peers.filter((peer) => isWinner(peer) === isLast).map(({ leave }) => leave()))
    expectTaken({ ...holder.first, epochs: 2 }, winner)
    expect(readRunRecord(dir)!.sessions[1]!.started >= killedAt).toBe(true)
    const epochs = runIn(dir)
      .readLog()
      .map(({ epoch }) => epoch)
    expect(epochs).toEqual(epochs.map((_, at) => at + 1))
  })
})
