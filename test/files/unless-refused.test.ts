import { FileError } from '../../src/errors'
import { unlessRefused } from '../../src/files'

const refused = new FileError('EXMAN_NO_PERMISSION', 'The system refuses /x.', { path: '/x' })

test('what the work gives is given', () => expect(unlessRefused(() => 7)).toBe(7))

test('what the disk refuses is undefined', () =>
  expect(
    unlessRefused(() => {
      throw refused
    }),
  ).toBeUndefined())

test('any other error is thrown', () =>
  expect(() =>
    unlessRefused(() => {
      throw new TypeError('a mistake')
    }),
  ).toThrow(TypeError))
