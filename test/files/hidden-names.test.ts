import {
  isTemporaryName,
  removedFolderName,
  stagingFolderName,
  successorName,
  temporaryFileName,
} from '../../src/files/hidden-names'

test.each([
  [temporaryFileName, /^\.exman-[0-9a-f]{16}\.tmp$/],
  [stagingFolderName, /^\.staging-[0-9a-f]{16}$/],
  [removedFolderName, /^\.removed-[0-9a-f]{16}$/],
  [() => successorName('0123456789abcdef0123'), /^\.lock-0123456789abcdef$/],
])('%p gives a hidden name that is known again', (make, form) => {
  expect(make()).toMatch(form)
  expect(isTemporaryName(make())).toBe(true)
})

test('names differ, whatever Math.random is', () => {
  const random = jest.spyOn(Math, 'random').mockReturnValue(0.5)
  expect(new Set(Array.from({ length: 1000 }, temporaryFileName)).size).toBe(1000)
  expect(random).not.toHaveBeenCalled()
  random.mockRestore()
})

test.each([
  '.lock',
  '.exman',
  '.exman-.tmp',
  '.exman-0123456789abcdef',
  '.staging-x',
  'a.exman-0123456789abcdef.tmp',
  '.git',
])('leaves %s alone', (name) => expect(isTemporaryName(name)).toBe(false))
