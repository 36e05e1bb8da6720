import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findTensorflow, type Tensorflow } from '../../src/training/tensorflow'
import { scratch } from '../faults/scratch'
import { compiledSource, nodeModules, runScript } from './children'
import { tf } from './tiny'

test('the one given is taken, whatever is loaded', () => {
  const given = {} as Tensorflow
  expect(findTensorflow(given)).toBe(given)
})

test('else the one that is loaded', () => {
  expect(findTensorflow().CustomCallback).toBe(tf.CustomCallback)
})

/** A package whose export is its own name and place. */
function stub(
  modules: string,
  name: string,
  exports = `module.exports = ${JSON.stringify(`${name} of ${modules}`)}`,
): void {
  const main = name === '@tensorflow/tfjs' ? 'dist/tf.node.js' : 'index.js'
  const dir = join(modules, name)
  mkdirSync(dirname(join(dir, main)), { recursive: true })
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name, version: '4.22.0', main }))
  writeFileSync(join(dir, main), exports)
}

const NEVER = 'throw new Error("tfjs-node was loaded")'

/** A project of one script, with a folder for its packages, in a place from which none of this repository is found. */
function project(text: string, name = 'train.cjs'): { dir: string; script: string; modules: string } {
  const dir = scratch()
  const script = join(dir, name)
  writeFileSync(script, text)
  return { dir, script, modules: join(dir, 'node_modules') }
}

/** A project that prints what is found. */
const finding = () =>
  project(`
    const { findTensorflow } = require(${JSON.stringify(join(compiledSource, 'training/tensorflow.js'))})
    try { console.log(findTensorflow()) } catch (error) { console.log(error.code ?? error.name, error.message) }
  `)

const find = async (script: string, cwd: string) =>
  (await runScript(script, { cwd, env: { NODE_PATH: '' } })).output.trim()

describe('else it is looked for', () => {
  test("from the main script's folder", async () => {
    const { script, modules } = finding()
    stub(modules, '@tensorflow/tfjs')
    expect(await find(script, scratch())).toBe(`@tensorflow/tfjs of ${modules}`)
  })

  test('then from the working folder', async () => {
    const { dir, modules } = finding()
    stub(modules, '@tensorflow/tfjs')
    expect(await find(finding().script, dir)).toBe(`@tensorflow/tfjs of ${modules}`)
  })

  test("from the main script's folder before the working folder", async () => {
    const [near, far] = [finding(), finding()]
    for (const { modules } of [near, far]) stub(modules, '@tensorflow/tfjs')
    expect(await find(near.script, far.dir)).toBe(`@tensorflow/tfjs of ${near.modules}`)
  })

  test.each(['script', 'working folder'])(
    "then through tfjs-node, which is not loaded (from the %s's place)",
    async (where) => {
      const { dir, script, modules } = finding()
      stub(modules, '@tensorflow/tfjs-node', NEVER)
      const inner = join(modules, '@tensorflow/tfjs-node/node_modules')
      stub(inner, '@tensorflow/tfjs')
      const found = where === 'script' ? find(script, scratch()) : find(finding().script, dir)
      expect(await found).toBe(`@tensorflow/tfjs of ${inner}`)
    },
  )

  test('also where packages are links into a store, as pnpm lays them out', async () => {
    const { script, modules } = finding()
    const store = join(modules, '.pnpm/tfjs-node@4.22.0/node_modules')
    stub(store, '@tensorflow/tfjs-node', NEVER)
    stub(store, '@tensorflow/tfjs')
    mkdirSync(join(modules, '@tensorflow'), { recursive: true })
    symlinkSync(join(store, '@tensorflow/tfjs-node'), join(modules, '@tensorflow/tfjs-node'))
    expect(await find(script, scratch())).toBe(`@tensorflow/tfjs of ${store}`)
  })

  test('tfjs itself goes before tfjs-node', async () => {
    const { script, modules } = finding()
    stub(modules, '@tensorflow/tfjs')
    stub(modules, '@tensorflow/tfjs-node', NEVER)
    stub(join(modules, '@tensorflow/tfjs-node/node_modules'), '@tensorflow/tfjs')
    expect(await find(script, scratch())).toBe(`@tensorflow/tfjs of ${modules}`)
  })

  test.each([
    ['cannot be loaded', 'throw new Error("wrong binary")', 'Error wrong binary'],
    [
      'lacks a package of its own',
      'require("seedrandom-not-there")',
      /^MODULE_NOT_FOUND Cannot find module 'seedrandom-not-there'/,
    ],
  ])('one that %s says so itself', async (_, text, message) => {
    const { script, modules } = finding()
    stub(modules, '@tensorflow/tfjs', text)
    expect(await find(script, scratch())).toMatch(message)
  })

  test('one whose package.json is broken says so itself', async () => {
    const { script, modules } = finding()
    stub(modules, '@tensorflow/tfjs')
    writeFileSync(join(modules, '@tensorflow/tfjs/package.json'), '{')
    expect(await find(script, scratch())).toMatch(/^ERR_INVALID_PACKAGE_CONFIG |^SyntaxError |package\.json/)
  })

  test('where there is none, the error names the places and the command', async () => {
    const [{ script, dir }, cwd] = [finding(), scratch()]
    expect(await find(script, cwd)).toBe(
      `EXMAN_TF_MISSING TensorFlow.js was not found from ${dir} or ${cwd}. Install it with: npm install @tensorflow/tfjs ` +
        '(or, for the native backend, @tensorflow/tfjs-node), or hand it in with the tf option.',
    )
    expect(await find(script, dir)).toContain(`was not found from ${dir}. `)
  })
})

