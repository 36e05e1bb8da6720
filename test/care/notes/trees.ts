/** Runs of every kind, to be marked and noted. */
import { join } from 'node:path'
import type { Run } from '../../../src'
import { namedFolder } from '../../../src/layout/named-folder'
import { moveToFails } from '../../../src/run/named/fails'
import { keyedRun, namedRun, writeTree } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'

/** A numbered run as the Python tool leaves it. */
export const PYTHON = namedFolder({ number: 7, moment: new Date(2020, 2, 3, 15, 52, 10) })

/** Each kind of run: makes a root with one of them, and gives the root. */
export const KINDS: Record<
  'keyed' | 'debug' | 'keras' | 'named' | 'failed' | 'trial' | 'python',
  () => Promise<string>
> = {
  keyed: async () => rootOf((root) => keyedRun(root)),
  debug: async () => rootOf((root) => keyedRun(root, { debug: true })),
  keras: async () =>
    rootOf((root) => writeTree(root, { 'exp--1-2/run--20-03-03--15-52/hyperparameters.json': { lr: 1 } })),
  named: async () => rootOf((root) => namedRun(root)),
  failed: async () => rootOf((root) => namedRun(root, [], { end: fail })),
  trial: async () => rootOf((root) => namedRun(root, ['--tmp'])),
  python: async () =>
    rootOf((root) =>
      writeTree(root, { [`runs/${PYTHON}/params.yaml`]: 'lr: 1.0\n', 'marked/README': 'mine' }),
    ),
}

async function fail(run: Run): Promise<void> {
  const error = new Error('out of memory')
  run.fail(error)
  await moveToFails(run.recorder, error)
}

async function rootOf(plant: (root: string) => unknown): Promise<string> {
  const root = join(scratch(), 'root')
  await plant(root)
  return root
}
