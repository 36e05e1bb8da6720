import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { namedParams, paramsIn, readParams } from '../../src/run/stored-params'
import type * as storedParams from '../../src/run/stored-params'
import { paramsText } from '../../src/run/named/params-file'
import { scratch } from '../faults/scratch'
import { caught } from '../faults/thrown'
import { coded } from './runs'

const FACTS = {
  ...{ root: 'runs/000001-2020-03-03-15-52-10', id: 1, name: null },
  ...{ time: '2020-03-03T15:52:10', commit: null, tmp: false },
}
const ARGS = { z: [1, { b: 0.5, a: [] }], '10': 'on', note: 'first\nsecond', name: 'mine', big: Infinity }
const WRITTEN = paramsText(ARGS, FACTS, new Set(['lr']))
const PATH = '/experiments/runs/x/params.yaml'

/** The folder of a run that holds files of these texts. */
function folder(files: Record<string, string>): string {
  const dir = join(scratch(), 'runs', '000001-2020-03-03-15-52-10')
  mkdirSync(dir, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  return dir
}

const invalid = (text: string) => coded('EXMAN_FILE_INVALID', text)

// A comment is nothing the quick reader knows.
describe.each([
  ['as it was written', WRITTEN],
  ['with a comment', `# mine\n${WRITTEN}`],
])('a params.yaml %s', (_title, text) => {
  test('gives its arguments and its facts, each by its own name, in their order', () => {
    const { args, facts } = namedParams(text, PATH, { isOurs: true })
    expect(args).toEqual(ARGS)
    expect(Object.keys(args)).toEqual(Object.keys(ARGS))
    expect([...facts].sort()).toEqual(Object.entries(FACTS).sort())
    expect(readParams(folder({ 'params.yaml': text }))).toEqual(ARGS)
  })

  test('from which the last line is missing is not whole, unless it may be of another tool', () => {
    const cut = text.replace('tmp: false\n', '')
    const message = `${PATH} is not the whole record of a run: it does not end with root, id, name, time, commit, tmp.`
    expect(() => namedParams(cut, PATH, { isOurs: true })).toThrow(invalid(message))
    expect(() => readParams(folder({ 'params.yaml': cut }))).toThrow(invalid('is not the whole record'))
    const { args, facts } = namedParams(cut, PATH, { isOurs: false })
    expect(args).toEqual(ARGS)
    expect([...facts.keys()].sort()).toEqual(['commit', 'id', 'name', 'root', 'time'])
  })

  test('with an integer that a number would round names the line', () => {
    const line = text.startsWith('#') ? 3 : 2
    const rounded = text.replace(/^z: .*$/m, 'z: 9007199254740993')
    const message = `Could not read ${PATH}, line ${line}: 9007199254740993 is an integer beyond 2^53`
    expect(() => namedParams(rounded, PATH, { isOurs: true })).toThrow(invalid(message))
  })
})

test('a fact that cannot be read does not keep the arguments from being read', () => {
  const text = WRITTEN.replace(/^id: 1$/m, 'id: 9007199254740993')
  expect(readParams(folder({ 'params.yaml': text }))).toEqual(ARGS)
  expect(() => namedParams(text, PATH, { isOurs: true })).toThrow(invalid('is an integer beyond 2^53'))
})

test('a record of the Python tool has facts of its own, which are arguments where it is known that exman wrote it', () => {
  const own = "commit: null\nconfig: null\ndirty: true\ngit_dirty: false\nid: 3\nlr: 1.0e-05\nname: ''\n"
  const text = `${own}root: /data/runs/000003-2020\ntime: 2020-03-03-15-52-10\ntmp: false\n`
  const { args, facts } = namedParams(text, PATH, { isOurs: false })
  expect(args).toEqual({ lr: 1e-5 })
  expect(Object.fromEntries(facts)).toEqual({
    ...{ root: '/data/runs/000003-2020', id: 3, name: '', time: '2020-03-03-15-52-10' },
    ...{ commit: null, tmp: false, dirty: true, git_dirty: false, config: null },
  })
  const ours = namedParams(`git_dirty: 1\n${WRITTEN}`, PATH, { isOurs: true })
  expect(ours.args).toEqual({ git_dirty: 1, ...ARGS })
})

test.each(['', '[1]\n', 'text\n', '# nothing\n'])('the params.yaml %j does not hold parameters', (text) => {
  for (const isOurs of [true, false])
    expect(() => namedParams(text, PATH, { isOurs })).toThrow(
      invalid(`${PATH} does not hold the parameters of a run.`),
    )
})

test('hyperparameters.json is read before params.yaml', () => {
  const json = '{"lr": 0.5}'
  expect(readParams(folder({ 'hyperparameters.json': json, 'params.yaml': WRITTEN }))).toEqual({ lr: 0.5 })
  expect(readParams(folder({ 'hyperparameters.json': 'null', 'params.yaml': WRITTEN }))).toEqual(ARGS)
})

test('a folder with neither names the file that its place should have', () => {
  const named = folder({})
  const keyed = join(scratch(), 'exp-1', 'run--20-03-03--15-52')
  expect(caught(() => readParams(named))).toMatchObject({
    code: 'EXMAN_FILE_INVALID',
    path: join(named, 'params.yaml'),
  })
  expect(caught(() => readParams(keyed))).toMatchObject({
    code: 'EXMAN_FILE_INVALID',
    path: join(keyed, 'hyperparameters.json'),
  })
})

test.each([undefined, null, 1, 'a', [[1]]])('%j is refused as parameters', (value) => {
  expect(() => paramsIn(value, '/x.json')).toThrow(invalid('/x.json does not hold the parameters of a run.'))
  expect(paramsIn({ a: [value] }, '/x.json')).toEqual({ a: [value] })
})

test('what exman has written is read without the library for YAML, anything else with it', () => {
  jest.isolateModules(() => {
    const load = jest.fn(() => jest.requireActual<object>('yaml'))
    jest.doMock('yaml', load)
    const { namedParams } = jest.requireActual<typeof storedParams>('../../src/run/stored-params')
    namedParams(WRITTEN, PATH, { isOurs: true })
    expect(load).not.toHaveBeenCalled()
    namedParams(`# mine\n${WRITTEN}`, PATH, { isOurs: true })
    expect(load).toHaveBeenCalled()
  })
  jest.dontMock('yaml')
})
