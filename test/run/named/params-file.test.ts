import { paramsText, partParams } from '../../../src/run/named/params-file'

const FACTS = {
  root: 'runs/000001-2020-03-03-15-52-10',
  id: 1,
  name: null,
  time: '2020-03-03T15:52:10',
  commit: null,
  tmp: false,
}

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(FACTS).filter(([name]) => !names.includes(name)))

test('the arguments come first, in their order, then the facts', () => {
  expect(paramsText({ z: 1, lr: 1, a: 'x' }, FACTS, new Set(['lr']))).toBe(`z: 1
lr: 1.0
a: x
root: runs/000001-2020-03-03-15-52-10
id: 1
name: null
time: "2020-03-03T15:52:10"
commit: null
tmp: false
`)
})

test.each<[string, Record<string, unknown>, string[], string[]]>([
  ['a file written by hand', { lr: 1, name: 'x', tmp: true }, ['lr', 'name', 'tmp'], []],
  ['a record', { lr: 1, ...FACTS }, ['lr'], Object.keys(FACTS)],
  [
    'a record with arguments of such names',
    { ...{ name: 'x', id: 3 }, ...without('name', 'id'), exman_name: null, exman_id: 1 },
    ['name', 'id'],
    Object.keys(FACTS),
  ],
  [
    'a record of the Python tool',
    {
      commit: 'a',
      config: null,
      dirty: true,
      git_dirty: false,
      lr: 1,
      name: null,
      root: 'r',
      tmp: false,
      time: 't',
      id: 1,
    },
    ['lr'],
    ['root', 'id', 'name', 'time', 'commit', 'tmp', 'dirty', 'git_dirty', 'config'],
  ],
  ['a record with an argument "dirty"', { dirty: 1, ...FACTS }, ['dirty'], Object.keys(FACTS)],
])('%s is parted into arguments and facts', (_, entries, args, facts) => {
  const parted = partParams(new Map(Object.entries(entries)))
  expect([...parted.args.keys()]).toEqual(args)
  expect([...parted.facts.keys()]).toEqual(facts)
})

test('of a fact and an argument of its name, each has its own value', () => {
  const text = paramsText({ id: 'mine' }, FACTS, new Set())
  expect(text).toContain('id: mine\nroot: ')
  expect(text).toContain('exman_id: 1\n')
})
