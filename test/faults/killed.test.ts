import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sweepTemporary } from '../../src/files'
import { run, script, untilLast } from './children'
import { WRITES } from './scenarios'
import { scratch, strays } from './scratch'

describe.each(Object.entries(WRITES))('%s, killed at each change in turn,', (name, write) => {
  test('leaves the old state or the new one, and the next attempt succeeds', async () => {
    const root = scratch()
    await untilLast(async (n) => {
      const dir = join(root, String(n))
      mkdirSync(dir)
      write.prepare(dir)
      const { code, signal, output } = await run(script('files-killed', name, dir, n))
      const isKilled = signal === 'SIGKILL'
      if (!isKilled && code !== 0) throw new Error(output)
      const state = { n, isOld: write.isOld(dir), isNew: write.isNew(dir) }
      expect(state.isOld).not.toBe(state.isNew)
      if (!isKilled) expect(state).toMatchObject({ isNew: true })
      if (!isKilled) expect(strays(dir)).toEqual([])

      sweepTemporary(dir)
      expect(strays(dir)).toEqual([])
      if (isKilled) await write.act(dir)
      expect(write.isNew(dir)).toBe(true)
      return !isKilled
    })
    expect(existsSync(join(root, '3'))).toBe(true)
  })
})
