/** Copies of trees that real trainings have made, to be damaged, and what is found in them. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { checkTree, planRepair, type Finding } from '../../src'
import { scratch } from '../faults/scratch'
import { expectWarnings } from '../warnings'
import { realKeyedTree, realNamedTree } from './real-trees'

/** A tree of its own for a test, and a run of two epochs or more in it that has checkpoints. */
export interface Planted {
  root: string
  /** The run's folder. */
  dir: string
  /** The run's folder below the root. */
  run: string
  /** The folder that it stands in, below the root. */
  parent: string
}

interface Template {
  root: string
  run: string
}

const templates: { keyed?: Template; named?: Template } = {}

/** Makes the trees that are copied; to be called once in a test file. */
export function plantOnce(): void {
  beforeAll(async () => {
    expectWarnings()
    for (const layout of ['keyed', 'named'] as const) {
      const root = join(scratch(), 'root')
      const { dir } = await (layout === 'keyed' ? realKeyedTree : realNamedTree)(root)
      templates[layout] = { root, run: relative(root, dir) }
    }
  })
}

/** A copy of a tree. */
export function plant(layout: 'keyed' | 'named'): Planted {
  const { root: from, run } = templates[layout]!
  const root = join(scratch(), 'root')
  cpSync(from, root, { recursive: true, verbatimSymlinks: true })
  return { root, run, dir: join(root, run), parent: dirname(run) }
}

/** What the files of these trees hold, as far as tests change it. */
export interface Content {
  [name: string]: unknown
  training: object
  model?: object
  groups: Record<'training' | 'model', { digest: string; value: object }>
  best: object
  paramsDigest?: string
  sessions: object[]
}

/** Changes the content of a JSON file. */
export function edit(path: string, change: (content: Content) => unknown): void {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Content
  change(content)
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`)
}

/** What is found, each as its code and where. */
export const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, where }) => `${code} ${where}`).sort()

/** What a check finds. */
export async function found(root: string): Promise<Finding[]> {
  return (await checkTree(root)).findings
}

/** Repairs a tree, and gives what a check finds afterwards. */
export async function leftAfterRepair(root: string): Promise<Finding[]> {
  return (await repaired(root)).left
}

/** The same with what was found before. */
export async function repaired(root: string): Promise<{ before: Finding[]; left: Finding[] }> {
  const plan = await planRepair(root)
  const { done, gone, failed } = await plan.apply()
  expect(failed).toEqual([])
  // What another process has left in the midst of taking a lock goes when that lock is taken.
  expect(gone.filter(({ where }) => !where.includes('/.lock-'))).toEqual([])
  expect(done).toHaveLength(plan.steps.length - gone.length)
  return { before: [...plan.steps, ...plan.left], left: await found(root) }
}
