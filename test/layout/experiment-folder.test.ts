import { experimentFolder, parseExperimentFolder } from '../../src/layout/experiment-folder'

test.each([
  ['exp-1-2', 1, 'exp-1-2', ['1', '2']],
  ['exp-1-2', 2, 'exp-1-2~2', ['1', '2']],
  ['exp-1-2', 10, 'exp-1-2~10', ['1', '2']],
  ['exp-0', 1, 'exp-0', ['0']],
  ['exp-52663881-19659650-2212381', 1, 'exp-52663881-19659650-2212381', ['52663881', '19659650', '2212381']],
])('%s, number %i of its name, is %s, and back', (name, ordinal, folder, numbers) => {
  expect(experimentFolder(name, ordinal)).toBe(folder)
  expect(parseExperimentFolder(folder)).toEqual({ name, numbers, ordinal })
})

test.each([
  ['', 'nothing'],
  ['exp', 'no number'],
  ['exp-', 'an empty number'],
  ['exp-1-', 'an empty number at the end'],
  ['exp--1', 'a negative number'],
  ['exp-01', 'a number with a zero in front'],
  ['exp-00', 'a zero with a zero in front'],
  ['exp-123456789', 'a number of nine digits'],
  ['exp-1a', 'a letter'],
  ['exp-1~', 'an ordinal that is missing'],
  ['exp-1~0', 'ordinal 0'],
  ['exp-1~1', 'ordinal 1, which is not written'],
  ['exp-1~02', 'an ordinal with a zero in front'],
  ['exp-1~2~2', 'two ordinals'],
  ['Exp-1', 'another case'],
  ['exp-1\n', 'a newline'],
  [' exp-1', 'a blank'],
  ['exp-1/..', 'a path'],
  ['../exp-1', 'a path in front'],
])('%j is no experiment folder: %s', (text) => {
  expect(parseExperimentFolder(text)).toBeUndefined()
})
