import type { ExperimentManager } from 'exman'
import { readdirSync, readlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const OLDER_RUNS_SHOWN = 2

interface Node {
  name: string
  children?: Node[]
}

/** Prints the folders of some experiments as they are on disk: the newest run of each in full, older ones by name. */
export async function printTree(expm: ExperimentManager, experiments: object[]): Promise<void> {
  const nodes: Node[] = [{ name: '.exman' }]
  for (const params of experiments)
    nodes.push(experimentNode((await expm.find(params)).map(({ dir }) => dir)))
  console.log(basename(expm.expBaseDir))
  printNodes(nodes, '')
}

function experimentNode(runs: string[]): Node {
  const newest = runs.at(-1)!
  const shown = runs.slice(0, -1).slice(-OLDER_RUNS_SHOWN)
  const more = runs.length - 1 - shown.length
  return {
    name: basename(dirname(newest)),
    children: [
      { name: 'experiment.json' },
      ...(more > 0 ? [{ name: `… ${more} older` }] : []),
      ...shown.map((dir) => ({ name: `${basename(dir)}/…` })),
      folderNode(newest),
    ],
  }
}

/** What is in a folder, files first; a checkpoint, known by its manifest, is folded into one line. */
function folderNode(dir: string): Node {
  const entries = readdirSync(dir, { withFileTypes: true }).sort(
    (a, b) => Number(a.isDirectory()) - Number(b.isDirectory()) || (a.name < b.name ? -1 : 1),
  )
  const name = basename(dir)
  if (entries.some((entry) => entry.name === 'manifest.json')) {
    return { name: `${name}  (model.json, weights.bin and ${entries.length - 2} more)` }
  }
  const children = entries.map((entry): Node => {
    const path = join(dir, entry.name)
    if (entry.isSymbolicLink()) return { name: `${entry.name} -> ${readlinkSync(path)}` }
    return entry.isDirectory() ? folderNode(path) : { name: entry.name }
  })
  return { name, children }
}

function printNodes(nodes: Node[], indent: string): void {
  for (const [at, { name, children = [] }] of nodes.entries()) {
    const isLast = at === nodes.length - 1
    console.log(`${indent}${isLast ? '└── ' : '├── '}${name}`)
    printNodes(children, indent + (isLast ? '    ' : '│   '))
  }
}
