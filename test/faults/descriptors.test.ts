import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExperimentManager, openRun } from '../../src'
import { wholeCheckpoints } from '../../src/checkpoint/manifest'
import { verifyCheckpoint } from '../../src/checkpoint/verify'
import type { RunRecord } from '../../src/run/record'
import { jsonOf, PARAMS } from '../training/tiny'
import { run, script } from './children'
import { scratch } from './scratch'
import { describeWith } from './tools'

const RUNS = 1000

/** An experiment of so many runs, and their ids, oldest first. */
function manyRuns(): { root: string; ids: string[] } {
  const root = join(scratch(), 'root')
  const { run: first } = new ExperimentManager({ expBaseDir: root, monitor: 'loss' }).prepare(PARAMS)
  first.log({ loss: 0.5 })
  first.finish()
  const { dir, record } = first
  const experiment = dirname(first.id)
  const ids = Array.from({ length: RUNS }, (_, at) => {
    const id = `${experiment}/run--20-03-03--15-52${at === 0 ? '' : `-${at + 1}`}`
    cpSync(dir, join(root, id), { recursive: true })
    const created = new Date(Date.UTC(2020, 2, 3, 15, 52, 0, at))
    const copied = { ...record, id, created: created.toISOString(), sequence: created.getTime() }
    writeFileSync(join(root, id, 'run.json'), JSON.stringify(copied satisfies RunRecord))
    return id
  })
  rmSync(dir, { recursive: true })
  return { root, ids }
}

describeWith(['limits'], 'a process that may have 64 files open, of which it can open a few more,', () => {
  test.each([[30], [4]])(
    '%i: finds all of 1,000 runs in order, and trains with checkpoints',
    async (free) => {
      const { root, ids } = manyRuns()
      const child = ['--nofile=64:64', process.execPath, ...script('descriptors', root, free)]
      const { code, output } = await run(['-C', scratch(), 'prlimit', ...child], 'env')
      if (code !== 0) throw new Error(output)
      const answer = /^\{.*\}$/m.exec(output)![0]
      const { found, id, usedUp } = JSON.parse(answer) as { found: string[]; id: string; usedUp: number }
      expect(usedUp).toBeGreaterThan(0)
      expect(found).toEqual(ids)

      const made = await openRun(id, { root })
      expect([made.status, made.readLog().length, made.record.problems]).toEqual(['done', 3, []])
      const whole = wholeCheckpoints(made.path('models'))
      expect(whole.map(({ epoch }) => epoch)).toEqual([2, 3])
      for (const { name } of whole) await verifyCheckpoint(made.path('models', name))
      expect(jsonOf(made, 'performances.json')).toMatchObject({ epochs: 3 })
      // Else both trees are in memory at once.
      rmSync(root, { recursive: true })
    },
  )
})
