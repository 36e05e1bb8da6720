import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { openRuns, readRunLock, unlockRun } from '../../src'
import { holderOf } from '../faults/holders'
import { changeLock, runIn } from '../faults/taken'
import { coded } from '../run/runs'
import { exman } from './run-program'

const rootOf = (dir: string) => join(dir, '../..')
const unlock = (dir: string, ...words: string[]) =>
  exman(['unlock', 'latest', '--root', rootOf(dir), ...words], { cwd: '/' })

describe('exman unlock', () => {
  test('does not rob a process that lives, however it is asked', async () => {
    const { first, leave, tell } = await holderOf()
    const { dir, pid } = first
    const { code, out, err } = await unlock(dir, '--yes')
    expect(code).toBe(1)
    expect(out).toMatch(
      new RegExp(`is locked by process ${pid} on ${hostname()} since .*, which is alive\\.\n$`),
    )
    expect(err).toMatch(/EXMAN_RUN_HELD: .* Wait for it, or stop it and try again\./)
    expect(existsSync(join(dir, '.lock'))).toBe(true)
    expect(await tell()).toMatchObject({ pid })
    await leave()
  })

  test('takes the lock of a process that has ended, when somebody agrees', async () => {
    const { first, kill } = await holderOf()
    await kill()
    const { dir, pid } = first
    const asked = await unlock(dir)
    expect(asked).toMatchObject({ code: 1, err: 'Nothing was changed. Add --yes to do it.\n' })
    expect(asked.out).toMatch(new RegExp(`process ${pid} on .*, which has ended\\.\n$`))
    expect(existsSync(join(dir, '.lock'))).toBe(true)
    const done = await exman(['unlock', 'latest'], { cwd: rootOf(dir), answer: 'y\n' })
    expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/is unlocked\.\n$/) as string })
    expect(existsSync(join(dir, '.lock'))).toBe(false)
    expect(runIn(dir).status).toBe('lost')
    expect(await unlock(dir)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/ is not locked\.\n$/) as string,
    })
  })

  test('shows the host and the Slurm job of one that cannot be seen from here, and takes its lock with --yes', async () => {
    const { first, kill } = await holderOf()
    await kill()
    const { dir } = first
    changeLock(dir, { host: 'gpu\u001b[31m3', slurm: { job: '77', restart: 1 } })
    const asked = await unlock(dir)
    expect(asked.code).toBe(1)
    expect(asked.out).toContain('on gpu\\u001b[31m3 (Slurm job 77, restart 1) since ')
    expect(asked.out).toContain('of which nothing can be seen from here: it may be alive.')
    expect(await unlock(dir, '--yes')).toMatchObject({ code: 0 })
    expect(existsSync(join(dir, '.lock'))).toBe(false)
  })

  test('takes a lock away that names nobody', async () => {
    const { first, kill } = await holderOf()
    await kill()
    writeFileSync(join(first.dir, '.lock'), 'nonsense')
    const { code, out } = await unlock(first.dir, '--yes')
    expect(code).toBe(0)
    expect(out).toContain('is locked by nobody: the lock is damaged')
    expect(existsSync(join(first.dir, '.lock'))).toBe(false)
  })
})

test('readRunLock says who has a run, and unlockRun whether there was a lock', async () => {
  const { first, kill } = await holderOf()
  const run = (await openRuns(rootOf(first.dir))).find('latest')
  const { since } = JSON.parse(readFileSync(join(first.dir, '.lock'), 'utf8')) as { since: string }
  expect(readRunLock(run)).toEqual({ host: hostname(), pid: first.pid, since, slurm: null, judged: 'alive' })
  expect(() => unlockRun(run)).toThrow(coded('EXMAN_RUN_HELD'))
  await kill()
  expect(readRunLock(run)).toMatchObject({ judged: 'dead' })
  expect([unlockRun(run), unlockRun(run)]).toEqual([true, false])
  expect(readRunLock(run)).toBeNull()
  expect(() => unlockRun({ ...run, dir: '/nowhere' })).toThrow(coded('EXMAN_RUN_NOT_FOUND'))
  expect(() => unlockRun('x' as never)).toThrow(coded('EXMAN_OPTION_INVALID'))
})
