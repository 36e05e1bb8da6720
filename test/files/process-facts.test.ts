import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { thisProcess } from '../../src/files'
import { isAlive, parseStat, slurmJob } from '../../src/files/process-facts'

const onLinux = process.platform === 'linux' ? test : test.skip

test('tells this process from others, once and for all', () => {
  expect(thisProcess()).toMatchObject({ host: hostname(), pid: process.pid })
  expect(thisProcess()).toBe(thisProcess())
})

onLinux('knows start, boot and namespace', () => {
  const { start, boot, pidns } = thisProcess()
  expect(start).toMatch(/^\d+$/)
  expect(boot).toMatch(/^[0-9a-f-]{36}$/)
  expect(pidns).toMatch(/^pid:\[\d+\]$/)
})

const rest = 'R 1 2 3 0 -1 4194304 104 0 0 0 0 0 0 0 20 0 1 0 160016 313 409'

test.each([
  ['plain', `5015 (node) ${rest}`, { state: 'R', start: '160016' }],
  ['with spaces', `5015 (my node 7 x) ${rest}`, { state: 'R', start: '160016' }],
  ['with parentheses', `5015 (a) S 1 (b)) ${rest}`, { state: 'R', start: '160016' }],
  ['cut short', '5015 (node) R 1', undefined],
  ['empty', '', undefined],
])('reads a stat line %s', (_title, text, facts) => expect(parseStat(text)).toEqual(facts))

test.each([
  [{}, null],
  [{ SLURM_JOB_ID: '81' }, { job: '81', restart: 0 }],
  [
    { SLURM_JOB_ID: '81', SLURM_RESTART_COUNT: '2' },
    { job: '81', restart: 2 },
  ],
  [
    { SLURM_JOB_ID: '81', SLURM_RESTART_COUNT: 'x' },
    { job: '81', restart: 0 },
  ],
])('the Slurm job of %j is %j', (env, job) => expect(slurmJob(env)).toEqual(job))

describe('isAlive', () => {
  const { start } = thisProcess()

  test('this process', () => expect(isAlive(process.pid, start)).toBe(true))

  test('its parent, of unknown start', () => expect(isAlive(process.ppid, null)).toBe(true))

  test('one that belongs to somebody else', () => expect(isAlive(1, null)).toBe(true))

  test('not one that has ended', () => expect(isAlive(spawnSync('true').pid, null)).toBe(false))

  onLinux('not an earlier one with the same pid', () => expect(isAlive(process.pid, '1')).toBe(false))

  onLinux('not a zombie', async () => {
    // `sleep` takes the place of the shell, and never asks how the shell's child ended.
    const line = 'read line <&3 & echo $!; exec sleep 20'
    const parent = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] })
    const untilIn = async (file: string, text: string) => {
      while (!readFileSync(`/proc/${file}`, 'utf8').includes(text)) await setTimeout(20)
    }
    const pid = await new Promise<number>((resolve) =>
      parent.stdout!.once('data', (data: Buffer) => resolve(Number(data))),
    )
    await untilIn(`${parent.pid}/comm`, 'sleep')
    parent.stdio[3]!.destroy()
    await untilIn(`${pid}/stat`, ') Z ')
    const isThere = process.kill(pid, 0)
    const alive = isAlive(pid, null)
    parent.kill()
    expect([isThere, alive]).toEqual([true, false])
  })
})
