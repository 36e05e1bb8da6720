/** What a run and its holder's lock say once others have asked for it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Holder } from '../../src/files'
import { readRun } from '../../src/run/read'
import { readRunRecord } from '../../src/run/record'
import type { RunFolder } from '../../src/run/run-folder'
import type { Answer } from '../fixtures/holder-answer'
import { reopenRun } from '../fixtures/run-setup'
import { strays } from './scratch'

/** How a holder is named to those who are refused: on this host, as one that lives, unless these say other. */
export interface Named {
  host?: string
  /** Of this one it could not be seen whether it lives, so the message tells of a takeover. */
  isUnknown?: boolean
}

/** That processes were refused, and told who holds the run. */
export function expectRefused(answers: Answer | Answer[], by: Answer, named: Named = {}): void {
  const { host = hostname(), isUnknown = false } = named
  const list = [answers].flat()
  expect(list.map(refusal)).toEqual(
    list.map(() => ({ code: 'EXMAN_RUN_HELD', pid: by.pid, host, isUnknown })),
  )
}

function refusal({ code, message = '' }: Answer) {
  const [, pid, host] = / process (\d+) on ([\w.-]+)/.exec(message) ?? []
  return { code, pid: Number(pid), host, isUnknown: message.includes('takeover: true') }
}

/** That a run went to a process that found all that was logged before; the session of the one before is lost. */
export function expectTaken(from: Answer, by: Answer): void {
  expect(by).toEqual({ pid: by.pid, dir: by.dir, epochs: from.epochs! + 1 })
  expect(readRunRecord(by.dir)!.sessions).toMatchObject([
    { process: { pid: from.pid }, fromEpoch: 0, toEpoch: from.epochs, end: 'lost', ended: null },
    { process: { pid: by.pid }, fromEpoch: from.epochs },
  ])
  expect(strays(by.dir)).toEqual([])
}

/** The run in a folder, as this process finds it. */
export function runIn(dir: string): RunFolder {
  return reopenRun(readRun(dir).place)
}

/** The path of a run's lock. */
export const lockOf = (dir: string): string => join(dir, '.lock')

/** Whom a lock names. */
export function readLock(dir: string): Holder {
  return JSON.parse(readFileSync(lockOf(dir), 'utf8')) as Holder
}

/** Makes a lock name another process, or the same with other facts. */
export function changeLock(dir: string, facts: Partial<Holder>): void {
  writeFileSync(lockOf(dir), JSON.stringify({ ...readLock(dir), ...facts }))
}
