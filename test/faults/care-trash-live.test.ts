/** F32: the folder of a run goes, by rm -r or to the trash, while a training goes on in it. And several that want the same run gone. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { listTrash, openRuns } from '../../src'
import { exman } from '../cli-commands/run-program'
import { script, start, untilSo } from './children'
import { race } from './race'
import { scratch } from './scratch'
import { SEEDS } from './care-trash-trees'

/** Trains in a child, in fits of so many epochs, until it has saved something, and gives the folder of its run. */
async function training(epochsOfFit: number) {
  const root = join(scratch(), 'root')
  const { child, line } = await start(script('training-until-killed', root, epochsOfFit))
  const dir = line.split('\n')[0]!.replace('run ', '')
  const complaints: string[] = []
  child.stderr!.on('data', (data: Buffer) => complaints.push(data.toString()))
  await untilSo(child, () => existsSync(join(dir, 'models/best.json')))
  return { root, child, dir, complained: () => complaints.join('') }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}

/** Like rm -r, again where a save put a file into a folder that was just emptied; `maxRetries` would not empty it again. */
function removeFolder(dir: string): void {
  while (existsSync(dir)) {
    try {
      rmSync(dir, { recursive: true, force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    }
  }
}

test('removed by rm -r: the training fails at its next write, and nothing of the folder is made again', async () => {
  const { child, dir, complained } = await training(2)
  removeFolder(dir)
  expect(await ended(child)).not.toBe(0)
  expect(complained()).toContain('EXMAN_FOLDER_GONE')
  expect(readdirSync(dirname(dir))).toEqual(['experiment.json'])
})

test('exman rm: refused by --where, also with --force; by its name it goes, and the training fails at its next write', async () => {
  // One fit without end: between two of them nobody holds the run.
  const { root, child, dir, complained } = await training(1e6)
  const go = (...words: string[]) => exman([...words, '--root', root], { cwd: root })
  const id = `${basename(dirname(dir))}/${basename(dir)}`
  for (const more of [[], ['--force']]) {
    const { code, out } = await go('rm', '--where', 'epochs > 0', '--yes', ...more)
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^No run goes[^]*process \d+ on .* holds it, since/),
    ])
  }
  expect(existsSync(dir)).toBe(true)
  expect(child.exitCode).toBeNull()

  const { code, out } = await go('rm', id, '--yes')
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/although process \d+ on .* holds it[^]*Moved 1 run/),
  ])
  expect(await ended(child)).not.toBe(0)
  expect(complained()).toContain('EXMAN_FOLDER_GONE')
  expect(readdirSync(dirname(dir))).toEqual(['experiment.json'])

  // What it had is whole, and can be gone on with where it was.
  expect((await go('restore', id)).code).toBe(0)
  const [record] = await openRuns(root)
  expect(record).toMatchObject({ id, problem: null })
  expect(readdirSync(dir)).not.toContain('.lock')
  expect(readFileSync(join(dir, 'training-logs.csv'), 'utf8')).toMatch(/\n$/)
})

test.each(Object.entries(SEEDS))(
  'of four processes that want the same run of a %s tree gone, one moves it, and the others say that it is gone',
  async (_, make) => {
    const seed = await make()
    const root = seed.plant()
    const answers = await race('care-remove', [root, seed.id], 4)
    expect(answers.sort()).toEqual([...Array.from({ length: 3 }, () => 'it is no longer there'), 'moved'])
    expect(listTrash(root)).toHaveLength(1)
    expect(readdirSync(join(root, '.exman/trash'))).toHaveLength(1)
  },
)
