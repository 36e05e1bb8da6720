/** Real disks of a few hundred kilobytes that are full: while a run is started, and while it prints. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRun } from '../../src'
import { numberOf, startRun } from '../fixtures/named-setup'
import { indexFaults, leftovers, markFaults, placesOf, targetOf } from '../fixtures/named-root'
import { expectWarnings } from '../warnings'
import { run as runChild, script } from './children'
import { scratch } from './scratch'
import { thrown } from './thrown'
import { describeWith } from './tools'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

const PAGE = 4096
const mounts: string[] = []

/** A real disk with room for so many pages. */
function smallDisk(pages: number): string {
  const dir = scratch()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${pages * PAGE}`, 'tmpfs', dir])
  mounts.push(dir)
  return dir
}

/** Fills a disk but for so many pages; gives the file that does. */
function fill(dir: string, free: number): string {
  const filler = join(dir, 'filler')
  writeFileSync(filler, Buffer.alloc((Number(statfsSync(dir).bavail) - free) * PAGE, 1))
  return filler
}

/** What this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => targetOf(`/proc/self/fd/${fd}`) ?? [])
}

afterEach(() => {
  for (const dir of mounts.splice(0)) execFileSync('umount', [dir])
})

describeWith(['mounts'], 'on a real disk that is full', () => {
  test.each([
    ['of two arguments', 'mlp'],
    ['of an argument of 200 kB', 'x'.repeat(200_000)],
  ])(
    'a start %s is refused, however much is left, and leaves nothing; when there is room, the next works',
    (...row) => {
      const [, model] = row
      const dir = smallDisk(128)
      const root = join(dir, 'root')
      startRun(root).finish()
      const refused: unknown[] = []
      for (let free = 0; ; free += 1) {
        const filler = fill(dir, free)
        let number: number | undefined
        const error = thrown(() => {
          const run = startRun(root, ['--model', model], { automark: ['lr'] })
          number = numberOf(run)
          rmSync(filler)
          run.finish()
        })
        rmSync(filler, { force: true })
        if (error === undefined) {
          expect(number).toBe(2)
          break
        }
        refused.push(error)
        expect(placesOf(root)).toEqual(['runs/1 whole'])
        expect([...indexFaults(root), ...markFaults(root), ...leftovers(root)]).toEqual([])
      }
      const full = { code: 'EXMAN_DISK_FULL', cause: { code: 'ENOSPC' } }
      expect(refused).toMatchObject(refused.map(() => full))
      // Three files at least come one after the other, and the large one takes many pages.
      expect(refused.length).toBeGreaterThan(model.length / PAGE + 2)
      expect(placesOf(root)).toEqual(['runs/1 whole', 'runs/2 whole'])
      expect([...indexFaults(root), ...markFaults(root), ...leftovers(root)]).toEqual([])
    },
  )

  test('a first start in a root that has no room is refused, and works when there is some', () => {
    const dir = smallDisk(16)
    const root = join(dir, 'root')
    const filler = fill(dir, 0)
    expect(thrown(() => startRun(root))).toMatchObject({
      code: 'EXMAN_ROOT_INVALID',
      cause: { code: 'EXMAN_DISK_FULL', cause: { code: 'ENOSPC' } },
    })
    rmSync(filler)
    startRun(root).finish()
    expect(placesOf(root)).toEqual(['runs/1 whole'])
  })

  test('a training that prints more than fits goes on, with one warning, and log.txt holds the beginning', async () => {
    const dir = smallDisk(64)
    const filler = fill(dir, 32)
    const { code, output } = await runChild(script('named-full-disk', join(dir, 'root'), filler))
    expect(code).toBe(0)
    const { dir: made, warnings } = JSON.parse(/^\{.*\}$/m.exec(output)![0]) as {
      dir: string
      warnings: object[]
    }
    expect(warnings).toEqual([
      {
        code: 'EXMAN_WRITE_SKIPPED',
        message: expect.stringMatching(/log\.txt goes no further\. .*the disk is full \(ENOSPC\)/) as string,
      },
    ])
    // What is printed is seen all the same.
    expect(output).toContain('\nline 3000 ')
    const log = readFileSync(join(made, 'log.txt'), 'utf8')
    expect(log.length).toBeGreaterThan(10 * PAGE)
    expect(output.slice(output.indexOf('line 1 ')).startsWith(log)).toBe(true)
    const run = await openRun(made)
    expect(run.status).toBe('done')
    expect(run.readLog().map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  })
})

test('a log.txt that takes no byte from the start is told of once, and what runs goes on', async () => {
  const warnings = expectWarnings()
  const run = startRun(join(scratch(), 'root'))
  symlinkSync('/dev/full', run.path('log.txt'))
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    const value = await run.safely(() => {
      for (const text of ['a\n', 'b\n', 'c\n']) process.stdout.write(text)
      return 5
    })
    expect([value, run.status, write.mock.calls.length]).toEqual([5, 'done', 3])
    expect(openFiles()).not.toContain('/dev/full')
  } finally {
    write.mockRestore()
  }
  expect(warnings).toMatchObject([
    { code: 'EXMAN_WRITE_SKIPPED', text: expect.stringContaining('ENOSPC') as string },
  ])
})
