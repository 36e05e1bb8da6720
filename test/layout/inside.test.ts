import { PathError } from '../../src/errors'
import { pathInside } from '../../src/layout/inside'

const dir = '/a/run'

test.each([
  [[], '/a/run'],
  [[''], '/a/run'],
  [['.'], '/a/run'],
  [['x', '..'], '/a/run'],
  [['plots', 'roc.svg'], '/a/run/plots/roc.svg'],
  [['plots/roc.svg'], '/a/run/plots/roc.svg'],
  [['plots/'], '/a/run/plots'],
  [['x', '../y'], '/a/run/y'],
  [['..hidden'], '/a/run/..hidden'],
  [['...'], '/a/run/...'],
  [['with blank', 'é\n'], '/a/run/with blank/é\n'],
])('%j is inside, at %s', (segments, expected) => {
  expect(pathInside(dir, ...segments)).toBe(expected)
})

test.each([
  [['..']],
  [['../run-2']],
  [['../run-2/x']],
  [['..', 'run-2']],
  [['x', '..', '..']],
  [['x/../../y']],
  [['../../../../etc/passwd']],
  [['/etc/passwd']],
  [['/']],
  [['/a/run/x']],
  [['x', '/y']],
  [['x\0']],
  [['x\0/../../y']],
])('%j is refused', (segments) => {
  const place = () => pathInside(dir, ...segments)
  expect(place).toThrow(PathError)
  expect(place).toThrow(
    expect.objectContaining({ code: 'EXMAN_PATH_OUTSIDE', path: segments.join('/') }) as Error,
  )
})

test('the message names the path and the folder', () => {
  expect(() => pathInside(dir, '../\u001b[31m')).toThrow(
    'The path "../\\u001b[31m" leads out of /a/run. Use a relative path that stays inside it.',
  )
})

test('the folder may be the root of the disk, or end in a slash', () => {
  expect(pathInside('/', 'a')).toBe('/a')
  expect(pathInside('/a/run/', 'x')).toBe('/a/run/x')
})
