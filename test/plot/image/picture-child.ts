/** SVG and PNG are made in children: jest cannot load ES modules such as Vega's. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Figure } from '../../../src/plot/figure/figure'
import type { Picture } from '../../../src/plot/picture'
import type { PictureOptions } from '../../../src/plot/picture-options'
import { compiled, nodeModules } from '../../compiled'
import { scratch } from '../../faults/scratch'

const PROGRAM = `
const { Picture } = require(process.argv[1])
const { deserialize, serialize } = require('node:v8')
const { readFileSync } = require('node:fs')
const { figures, look, work } = deserialize(readFileSync(0))
const pictures = new Map(Object.entries(figures).map(([name, figure]) => [name, new Picture(figure, look)]))
const load = (name) => import(require('node:url').pathToFileURL(require.resolve(name)).href)
const answer = async () => {
  try {
    return { value: await new Function('return ' + work)()({ pictures, load }) }
  } catch ({ name, code, message, package: of, option }) {
    return { error: { name, code, message, package: of, option } }
  }
}
answer().then((value) => process.stdout.write(serialize(value)))
`

/** What a child answered: what its work gave, or what was thrown instead. */
export interface Answer<T> {
  value?: T
  error?: { name: string; code: string; message: string; package?: string; option?: string }
}

/** What the work has at hand in the child. */
export interface InChild {
  /** The pictures of the figures, by their names. */
  pictures: Map<string, Picture>
  /** Loads an ES module. */
  load: <T>(name: string) => Promise<T>
}

/** Where a child works, and which packages stand where exman is installed. */
export interface Places {
  cwd?: string
  nodePath?: string
  env?: Record<string, string>
}

/** Does some work, which may use nothing of this file, with pictures of these figures in a child. */
export function inChild<T>(
  figures: Record<string, Figure>,
  work: (child: InChild) => Promise<T>,
  { cwd = scratch(), nodePath = nodeModules, env }: Places = {},
  look: PictureOptions = { theme: 'light' },
): Answer<T> {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--eval', PROGRAM, join(compiled, 'src/plot/picture.js')],
    {
      cwd,
      input: serialize({ figures, look, work: String(work) }),
      env: { ...process.env, ...env, NODE_PATH: nodePath },
      maxBuffer: 2 ** 30,
    },
  )
  expect(stderr.toString()).toBe('')
  return deserialize(stdout) as Answer<T>
}

/** The packages that exman is installed with, and these: what stands where it is installed. */
export function installedWith(...names: readonly string[]): string {
  const dir = join(scratch(), 'node_modules')
  for (const name of ['fs-extra', 'string-width', ...names]) link(name, dir)
  return dir
}

/** Links one of our packages into a node_modules. */
export function link(name: string, into: string): void {
  mkdirSync(join(into, name, '..'), { recursive: true })
  symlinkSync(join(nodeModules, name), join(into, name))
}
