import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findRun, readRun } from '../../src/run/read'
import { scratch } from '../faults/scratch'
import { PARAMS } from '../fixtures/run-setup'
import { coded, newRun, tree } from './runs'

function finished(root: string, params = PARAMS) {
  const run = newRun({ monitor: 'acc' }, root, params)
  run.log({ acc: 0.5 })
  run.finish()
  return run
}

test('an id is looked up below the root; all else is a path', () => {
  const root = join(scratch(), 'root')
  const run = finished(root)
  expect(findRun(run.id, root)).toBe(run.dir)
  expect(findRun(run.dir, '/elsewhere')).toBe(run.dir)
  expect(findRun('../x', root)).toBe(resolve('../x'))
})

test('an id without a folder is an error that names the folder below the root', () => {
  const id = 'exp-1-2/run--20-03-03--15-52'
  const text = `There is no folder /elsewhere/${id}. The run was looked for in /elsewhere; the option "root" names another place.`
  expect(() => findRun(id, '/elsewhere')).toThrow(coded('EXMAN_RUN_NOT_FOUND', text))
})

test('while loss stands in for the monitored metric, that one is still wanted', () => {
  const run = newRun({ monitor: 'val_acc', mode: 'max' })
  run.log({ loss: 0.5 })
  expect(readRun(run.dir).monitored).toEqual({ monitor: 'val_acc' })
  run.log({ loss: 0.5, val_acc: 0.5 })
  expect(readRun(run.dir).monitored).toEqual({ monitor: 'val_acc', mode: 'max' })
  run.finish()
})

test('a root that is itself named debug is no debug tree', () => {
  const root = join(scratch(), 'debug')
  for (const params of [PARAMS, { ...PARAMS, debug: true }]) {
    const run = finished(root, params)
    expect(readRun(run.dir).place).toEqual({ id: run.id, dir: run.dir, root })
  }
})

test('a run is read as it was stored, and nothing is changed', () => {
  const root = join(scratch(), 'root')
  const run = finished(root)
  const before = tree(root)
  expect(readRun(run.dir)).toEqual({
    place: { id: run.id, dir: run.dir, root },
    params: PARAMS,
    record: run.record,
    monitored: { monitor: 'acc', mode: 'max' },
  })
  expect(tree(root)).toEqual(before)
})

test('before the first epoch it does not say what is monitored', () => {
  const run = newRun()
  run.finish()
  expect(readRun(run.dir).monitored).toEqual({})
})

test('the folder says where a run is, also when it was moved, or copied out of its tree', () => {
  const root = join(scratch(), 'root')
  const run = finished(root, { ...PARAMS, debug: true })
  expect(readRun(run.dir).place).toEqual({ id: run.id, dir: run.dir, root })
  const [, experiment, name] = run.id.split('/') as [string, string, string]
  const moved = join(scratch(), 'other', experiment, name)
  cpSync(run.dir, moved, { recursive: true })
  expect(readRun(moved).place).toEqual({
    id: `${experiment}/${name}`,
    dir: moved,
    root: join(moved, '../..'),
  })
  const alone = join(scratch(), 'copy')
  cpSync(run.dir, alone, { recursive: true })
  expect(readRun(alone).place.id).toBe(run.id)
})

function change(dir: string, name: string, fields: object): void {
  const path = join(dir, name)
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...fields }))
}

test('fields of run.json that are missing have their defaults, and the others keep their order', () => {
  const run = finished(join(scratch(), 'root'))
  const names = Object.keys(readRun(run.dir).record)
  change(run.dir, 'run.json', { seed: undefined, problems: undefined, error: undefined, epochs: undefined })
  const { record } = readRun(run.dir)
  expect(record).toMatchObject({ seed: null, epochs: 0, error: null, problems: [] })
  expect(names.filter((name) => !['seed', 'problems', 'error', 'epochs'].includes(name))).toEqual(
    Object.keys(record).slice(0, -4),
  )
})

test.each<[string, (dir: string) => void, string, string]>([
  ['is not there', (dir) => rmSync(dir, { recursive: true }), 'EXMAN_RUN_NOT_FOUND', 'it has no run.json'],
  ['has no run.json', (dir) => rmSync(join(dir, 'run.json')), 'EXMAN_RUN_NOT_FOUND', 'it has no run.json'],
  [
    'has an empty run.json',
    (dir) => writeFileSync(join(dir, 'run.json'), ''),
    'EXMAN_FILE_INVALID',
    'run.json: it is empty',
  ],
  ...Object.entries({
    id: 7,
    status: null,
    created: undefined,
    seed: '7',
    epochs: null,
    sessions: [{}],
    error: 'it failed',
    problems: [null],
  }).map(([field, value]): [string, (dir: string) => void, string, string] => [
    `has a run.json whose ${field} is ${JSON.stringify(value)}`,
    (dir) => change(dir, 'run.json', { [field]: value }),
    'EXMAN_FILE_INVALID',
    `run.json is not the record of a run: ${field} is missing or not as it should be.`,
  ]),
  ...['process', 'versions', 'started'].map((field): [string, (dir: string) => void, string, string] => [
    `has a session without ${field}`,
    (dir) => {
      const [session] = readRun(dir).record.sessions
      change(dir, 'run.json', { sessions: [{ ...session, [field]: undefined }] })
    },
    'EXMAN_FILE_INVALID',
    'sessions is missing or not as it should be',
  ]),
  ...Object.entries({
    monitor: undefined,
    mode: 'up',
    fallbackFor: 7,
    best: undefined,
    last: 7,
    metrics: { acc: null },
  }).map(([field, value]): [string, (dir: string) => void, string, string] => [
    `has a performances.json whose ${field} is ${JSON.stringify(value)}`,
    (dir) => change(dir, 'performances.json', { [field]: value }),
    'EXMAN_FILE_INVALID',
    `performances.json does not hold the scores of a run: ${field} is missing or not as it should be.`,
  ]),
  [
    'has a run.json of something else',
    (dir) => writeFileSync(join(dir, 'run.json'), '{"format":1}'),
    'EXMAN_FILE_INVALID',
    'is not the record of a run',
  ],
  [
    'has a run.json of a newer exman',
    (dir) => writeFileSync(join(dir, 'run.json'), '{"format":2}'),
    'EXMAN_FORMAT_NEWER',
    'Update exman',
  ],
  [
    'has lost its parameters',
    (dir) => rmSync(join(dir, 'hyperparameters.json')),
    'EXMAN_FILE_INVALID',
    'does not hold the parameters of a run',
  ],
  [
    'has parameters that are a list',
    (dir) => writeFileSync(join(dir, 'hyperparameters.json'), '[1]'),
    'EXMAN_FILE_INVALID',
    'does not hold the parameters of a run',
  ],
  [
    'has parameters that are cut',
    (dir) => writeFileSync(join(dir, 'hyperparameters.json'), '{"a'),
    'EXMAN_FILE_INVALID',
    'it is not JSON',
  ],
  [
    'has a folder for its run.json',
    (dir) => (rmSync(join(dir, 'run.json')), mkdirSync(join(dir, 'run.json'))),
    'EXMAN_READ_FAILED',
    'run.json',
  ],
])('a folder that %s is an error that says so', (_, damage, code, text) => {
  const run = finished(join(scratch(), 'root'))
  damage(run.dir)
  expect(() => readRun(run.dir)).toThrow(coded(code, text))
})
