import { parseRunId, runId } from '../../src/layout/run-id'

test.each([
  ['exp-1-2/run--20-03-03--15-52', { debug: false, experiment: 'exp-1-2', run: 'run--20-03-03--15-52' }],
  [
    'exp-1-2~2/run--20-03-03--15-52-2',
    { debug: false, experiment: 'exp-1-2~2', run: 'run--20-03-03--15-52-2' },
  ],
  ['debug/exp-1/run--20-03-03--15-52', { debug: true, experiment: 'exp-1', run: 'run--20-03-03--15-52' }],
])('%s is %j, and back', (id, place) => {
  expect(runId(place)).toBe(id)
  expect(parseRunId(id)).toEqual(place)
})

test.each([
  ['', 'nothing'],
  ['..', 'the parent'],
  ['../exp-1/run--20-03-03--15-52', 'a way out in front'],
  ['exp-1/../run--20-03-03--15-52', 'a way out inside'],
  ['exp-1/run--20-03-03--15-52/..', 'a way out at the end'],
  ['/exp-1/run--20-03-03--15-52', 'an absolute path'],
  ['C:/exp-1/run--20-03-03--15-52', 'a path with a drive'],
  ['exp-1\\run--20-03-03--15-52', 'a backslash'],
  ['exp-1//run--20-03-03--15-52', 'an empty part'],
  ['./exp-1/run--20-03-03--15-52', 'a dot'],
  ['exp-1/run--20-03-03--15-52/', 'a slash at the end'],
  ['exp-1/run--20-03-03--15-52/models', 'something inside a run'],
  ['exp-1', 'an experiment'],
  ['debug', 'the debug tree'],
  ['debug/debug/exp-1/run--20-03-03--15-52', 'debug twice'],
  ['Debug/exp-1/run--20-03-03--15-52', 'another case'],
  ['trash/exp-1/run--20-03-03--15-52', 'another tree'],
  ['exp-01/run--20-03-03--15-52', 'an experiment that cannot be'],
  ['exp-1/run--20-02-30--15-52', 'a date that cannot be'],
  ['exp-1/run--20-03-03--15-52\0', 'a NUL byte'],
  ['exp-1/run--20-03-03--15-52\n', 'a newline'],
])('%j is no run id: %s', (text) => {
  expect(parseRunId(text)).toBeUndefined()
})
