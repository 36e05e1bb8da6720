import { spawnSync } from 'node:child_process'
import { judgeHolder, thisProcess, type Holder } from '../../src/files'
import { parseHolder } from '../../src/files/holder'

const me = thisProcess()
const dead = spawnSync('true').pid
const mine: Holder = { format: 1, ...me, slurm: null, inode: '1', since: '2020-03-03T14:52:10.120Z' }
const job = (restart: number, id = '81') => ({ job: id, restart })

test.each<[string, Partial<Holder>, string]>([
  ['itself', {}, 'this-process'],
  ['another that lives', { pid: process.ppid, start: null }, 'alive'],
  ['one that has ended', { pid: dead }, 'dead'],
  ['one whose pid has another process now', { pid: process.ppid, start: '1' }, 'dead'],
  ['an earlier one with the pid of this', { start: '1' }, 'dead'],
  ['one from before the last boot', { boot: 'another' }, 'dead'],
  ['one from before the last boot, in another namespace', { boot: 'another', pidns: 'pid:[1]' }, 'dead'],
  ['one in another namespace', { pidns: 'pid:[1]', pid: dead }, 'unknown'],
  ['one that could not say its boot', { boot: null, pid: dead }, 'unknown'],
  ['one on another host', { host: 'gpu3', pid: dead }, 'unknown'],
  ['one on another host, before its last boot', { host: 'gpu3', boot: 'another' }, 'unknown'],
  ['the same Slurm job on another host before its restart', { host: 'gpu3', slurm: job(1) }, 'dead'],
  ['the same Slurm job in another namespace before its restart', { pidns: 'pid:[1]', slurm: job(1) }, 'dead'],
  ['the same Slurm job on another host, as often restarted', { host: 'gpu3', slurm: job(2) }, 'unknown'],
  ['the same Slurm job on another host, later restarted', { host: 'gpu3', slurm: job(3) }, 'unknown'],
  ['another Slurm job on another host', { host: 'gpu3', slurm: job(1, '82') }, 'unknown'],
  ['the same Slurm job here that still lives', { pid: process.ppid, start: null, slurm: job(1) }, 'alive'],
])('judges %s', (_title, holder, judged) => {
  expect(judgeHolder({ ...mine, ...holder }, { ...me, slurm: job(2) })).toBe(judged)
})

test('without a Slurm job, that of another says nothing', () => {
  expect(judgeHolder({ ...mine, host: 'gpu3', slurm: job(0) })).toBe('unknown')
})

test('reads back what it is written as, unknown fields passed over', () => {
  expect(parseHolder(JSON.stringify({ ...mine, new: 1 }))).toEqual(mine)
  expect(parseHolder(JSON.stringify({ ...mine, slurm: job(1) }))?.slurm).toEqual(job(1))
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '7',
  '{}',
  ...[0, -1, 1.5, '7', 2 ** 31].map((pid) => JSON.stringify({ ...mine, pid })),
])('takes %j for damaged', (text) => expect(parseHolder(text)).toBeUndefined())
