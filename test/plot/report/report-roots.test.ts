import { ReportRoots } from '../../../src/plot/report/report-roots'

test.each([
  [['/a/experiments'], ['experiments']],
  [
    ['/a/x', '/a/x', '/b/y'],
    ['x', 'y'],
  ],
  [
    ['/a/experiments', '/b/experiments'],
    ['a/experiments', 'b/experiments'],
  ],
  [
    ['/a/b/x', '/c/b/x', '/y'],
    ['a/b/x', 'c/b/x', 'y'],
  ],
  [[], []],
])('the roots %j are called %j', (roots, names) => {
  expect(new ReportRoots(roots).names).toEqual(names)
})

test.each([
  [
    ['/a/x'],
    'Could not read /a/x/exp-1/run.json: it is empty.',
    'Could not read exp-1/run.json: it is empty.',
  ],
  [['/a/x'], 'There is nothing in /a/x.', 'There is nothing in x.'],
  [['/a/x'], 'Could not read /a/xyz/run.json.', 'Could not read /a/xyz/run.json.'],
  [['/a/x', '/b/x'], '/a/x/1 and /b/x/2', 'a/x/1 and b/x/2'],
  [['/a', '/a/b'], '/a/b/c and /a/c', 'b/c and a/c'],
  [['/a/$&(x'], '/a/$&(x/1 in /a/$&(x', '1 in $&(x'],
  [['/'], '/a/run.json', '/a/run.json'],
])('in the roots %j, %j is told as %j', (roots, text, told) => {
  expect(new ReportRoots(roots).relative(text)).toBe(told)
})
