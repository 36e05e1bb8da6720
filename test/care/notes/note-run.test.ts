import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openRuns } from '../../../src'
import { noteRun } from '../../../src/care/notes/note-run'
import { bytesBelow, recordsOf } from '../../catalog/trees'
import { atEveryOperation } from '../../faults/faulty-disk'
import { coded } from '../../run/runs'
import { KINDS } from './trees'

const runIn = async (root: string) => (await recordsOf(root, { trials: true }))[0]!

test.each(Object.entries(KINDS))(
  'a %s run has the last note it was given, until that goes',
  async (_, plant) => {
    const root = await plant()
    const run = await runIn(root)
    const before = bytesBelow(root)
    expect(noteRun(run, null)).toBe(false)
    expect(noteRun(run, 'first')).toBe(true)
    expect(noteRun(run, 'the one for the paper\nof 2026 ✓')).toBe(true)
    expect(noteRun(run, 'the one for the paper\nof 2026 ✓')).toBe(false)
    expect(await runIn(root)).toMatchObject({ note: 'the one for the paper\nof 2026 ✓', problem: null })
    expect((await openRuns(root, { trials: true })).where("note ~ '*paper*'")).toHaveLength(1)
    expect(noteRun(run, null)).toBe(true)
    expect((await runIn(root)).note).toBeNull()
    expect(existsSync(join(run.dir, 'notes.json'))).toBe(false)
    expect(bytesBelow(root)).toEqual(before)
  },
)

test('whichever operation fails, the old note or the new one is there', async () => {
  const root = await KINDS.keyed()
  const run = await runIn(root)
  noteRun(run, 'old')
  const tries = await atEveryOperation(
    { kind: 'fail' },
    {
      prepare: () => undefined,
      act: () => noteRun(run, 'new'),
      check: async (_given, { error }) => {
        const { note, problem } = await runIn(root)
        expect(problem).toBeNull()
        expect(error === undefined ? ['new'] : ['old', 'new']).toContain(note)
        noteRun(run, 'old')
      },
    },
  )
  expect(tries).toBeGreaterThan(5)
})

test.each([
  ['', 'is empty. To take a note away, give null'],
  [' \n', 'is empty'],
  ['x'.repeat(10_001), 'has 10001 characters, more than 10000'],
  [5, 'is no text'],
  [undefined, 'is no text'],
])('the note %j is refused', async (text, why) => {
  const run = await runIn(await KINDS.keyed())
  expect(() => noteRun(run, text as string)).toThrow(coded('EXMAN_OPTION_INVALID', why))
  expect(existsSync(join(run.dir, 'notes.json'))).toBe(false)
})