test('without tfjs prepare writes nothing', async () => {
  const { script, dir } = project(`
    const { ExperimentManager } = require(${JSON.stringify(join(compiledSource, 'index.js'))})
    try { new ExperimentManager().prepare({ model: 1, training: 2 }) } catch (error) { console.log(error.code) }
  `)
  linkOwnPackages(join(dir, 'node_modules'))
  const env = { NODE_PATH: join(dir, 'node_modules') }
  expect(await runScript(script, { cwd: dir, env })).toMatchObject({
    output: 'EXMAN_TF_MISSING\n',
    errors: '',
  })
  expect(readdirSync(dir).sort()).toEqual(['node_modules', 'train.cjs'])
})

function linkOwnPackages(modules: string): void {
  mkdirSync(modules, { recursive: true })
  for (const name of ['argparse', 'date-fns', 'fs-extra', 'object-hash'])
    symlinkSync(join(nodeModules, name), join(modules, name))
}

describe('a copy that was loaded is found, though neither the script nor the working folder leads to it', () => {
  const source = JSON.stringify(join(compiledSource, 'training/tensorflow.js'))

  /** A module, elsewhere, that loads tfjs; and a script that loads the module and looks. */
  async function loadAndFind(name: string, load: string, flags: string[] = []): Promise<string> {
    const elsewhere = project(load, name)
    symlinkSync(nodeModules, elsewhere.modules)
    const { script, dir } = project(`
      import(${JSON.stringify(pathToFileURL(elsewhere.script).href)}).then(({ tf }) => {
        const { findTensorflow } = require(${source})
        console.log(findTensorflow().CustomCallback === tf.CustomCallback)
      })
    `)
    const { output, errors } = await runScript(script, { cwd: dir, env: { NODE_PATH: '' }, flags })
    return output === '' ? errors : output
  }

  const tsx = ['--import', pathToFileURL(require.resolve('tsx')).href]

  test.each<[string, string, string, string[]]>([
    ['import * as tf', 'model.mjs', "import * as tf from '@tensorflow/tfjs'\nexport { tf }", []],
    ['import tf', 'model.mjs', "import tf from '@tensorflow/tfjs'\nexport { tf }", []],
    ['require', 'model.cjs', "exports.tf = require('@tensorflow/tfjs')", []],
    [
      'import * as tf, in TypeScript through tsx',
      'model.mts',
      "import * as tf from '@tensorflow/tfjs'\nexport { tf }",
      tsx,
    ],
    [
      'import * as tf, in TypeScript as CommonJS through tsx',
      'model.cts',
      "import * as tf from '@tensorflow/tfjs'\nexport { tf }",
      tsx,
    ],
  ])('by %s', async (_, name, text, flags) => {
    expect(await loadAndFind(name, text, flags)).toBe('true\n')
  })
})

describe('two copies', () => {
  /** A second copy of tfjs, as a project may get it by another version: what its packages load, and no more. */
  function secondCopy(): string {
    const modules = join(scratch(), 'node_modules')
    for (const name of [
      'tfjs',
      'tfjs-core',
      'tfjs-layers',
      'tfjs-data',
      'tfjs-converter',
      'tfjs-backend-cpu',
      'tfjs-backend-webgl',
    ]) {
      const [from, to] = [nodeModules, modules].map((base) => join(base, '@tensorflow', name)) as [
        string,
        string,
      ]
      const { main } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { main: string }
      for (const file of ['package.json', main]) cpSync(join(from, file), join(to, file))
    }
    for (const name of readdirSync(nodeModules)) {
      if (!existsSync(join(modules, name)) && !name.startsWith('.'))
        symlinkSync(join(nodeModules, name), join(modules, name))
    }
    return join(modules, '@tensorflow/tfjs')
  }

  test('are told apart, named, and a fit that mixes them is refused', async () => {
    const copy = secondCopy()
    const { output, errors } = await runScript('training-two-copies', { args: [copy] })
    if (output === '') throw new Error(errors.slice(-2000))
    const first = join(nodeModules, '@tensorflow/tfjs/dist/tf.node.js')
    const second = join(copy, 'dist/tf.node.js')
    expect(JSON.parse(output)).toEqual({
      prepare: {
        code: 'EXMAN_TF_TWO_COPIES',
        paths: [first, second],
        message: `TensorFlow.js is loaded twice, and models of one copy cannot be trained by the other:\n  ${first}\n  ${second}\nMake them one: \`npm ls @tensorflow/tfjs\` shows who asks for which version; tfjs-node needs tfjs of exactly its own version. Or name the copy you build models with: new ExperimentManager({ tf }).`,
        written: [],
      },
      'callbacks of one, model of the same': { status: 'done', epochs: 2 },
      'callbacks of one, model of the other': {
        code: 'EXMAN_TF_TWO_COPIES',
        paths: [first, second],
        status: 'failed',
        epochs: 0,
      },
      'callbacks of one behind a plain object, model of the other': {
        code: 'EXMAN_TF_TWO_COPIES',
        paths: [first, second],
        status: 'failed',
        epochs: 0,
      },
      'earlyStopping of the other': { code: 'EXMAN_TF_TWO_COPIES', paths: [first, second] },
    })
  })
})
