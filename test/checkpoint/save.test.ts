/** That what a thread saves is what is saved here: the tests of commit and prune are of the latter. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wholeCheckpoints } from '../../src/checkpoint/manifest'
import { saveHere } from '../../src/checkpoint/save'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import { run as runChild, script } from '../faults/children'
import { scratch } from '../faults/scratch'
import { describeWith } from '../faults/tools'
import { saves } from '../fixtures/checkpoint-saves'
import { tree } from '../run/runs'

interface Told {
  saved: unknown[]
  turns: number
  threads: number
}

/** Has the saves done in a process of their own, where the compiled module can have its thread. */
async function inThread(models: string): Promise<Told> {
  const { code, output } = await runChild(script('checkpoint-save', models))
  if (code !== 0) throw new Error(output)
  return JSON.parse(output) as Told
}

const isSame = (a: string, b: string) => readFileSync(a).equals(readFileSync(b))

test('a thread leaves the same on disk, and gives the same', async () => {
  const [here, there] = [join(scratch(), 'models'), join(scratch(), 'models')]
  const saved = []
  for (const save of saves(here)) saved.push(await saveHere(save))
  const told = await inThread(there)
  expect(told).toMatchObject({ saved, threads: 1 })
  expect(tree(there)).toEqual(tree(here))
  for (const { name } of wholeCheckpoints(there)) {
    await verifyCheckpoint(join(there, name))
    for (const file of ['model.json', 'weights.bin'])
      // Not toEqual, which takes ten seconds for such a file.
      expect([name, file, isSame(join(there, name, file), join(here, name, file))]).toEqual([
        name,
        file,
        true,
      ])
  }
})

test('a save of many megabytes takes a few turns of the event loop', async () => {
  const { turns } = await inThread(join(scratch(), 'models'))
  // One to start the thread with, and one for the answer of each of the three; done here it would be about 70 each. A thread that has
  // to wait for a processor lets more of them pass.
  expect(turns).toBeLessThan(150)
})

describeWith(['mounts'], 'on a disk that is really full', () => {
  test('the thread fails with the typed error, and leaves nothing', async () => {
    const dir = scratch()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir])
    try {
      mkdirSync(join(dir, 'models'))
      writeFileSync(join(dir, 'filler'), Buffer.alloc(512 * 1024))
      const { saved } = await inThread(join(dir, 'models'))
      const full = { code: 'EXMAN_DISK_FULL', cause: 'ENOSPC', isFileError: true }
      expect(saved.at(-1)).toEqual(full)
      expect(tree(dir).filter((name) => name.includes('staging'))).toEqual([])
    } finally {
      execFileSync('umount', [dir])
    }
  })
})
