import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
  expect(findRun(run.id, '/elsewhere')).toBe(resolve(run.id))
  expect(findRun('../x', root)).toBe(resolve('../x'))
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

test.each<[string, (dir: string) => void, string, string]>([
  ['is not there', (dir) => rmSync(dir, { recursive: true }), 'EXMAN_RUN_NOT_FOUND', 'it has no run.json'],
  ['has no run.json', (dir) => rmSync(join(dir, 'run.json')), 'EXMAN_RUN_NOT_FOUND', 'it has no run.json'],
  [
    'has an empty run.json',
    (dir) => writeFileSync(join(dir, 'run.json'), ''),
    'EXMAN_FILE_INVALID',
    'run.json: it is empty',
  ],
  ...[
    '{"format":1,"id":"a","status":"done"}',
    '{"format":1,"id":"a","sessions":[]}',
    '{"format":1,"status":"done","sessions":[]}',
  ].map((text): [string, (dir: string) => void, string, string] => [
    `has a run.json of ${text}`,
    (dir) => writeFileSync(join(dir, 'run.json'), text),
    'EXMAN_FILE_INVALID',
    'id, status or sessions is missing',
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
