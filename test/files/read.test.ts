import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBytes, readJson, readRecord, readText } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

function file(content: string | Uint8Array): string {
  const path = join(scratch(), 'a.json')
  writeFileSync(path, content)
  return path
}

test.each([
  ['text', 'aé\n', 'aé\n'],
  ['no text', '', ''],
  ['text behind a byte order mark', '\uFEFF{}', '{}'],
])('readText gives %s', (_title, content, text) => expect(readText(file(content))).toBe(text))

test.each([
  ['file', 'none'],
  ['folder', 'none/a.json'],
  ['folder but a file in its place', 'a.json/b.json'],
])('a missing %s reads as undefined', (_title, name) => {
  const path = join(file('{}'), '..', name)
  expect(readText(path)).toBeUndefined()
  expect(readJson(path)).toBeUndefined()
  expect(readRecord(path)).toBeUndefined()
})

test.each([
  ['', 'it is empty.'],
  ['{"a":', 'it is not JSON (Unexpected end of JSON input).'],
  ['\0\0\0', 'it is not JSON ('],
])('readJson refuses %j', (content, reason) => {
  const path = file(content)
  expect(thrown(() => readJson(path))).toMatchObject({
    code: 'EXMAN_FILE_INVALID',
    path,
    message: expect.stringContaining(`Could not read ${path}: ${reason}`) as string,
  })
})

test('a JSON file cut at any byte is refused, or is a whole file', () => {
  const text = '{ "format": 1, "id": "exp-é", "n": [1, -2.5e3, true, null] }\n'
  const bytes = Buffer.from(text)
  for (let length = 0; length < bytes.length - 1; length += 1) {
    expect(thrown(() => readRecord(file(bytes.subarray(0, length))))).toMatchObject({
      code: 'EXMAN_FILE_INVALID',
    })
  }
})

test('readRecord gives the record with the fields it does not know', () => {
  expect(readRecord(file('{"format":1,"new":{}}'))).toEqual({ format: 1, new: {} })
})

test.each([
  ['[]', 'EXMAN_FILE_INVALID', 'it does not hold a JSON object'],
  ['null', 'EXMAN_FILE_INVALID', 'it does not hold a JSON object'],
  ['"x"', 'EXMAN_FILE_INVALID', 'it does not hold a JSON object'],
  ['{}', 'EXMAN_FILE_INVALID', 'its "format" is not a number'],
  ['{"format":"1"}', 'EXMAN_FILE_INVALID', 'its "format" is not a number'],
  [
    '{"format":3}',
    'EXMAN_FORMAT_NEWER',
    'it has format 3, and this exman knows only 2. Update exman to read it.',
  ],
])('readRecord refuses %s as %s', (content, code, reason) => {
  const path = file(content)
  expect(thrown(() => readRecord(path, 2))).toMatchObject({
    code,
    path,
    message: expect.stringContaining(reason) as string,
  })
})

test('what cannot be read is an error, not a missing file', async () => {
  const path = scratch()
  expect(thrown(() => readText(path))).toMatchObject({
    code: 'EXMAN_READ_FAILED',
    message: `Could not read ${path}: it is a folder (EISDIR).`,
  })
  const error = await under(faultyDisk({ failAt: 1, kind: 'fail', code: 'EACCES' }), () =>
    readText(file('{}')),
  )
  expect(error).toMatchObject({ code: 'EXMAN_NO_PERMISSION' })
})

test('readBytes gives the bytes, and an error when there is no file', async () => {
  expect([...(await readBytes(file(new Uint8Array([0, 255, 10]))))]).toEqual([0, 255, 10])
  await expect(readBytes(join(scratch(), 'none'))).rejects.toMatchObject({ code: 'EXMAN_READ_FAILED' })
})
