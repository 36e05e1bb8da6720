import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { overwriteFile } from '../../src/files/overwrite'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

test('makes the file, then writes it over, longer or shorter', () => {
  const dir = scratch()
  const path = join(dir, 'a')
  for (const text of ['one', 'longer', 'two']) {
    overwriteFile(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  }
  expect(readdirSync(dir)).toEqual(['a'])
})

test('syncs nothing and renames nothing', async () => {
  const path = join(scratch(), 'a')
  overwriteFile(path, 'one')
  const disk = faultyDisk({ failAt: 0, kind: 'fail' })
  expect(await under(disk, () => overwriteFile(path, 'two'))).toBeUndefined()
  expect(disk.log.map(({ name }) => name)).toEqual(['openSync', 'writeSync', 'fstatSync', 'closeSync'])
})

test('a fault is told', async () => {
  const path = join(scratch(), 'a')
  overwriteFile(path, 'one')
  const disk = faultyDisk({ failAt: 1, kind: 'fail', code: 'ENOSPC', only: ['writeSync'] })
  expect(await under(disk, () => overwriteFile(path, 'two'))).toMatchObject({ code: 'EXMAN_DISK_FULL', path })
  expect(thrown(() => overwriteFile(join(scratch(), 'gone/a'), 'x'))).toMatchObject({
    code: 'EXMAN_FOLDER_GONE',
  })
})
