import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager, openRun } from '../../src'
import { runScript } from '../training/children'
import { kill, script, start, untilSo } from './children'
import { scratch } from './scratch'
import { describeWith } from './tools'

const PARAMS = { model: 1, training: 2 }
const NOON = '2020-03-03 12:00:30'

/** The clocks that go wrong: each row is what the clock is set to in turn. */
const CLOCKS: [title: string, times: string[]][] = [
  ['steps back an hour', [`@${NOON}`, '@2020-03-03 11:00:30', '@2020-03-03 11:00:31']],
  ['steps back a year', [`@${NOON}`, '@2019-03-03 12:00:30', '@2019-03-03 12:00:30']],
  ['stands still', [NOON, NOON, NOON]],
  ['steps back, and then on to where it was', [`@${NOON}`, '@2020-03-03 11:00:30', `@${NOON}`]],
  ['steps back twice, and stands still', [`@${NOON}`, '2020-03-03 11:00:30', '2018-03-03 12:00:30']],
]

/** What a child under a clock of its own printed. */
async function underClock<T>(...args: string[]): Promise<T> {
  const LD_PRELOAD = execFileSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], {
    encoding: 'utf8',
  }).trim()
  const FAKETIME_TIMESTAMP_FILE = join(scratch(), 'clock')
  writeFileSync(FAKETIME_TIMESTAMP_FILE, '+1h\n')
  // A clock that is set leaves the one alone that only ever runs forward.
  const env = {
    LD_PRELOAD,
    FAKETIME_TIMESTAMP_FILE,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  const { code, output, errors } = await runScript('clock', {
    args,
    cwd: scratch(),
    env: { ...env, TZ: 'UTC' },
  })
  if (code !== 0) throw new Error(errors)
  return JSON.parse(output) as T
}

const minuteOf = (iso: string) => `run--${iso.slice(2, 16).replace('T', '--').replace(':', '-')}`

describeWith(['faketime'], 'under a clock that', () => {
  test.each(CLOCKS)(
    '%s, runs have names of their own and are found in the order they were made',
    async (...row) => {
      const [, times] = row
      const root = scratch()
      const made = await underClock<{ now: string; id: string }[]>('runs', root, ...times, ...times)
      expect(made.map(({ now }) => now.slice(0, 16))).toEqual(
        [...times, ...times].map((time) => time.replace('@', '').replace(' ', 'T').slice(0, 16)),
      )
      expect(new Set(made.map(({ id }) => id)).size).toBe(6)
      for (const { now, id } of made) expect(id).toContain(minuteOf(now))
      const found = await new ExperimentManager({ expBaseDir: root }).find(PARAMS)
      expect(found.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
    },
  )

  test.each(CLOCKS)('%s, time in a run never goes backward', async (...row) => {
    const [, times] = row
    const root = scratch()
    const { moments, id } = await underClock<{ moments: string[]; id: string }>('epochs', root, ...times)
    expect(moments[0]! >= moments[1]!).toBe(true)
    const run = await openRun(id, { root })
    const seconds = run.readLog().map((epoch) => epoch.seconds)
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b))
    // Three epochs of 20 ms, whatever the clock says.
    expect(seconds[0]).toBeGreaterThanOrEqual(0.02)
    expect(seconds[2]).toBeGreaterThanOrEqual(0.06)
    expect(seconds[2]).toBeLessThan(600)
    const { started, ended } = run.record.sessions[0]!
    expect(Date.parse(ended!) - Date.parse(started)).toBeGreaterThanOrEqual(0)
    expect(run.status).toBe('done')
  })

  test('is an hour ahead, a process finds the run of one that is paused still held; and lost once that is dead', async () => {
    const root = scratch()
    const { child, line: id } = await start(script('run-child', 'hold', root))
    try {
      // It says its name before it begins.
      await untilSo(child, async () => (await openRun(id, { root })).readLog().length === 2)
      child.kill('SIGSTOP')
      const refused = await underClock<{ now: string }>('add', root, id)
      expect(Date.parse(refused.now) - Date.now()).toBeGreaterThan(3500 * 1000)
      expect(refused).toMatchObject({
        status: 'running',
        code: 'EXMAN_RUN_HELD',
        message: expect.stringContaining(String(child.pid)) as string,
      })
    } finally {
      await kill(child)
    }
    expect(await underClock('add', root, id)).toMatchObject({ status: 'lost', code: null })
    expect((await openRun(id, { root })).readLog()).toHaveLength(3)
  })
})
