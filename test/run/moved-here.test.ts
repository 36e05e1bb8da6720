import { cpSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { realDisk } from '../../src/files/disk'
import { wholeTree } from '../care/trash/whole-tree'
import { under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { newRun } from './runs'

test('a run that comes to the place of a new one at this moment is not touched, and the new one is not made', async () => {
  const root = join(scratch(), 'root')
  const other = newRun({}, root)
  other.finish()
  const moved = join(scratch(), 'moved')
  cpSync(other.dir, moved, { recursive: true })
  const before = wholeTree(moved)
  let dir = ''
  // A rename takes the place of an empty folder.
  const mkdir = (path: string) => {
    mkdirSync(path)
    if (dir !== '' || !/\/run--[^/]*$/.test(path)) return
    dir = path
    renameSync(moved, path)
  }
  const error = await under({ ...realDisk, mkdirSync: mkdir }, () => newRun({}, root))
  expect(error).toMatchObject({ code: 'EXMAN_PLACE_OCCUPIED' })
  expect(wholeTree(dir)).toEqual(before)
})
