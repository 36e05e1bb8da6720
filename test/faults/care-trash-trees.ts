/** Small trees for commands that are killed again and again, planted by copying one that was made once. */
import { cpSync, existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { keyedRun, namedRun, writeTree } from '../catalog/trees'
import { wholeTree } from '../care/trash/whole-tree'
import { scratch } from './scratch'

/** A tree to be planted: how, which run is meant, and what its folder holds. */
export interface Seed {
  plant: () => string
  id: string
  /** The run's folder below the root. */
  place: string
  inside: Record<string, string>
  /** The whole tree. */
  tree: Record<string, string>
}

/** Trees with a run and another one beside it, by layout. */
export const SEEDS: Record<string, () => Promise<Seed>> = {
  'hash-keyed': async () => {
    const root = join(scratch(), 'root')
    await keyedRun(root)
    const { id, dir } = await keyedRun(root, { training: { lr: 0.1 } })
    writeTree(dir, { 'own/notes.txt': 'mine' })
    return seedOf(root, id, id)
  },
  numbered: async () => {
    const root = join(scratch(), 'root')
    await namedRun(root)
    const { id, dir } = await namedRun(root, ['--model', 'mlp'])
    writeTree(dir, { 'own/notes.txt': 'mine' })
    return seedOf(root, id, join('runs', id))
  },
}

/** A seed of a tree that stands somewhere. */
export function seedOf(root: string, id: string, place: string): Seed {
  return { plant: copier(root), id, place, inside: wholeTree(join(root, place)), tree: settled(root) }
}

/** What makes copies of a tree. */
export function copier(root: string): () => string {
  return () => {
    const copy = join(scratch(), 'root')
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
    return copy
  }
}

/** What stands in a tree but for what exman keeps of it beside the runs. */
export function settled(root: string): Record<string, string> {
  return wholeTree(root, (path) => path.startsWith('.exman'))
}

/** Where the folder of the run is: at its place, or in the trash. */
export function foundAt(root: string, { place }: Seed): string[] {
  const trash = join(root, '.exman/trash')
  const entries = existsSync(trash) ? readdirSync(trash) : []
  const places = [join(root, place), ...entries.map((entry) => join(trash, entry, basename(place)))]
  return places.filter((path) => existsSync(path))
}

/** What a folder holds but for locks and files that are not yet whole: what readers see. */
export function seenIn(dir: string): Record<string, string> {
  return wholeTree(dir, (path) => /(^|\/)\.(lock|exman-|staging-|removed-)/.test(path))
}

/** Links that lead nowhere, locks, and what is not yet whole. */
export function leftovers(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => {
    const isDangling = lstatSync(join(root, path)).isSymbolicLink() && !existsSync(join(root, path))
    return isDangling || /^\.(lock|exman-|staging-|removed-)/.test(basename(path))
  })
}
