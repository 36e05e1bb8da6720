/** A list that follows a training which runs in another process. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openRuns } from '../../src/catalog/open-runs'
import type { RunTable } from '../../src/catalog/run-table'
import { watchRuns } from '../../src/catalog/watch-runs'
import { nextLine, script, start, untilSo } from '../faults/children'
import { scratch } from '../faults/scratch'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function training(root: string): Promise<ChildProcess> {
  const { child } = await start(script('watched-training', root))
  children.push(child)
  return child
}

async function logEpoch(child: ChildProcess): Promise<void> {
  child.stdin!.write('\n')
  await nextLine(child)
}

describe('watchRuns', () => {
  test('gives a table at first, and another for each change: an epoch, the end, the death of the process', async () => {
    const root = scratch()
    const child = await training(root)
    await logEpoch(child)
    const tables: RunTable[] = []
    const seen: unknown[] = []
    for await (const runs of watchRuns(root, { everySeconds: 0.1 })) {
      tables.push(runs)
      const [run] = runs.records
      seen.push([run?.status, run?.epochs])
      if (run?.epochs === 1) await logEpoch(child)
      else if (run?.status === 'running') child.kill('SIGKILL')
      else break
    }
    expect(seen).toEqual([
      ['running', 1],
      ['running', 2],
      ['lost', 2],
    ])
    // Each is of its moment, and does not change.
    expect(tables.map((table) => table.records[0]!.epochs)).toEqual([1, 2, 2])
  })

  test('gives nothing while nothing changes, and ends with its signal', async () => {
    const root = scratch()
    const child = await training(root)
    await logEpoch(child)
    const stop = new AbortController()
    const lengths: number[] = []
    for await (const { length } of watchRuns(root, { everySeconds: 0.05, signal: stop.signal })) {
      lengths.push(length)
      setTimeout(() => stop.abort(), 1000)
    }
    expect(lengths).toEqual([1])
  })

  test('sees runs that come', async () => {
    const root = scratch()
    await training(root)
    const lengths: number[] = []
    for await (const { length } of watchRuns(root, { everySeconds: 0.1 })) {
      lengths.push(length)
      if (length === 2) break
      await training(root)
    }
    expect(lengths).toEqual([1, 2])
  })
})

test('exman ls --watch lists again whenever something changes, and ends quietly with Ctrl-C', async () => {
  const root = scratch()
  const child = await training(root)
  const words = script(
    'exman-words',
    'ls',
    '--watch',
    0.1,
    '--root',
    root,
    '--columns',
    'status,epochs,last.loss',
  )
  const { child: watching, line } = await start(words)
  children.push(watching)
  let out = line
  watching.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const until = (text: RegExp) => untilSo(watching, () => text.test(out))
  await logEpoch(child)
  await until(/running +1 +1\n/)
  await logEpoch(child)
  await until(/running +2 +0\.5\n/)
  child.stdin!.end()
  await until(/done +2 +0\.5\n/)
  watching.kill('SIGINT')
  const [code] = (await once(watching, 'close')) as [number]
  expect(code).toBe(0)
  expect(out).not.toContain('\u001b')
  expect((await openRuns(root)).records[0]!.status).toBe('done')
})
