import { FileError } from '../../src/errors'
import { fileError, notDurable } from '../../src/files/file-error'

const system = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: as node says it`), { code, ...more })

test.each([
  ['ENOSPC', 'write', 'EXMAN_DISK_FULL', 'Could not write /x/a.json: the disk is full (ENOSPC).'],
  ['EDQUOT', 'write', 'EXMAN_DISK_FULL', 'Could not write /x/a.json: the disk quota is used up (EDQUOT).'],
  [
    'EACCES',
    'write',
    'EXMAN_NO_PERMISSION',
    'Could not write /x/a.json: this user has no permission (EACCES).',
  ],
  [
    'EPERM',
    'write',
    'EXMAN_NO_PERMISSION',
    'Could not write /x/a.json: the operating system does not permit it (EPERM).',
  ],
  [
    'EROFS',
    'write',
    'EXMAN_NO_PERMISSION',
    'Could not write /x/a.json: the disk is mounted read-only (EROFS).',
  ],
  [
    'ENOENT',
    'write',
    'EXMAN_FOLDER_GONE',
    'Could not write /x/a.json: it or its folder is no longer there (ENOENT).',
  ],
  ['EIO', 'write', 'EXMAN_WRITE_FAILED', 'Could not write /x/a.json: the disk reports a fault (EIO).'],
  ['ESTRANGE', 'write', 'EXMAN_WRITE_FAILED', 'Could not write /x/a.json: ESTRANGE: as node says it.'],
  ['ENOENT', 'read', 'EXMAN_READ_FAILED', 'Could not read /x/a.json: it does not exist (ENOENT).'],
  [
    'EACCES',
    'read',
    'EXMAN_NO_PERMISSION',
    'Could not read /x/a.json: this user has no permission (EACCES).',
  ],
  [
    'EMFILE',
    'list',
    'EXMAN_READ_FAILED',
    'Could not list /x/a.json: this process has too many files open (EMFILE).',
  ],
])('%s of a %s is %s', (errno, operation, code, message) => {
  const cause = system(errno)
  const error = fileError(cause, operation, '/x/a.json')
  expect(error).toBeInstanceOf(FileError)
  expect(error).toMatchObject({ code, message, path: '/x/a.json', cause })
})

test('adds what is unchanged', () => {
  const { message } = fileError(system('ENOSPC'), 'write', '/x/a.json', 'The previous file is unchanged.')
  expect(message).toBe(
    'Could not write /x/a.json: the disk is full (ENOSPC). The previous file is unchanged.',
  )
})

test('says nothing of what is unchanged when it is gone', () => {
  expect(fileError(system('ENOENT'), 'write', '/x/a.json', 'It is unchanged.').message).not.toMatch(
    'unchanged',
  )
})

test('names both paths of a rename', () => {
  const cause = system('EXDEV', { path: '/x/.exman-1.tmp', dest: '/x/a.json' })
  expect(fileError(cause, 'write', '/x/a.json').message).toBe(
    'Could not write /x/a.json: the two places are on different disks (EXDEV, /x/.exman-1.tmp -> /x/a.json).',
  )
})

test('lets a FileError pass as it is', () => {
  const error = notDurable(system('EIO'), '/x/a.json')
  expect(fileError(error, 'write', '/y')).toBe(error)
})

test('a relative path is absolute in the error', () => {
  expect(fileError(system('EIO'), 'write', 'a.json').path).toBe(`${process.cwd()}/a.json`)
})

test.each([undefined, null, 'text', 7])('takes %j for a cause', (cause) => {
  expect(fileError(cause, 'write', '/x').code).toBe('EXMAN_WRITE_FAILED')
})

test('what may not survive a power loss is said to be written', () => {
  expect(notDurable(system('EIO'), '/x/a.json')).toMatchObject({
    code: 'EXMAN_NOT_DURABLE',
    message: 'Wrote /x/a.json, but it may not survive a power loss: its folder could not be synced (EIO).',
  })
})
