import { mkdirSync, readlinkSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { realDisk, useDisk } from '../../../src/files/disk'
import { linkMark } from '../../../src/run/named/marks'
import { coded } from '../runs'
import { scratch } from '../../faults/scratch'

const RUN = '000001-2020-03-03-15-52-10'

/** Links a run while another process takes the folder of the mark away each time it was made, so many times. */
function linkWhileGoing(times: number): string {
  const root = scratch()
  mkdirSync(join(root, 'runs', RUN), { recursive: true })
  let left = times
  const undo = useDisk({
    ...realDisk,
    symlinkSync: (target, path) => {
      if (left-- > 0) rmSync(dirname(path), { recursive: true })
      realDisk.symlinkSync(target, path)
    },
  })
  try {
    return linkMark(root, ['for', 'paper'], join(root, 'runs', RUN))
  } finally {
    undo()
  }
}

test.each([0, 1, 4])('a mark is made though its empty folder was taken away meanwhile %i times', (times) => {
  expect(readlinkSync(linkWhileGoing(times))).toBe(`../../../runs/${RUN}`)
})

test('but not without end', () => expect(() => linkWhileGoing(99)).toThrow(coded('EXMAN_FOLDER_GONE')))
