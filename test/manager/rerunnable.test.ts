import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager, type PrepareOptions, type RunRecord } from '../../src'
import { scratch } from '../faults/scratch'
import { coded } from '../run/runs'
import { tf } from '../training/tiny'
import { leave, PARAMS } from './stored'

const OTHER = { model: { units: 7 }, training: { lr: 0.5 }, data: { fold: 2 }, comment: 'asked' }

const manager = (options: object = {}) =>
  new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss', tf, rerunnable: true, ...options })

function ask(params: unknown, request?: object): string {
  const path = join(scratch(), 'asked.json')
  writeFileSync(path, typeof params === 'string' ? params : JSON.stringify(params))
  process.env.EXMAN_PARAMS = path
  if (request !== undefined) process.env.EXMAN_RERUN = JSON.stringify(request)
  return path
}

const recordOf = (run: { path: (name: string) => string }) =>
  JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as RunRecord

afterEach(() => {
  delete process.env.EXMAN_PARAMS
  delete process.env.EXMAN_RERUN
})

test('the parameters that EXMAN_PARAMS names take the place of those given', () => {
  ask(OTHER)
  const { run } = manager().prepare(PARAMS)
  expect(run.params).toEqual(OTHER)
  expect(recordOf(run)).not.toHaveProperty('rerunOf')
  run.finish()
})

test.each<[string, object, PrepareOptions]>([
  ['without the option', { rerunnable: false }, {}],
  ['without it for the one call', {}, { rerunnable: false }],
])('%s they do not', (_, options, given) => {
  ask(OTHER)
  const { run } = manager(options).prepare(PARAMS, given)
  expect(run.params).toEqual(PARAMS)
  run.finish()
})

test('an empty variable is none', () => {
  process.env.EXMAN_PARAMS = ''
  process.env.EXMAN_RERUN = ''
  const { run } = manager().prepare(PARAMS)
  expect(run.params).toEqual(PARAMS)
  run.finish()
})

test('a rerun has its overrides, the seed of the old run, and its id', () => {
  ask(OTHER, { of: 'exp-1-2/run--26-01-01--00-00', seed: 11, overrides: ['model.units=9'] })
  const { run } = manager().prepare(PARAMS, { seed: 3 })
  expect(run.params).toEqual({ ...OTHER, model: { units: 9 } })
  expect(recordOf(run)).toMatchObject({ rerunOf: 'exp-1-2/run--26-01-01--00-00', seed: 11 })
  run.finish()
})

test('where the old run had none, the seed that is given counts', () => {
  ask(OTHER, { of: 'x', seed: null, overrides: [] })
  const { run } = manager().prepare(PARAMS, { seed: 3 })
  expect(recordOf(run)).toMatchObject({ seed: 3 })
  run.finish()
})

test('a rerun is a new run, also where an unfinished one would go on', async () => {
  const expm = manager()
  const old = await leave(expm, 'interrupted')
  ask(PARAMS, { of: old.id, seed: 7, overrides: [] })
  const { run } = expm.prepare(PARAMS, { resume: true })
  expect(run.id).not.toBe(old.id)
  const { run: named } = expm.prepare(PARAMS, { resume: old.id })
  expect(named.id).not.toBe(old.id)
  run.finish()
  named.finish()
})

test('find and identify go by what they are given', async () => {
  const expm = manager()
  const old = await leave(expm, 'done')
  ask(OTHER)
  expect((await expm.find(PARAMS)).map(({ id }) => id)).toEqual([old.id])
})

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'it is not JSON'],
  ['a list', [1], 'holds no object'],
  ['what cannot be parameters', '{"a":1e999}', 'Infinity'],
])('a file of %s is refused, by the name of the variable', (_, content, why) => {
  const path = ask(content)
  const prepare = () => manager().prepare(PARAMS)
  expect(prepare).toThrow(coded('EXMAN_OPTION_INVALID', 'The environment variable EXMAN_PARAMS must name'))
  expect(prepare).toThrow(coded('EXMAN_OPTION_INVALID', why))
  expect(prepare).toThrow(expect.objectContaining({ option: 'EXMAN_PARAMS', value: path }) as Error)
})

test('so is one that there is not', () => {
  process.env.EXMAN_PARAMS = 'none.json'
  expect(() => manager().prepare(PARAMS)).toThrow(
    coded('EXMAN_OPTION_INVALID', `There is no file ${join(process.cwd(), 'none.json')}`),
  )
})

test.each<[string, string]>([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['no id', '{"seed":1}'],
  ['a strange seed', '{"of":"x","seed":-1}'],
  ['strange overrides', '{"of":"x","overrides":[1]}'],
])('EXMAN_RERUN with %s is refused before anything is written', (_, text) => {
  ask(OTHER)
  process.env.EXMAN_RERUN = text
  expect(() => manager().prepare(PARAMS)).toThrow(
    coded('EXMAN_OPTION_INVALID', 'The environment variable EXMAN_RERUN must be'),
  )
})
