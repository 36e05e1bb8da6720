import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StagedFile } from '../../src/files'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const PARTS = [Buffer.from('abcdef'), Buffer.alloc(0), Buffer.from('ghi')]

test('it is hidden until it is put in place, over what was there', async () => {
  const dir = scratch()
  writeFileSync(join(dir, 'weights.bin'), 'old')
  const staged = await StagedFile.write(dir, PARTS)
  expect(readdirSync(dir)).toEqual([expect.stringMatching(/^\.exman-/), 'weights.bin'])
  expect(readFileSync(join(dir, 'weights.bin'), 'utf8')).toBe('old')
  staged.commit('weights.bin')
  staged.discard()
  expect(readdirSync(dir)).toEqual(['weights.bin'])
  expect(readFileSync(join(dir, 'weights.bin'), 'utf8')).toBe('abcdefghi')
})

test('given up, nothing is left', async () => {
  const dir = scratch()
  const staged = await StagedFile.write(dir, PARTS)
  staged.discard()
  staged.discard()
  expect(readdirSync(dir)).toEqual([])
})

test('a folder that was removed is noticed, and not made again', async () => {
  const dir = scratch()
  const staged = await StagedFile.write(dir, PARTS)
  rmSync(dir, { recursive: true })
  expect(() => staged.commit('weights.bin')).toThrow(
    expect.objectContaining({ code: 'EXMAN_FOLDER_GONE' }) as Error,
  )
  await expect(StagedFile.write(dir, PARTS)).rejects.toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
})

test('a disk that takes a part at a time is no error; one that takes nothing is', async () => {
  const texts: string[] = []
  await atEveryOperation(
    { kind: 'fail', code: 'ENOSPC' },
    {
      prepare: () => scratch(),
      act: async (dir) => (await StagedFile.write(dir, PARTS)).commit('a'),
      check: (dir, { error, struck }) => {
        const names = readdirSync(dir)
        if (error === undefined) texts.push(readFileSync(join(dir, 'a'), 'utf8'))
        else if (struck?.name !== 'unlinkSync') expect(names.filter((name) => name !== 'a')).toEqual([])
      },
    },
  )
  expect(new Set(texts)).toEqual(new Set(['abcdefghi']))
})
