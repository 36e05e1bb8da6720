import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { discardFolder, removeEmptyFolder, removeFolder, sweepTemporary } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

/** A folder with files, and links to a folder beside it that must survive. */
function tree() {
  const dir = scratch()
  mkdirSync(join(dir, 'model/deep'), { recursive: true })
  mkdirSync(join(dir, 'other'))
  writeFileSync(join(dir, 'other/mine'), '')
  writeFileSync(join(dir, 'model/deep/weights.bin'), '')
  symlinkSync('../other', join(dir, 'model/link'))
  symlinkSync('model', join(dir, 'best'))
  return dir
}

describe('removeFolder', () => {
  test('removes the folder and its links, never what they point to', async () => {
    const dir = tree()
    await removeFolder(join(dir, 'model'))
    expect(readdirSync(dir)).toEqual(['best', 'other'])
    expect(existsSync(join(dir, 'other/mine'))).toBe(true)
  })

  test('of a link removes the link alone', async () => {
    const dir = tree()
    await removeFolder(join(dir, 'best'))
    expect(readdirSync(dir)).toEqual(['model', 'other'])
  })

  test.each(['none', 'none/below'])('a folder that is gone is no error (%s)', async (name) => {
    await expect(removeFolder(join(scratch(), name))).resolves.toBeUndefined()
  })

  test('interrupted, it has left its name, and the next sweep finishes it', async () => {
    const dir = tree()
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', code: 'EACCES', only: ['rm'] })
    const path = join(dir, 'model')
    expect(await under(faulty, () => removeFolder(path))).toMatchObject({
      code: 'EXMAN_NO_PERMISSION',
      message: `Could not remove ${path}: this user has no permission (EACCES).`,
    })
    expect(existsSync(path)).toBe(false)
    expect(sweepTemporary(dir)).toEqual([expect.stringMatching(/^\.removed-/)])
    expect(readdirSync(dir)).toEqual(['best', 'other'])
  })
})

describe('sweepTemporary', () => {
  const ours = [
    '.exman-0123456789abcdef.tmp',
    '.lock-0123456789abcdef',
    '.removed-0123456789abcdef',
    '.staging-0123456789abcdef',
  ]
  const others = [
    '.exman',
    '.exman-mine.tmp',
    '.git',
    '.lock',
    '.staging-mine',
    'exman-0123456789abcdef.tmp',
    'run.json',
  ]

  test('removes what interrupted writes have left, and nothing else', () => {
    const dir = scratch()
    for (const name of [...ours, ...others]) {
      mkdirSync(join(dir, name))
      writeFileSync(join(dir, name, 'x'), '')
    }
    expect(sweepTemporary(dir).sort()).toEqual(ours)
    expect(readdirSync(dir)).toEqual(others)
  })

  test('removes a link, not its target', () => {
    const dir = tree()
    symlinkSync('other', join(dir, ours[0]!))
    expect(sweepTemporary(dir)).toEqual([ours[0]])
    expect(existsSync(join(dir, 'other/mine'))).toBe(true)
  })

  test('leaves what cannot be removed for the next time', async () => {
    const dir = scratch()
    for (const name of ours) writeFileSync(join(dir, name), '')
    const faulty = faultyDisk({ failAt: 2, kind: 'fail', only: ['rmSync'] })
    let swept
    expect(await under(faulty, () => (swept = sweepTemporary(dir)))).toBeUndefined()
    expect(swept).toHaveLength(3)
    expect(sweepTemporary(dir)).toHaveLength(1)
  })

  test('a folder that is gone has nothing to sweep', () =>
    expect(sweepTemporary(join(scratch(), 'gone'))).toEqual([]))
})

describe('discardFolder', () => {
  test('takes the folder away with all that is in it, before it returns', () => {
    const dir = scratch()
    mkdirSync(join(dir, 'run'))
    writeFileSync(join(dir, 'run', '.lock'), '{}')
    discardFolder(join(dir, 'run'))
    expect(readdirSync(dir)).toEqual([])
  })

  test('never throws', async () => {
    const dir = scratch()
    discardFolder(join(dir, 'gone'))
    mkdirSync(join(dir, 'run'))
    await under(faultyDisk({ failAt: 1, kind: 'fail', code: 'EIO' }), () => discardFolder(join(dir, 'run')))
    expect(readdirSync(dir)).toEqual(['run'])
  })
})

describe('removeEmptyFolder', () => {
  test('takes an empty folder away, and leaves one that holds something', () => {
    const dir = scratch()
    mkdirSync(join(dir, 'empty'))
    mkdirSync(join(dir, 'full'))
    writeFileSync(join(dir, 'full/.hidden'), '')
    expect(['empty', 'full', 'gone'].map((name) => removeEmptyFolder(join(dir, name)))).toEqual([
      true,
      false,
      true,
    ])
    expect(readdirSync(dir)).toEqual(['full'])
  })

  test('never takes a link for a folder', () => {
    const dir = scratch()
    mkdirSync(join(dir, 'empty'))
    symlinkSync('empty', join(dir, 'link'))
    expect(() => removeEmptyFolder(join(dir, 'link'))).toThrow('Could not remove')
    expect(readdirSync(dir)).toEqual(['empty', 'link'])
  })
})
